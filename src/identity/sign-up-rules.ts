import { z } from 'zod';
import type { OrganisationKind } from '../platform/database/actor.js';
import type { Problems } from '../platform/graphql/problems.js';
import { cleanText } from '../platform/text/clean-text.js';
import { isCountryCode } from '../taxonomy/countries.js';
import { isCommonPassword } from './common-passwords.js';
import { isObviousPassword } from './obvious-passwords.js';
import { IDENTITY } from './identity.errors.js';
import { readVietnameseTaxCode } from './vietnamese-tax-code.js';
import {
  LONGEST_EMAIL,
  LONGEST_FOREIGN_NUMBER,
  LONGEST_ORGANISATION_NAME,
  LONGEST_PASSWORD,
  LONGEST_PERSON_NAME,
  SHORTEST_PASSWORD,
} from './limits.js';

type Path = (string | number)[];

const EMAIL = z.email();

export const readOrganisationName = (value: string, path: Path, problems: Problems): string | null =>
  cleanText(value, path, problems, { required: true, max: LONGEST_ORGANISATION_NAME, isName: true });

export const readPersonName = (value: string, path: Path, problems: Problems): string | null =>
  cleanText(value, path, problems, { required: true, max: LONGEST_PERSON_NAME, isName: true });

export function readEmail(value: string, path: Path, problems: Problems): string | null {
  const text = cleanText(value, path, problems, { required: true, max: LONGEST_EMAIL });
  if (text === null || isEmail(text)) return text;
  problems.add(IDENTITY.EMAIL_INVALID, path);
  return null;
}

export const isEmail = (text: string): boolean => text.length <= LONGEST_EMAIL && EMAIL.safeParse(text).success;

/** The password in the form that is hashed: NFC, so that it does not matter how a keyboard composes its marks. */
export const passwordForm = (password: string): string => password.normalize('NFC');

/** A password that shall be. `obvious`: what whoever knows the person would try. */
export async function checkPassword(
  value: string,
  path: Path,
  problems: Problems,
  obvious: (string | null)[],
): Promise<void> {
  const password = passwordForm(value);
  const { length } = Array.from(password);
  if (length < SHORTEST_PASSWORD) problems.add(IDENTITY.PASSWORD_TOO_SHORT, path, { min: SHORTEST_PASSWORD });
  if (length > LONGEST_PASSWORD) return problems.add(IDENTITY.PASSWORD_TOO_LONG, path, { max: LONGEST_PASSWORD });
  if (isObviousPassword(password, obvious)) problems.add(IDENTITY.PASSWORD_TOO_OBVIOUS, path);
  else if (await isCommonPassword(password)) problems.add(IDENTITY.PASSWORD_TOO_COMMON, path);
}

export function readCountry(value: string, path: Path, problems: Problems): string | null {
  const text = cleanText(value, path, problems, { required: true, max: 20 });
  if (text === null) return null;
  const code = text.toUpperCase();
  if (isCountryCode(code)) return code;
  problems.add(IDENTITY.ORGANISATION_COUNTRY_UNKNOWN, path, { code: text });
  return null;
}

/** Verified for Vietnam, where a supplier must have one; of another country as it is written there. */
export function readTaxCode(
  kind: OrganisationKind,
  countryCode: string | null,
  value: string | null | undefined,
  path: Path,
  problems: Problems,
): string | null {
  const isVietnamese = countryCode === 'VN';
  const text = cleanText(value, path, problems, { max: LONGEST_FOREIGN_NUMBER });
  if (text === null) {
    if (isVietnamese && kind === 'SUPPLIER' && !value?.trim()) problems.add(IDENTITY.TAX_CODE_MISSING, path);
    return null;
  }
  if (!isVietnamese) return text;
  const reading = readVietnameseTaxCode(text);
  if (reading.isValid) return reading.taxCode;
  problems.add(IDENTITY[reading.fault], path);
  return null;
}
