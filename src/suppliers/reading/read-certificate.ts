import { isDay } from '../../platform/graphql/scalars.js';
import { cleanText } from '../../platform/text/clean-text.js';
import type { Certificate } from '../certificate.entity.js';
import type { CertificateFactsInput } from '../certificate.inputs.js';
import { SUPPLIER, SUPPLIER_VALUE } from '../suppliers.errors.js';
import { readWord } from '../../taxonomy/read-terms.js';
import { changed, type Path, type Reading } from './reading.js';
import { LONGEST } from '../limits.js';

const EARLIEST_DAY = '1950-01-01';
const YEARS_AHEAD = 50;

export type CertificateFacts = Pick<
  Certificate,
  'standardCode' | 'number' | 'issuer' | 'scope' | 'validFrom' | 'validTo'
>;

export const NO_CERTIFICATE_FACTS: CertificateFacts = {
  standardCode: '',
  number: null,
  issuer: null,
  scope: null,
  validFrom: null,
  validTo: null,
};

/**
 * What is known of the certificate after the input. One that has run out is no evidence any more: it cannot come in
 * new, nor by a changed last day, nor by a new file. One that runs out later stays, as history.
 */
export function readCertificate(
  input: Partial<CertificateFactsInput>,
  before: CertificateFacts & { evidenceFileId?: string | null },
  path: Path,
  reading: Reading,
): CertificateFacts {
  const { problems, taxonomy, today } = reading;
  const text = (name: 'number' | 'issuer' | 'scope', max: number): string | null =>
    changed(input[name], before[name], (given) =>
      cleanText(given, [...path, name], problems, { max, multiline: name === 'scope' }),
    );
  const day = (name: 'validFrom' | 'validTo'): string | null =>
    changed(input[name], before[name], (given) => readDay(given, [...path, name], reading));
  const facts: CertificateFacts = {
    standardCode:
      input.standard === undefined
        ? before.standardCode
        : (readWord(taxonomy.certificateStandards, input.standard ?? '', [...path, 'standard'], {
            ...reading,
            kept: new Set([before.standardCode]),
          }) ?? ''),
    number: text('number', LONGEST.certificateNumber),
    issuer: text('issuer', LONGEST.issuer),
    scope: text('scope', LONGEST.scope),
    validFrom: day('validFrom'),
    validTo: day('validTo'),
  };
  const { validFrom, validTo } = facts;
  if (validFrom !== null && validTo !== null && validTo < validFrom) {
    const at = input.validTo ? 'validTo' : 'validFrom';
    problems.add(SUPPLIER.CERTIFICATE_VALIDITY_ORDER, [...path, at], { validFrom, validTo });
  }
  const isNewEvidence =
    validTo !== before.validTo || (Boolean(input.evidenceFileId) && input.evidenceFileId !== before.evidenceFileId);
  if (isNewEvidence && validTo !== null && validTo < today) {
    const at = input.validTo ? 'validTo' : 'evidenceFileId';
    problems.add(SUPPLIER.CERTIFICATE_EXPIRED, [...path, at], { validTo });
  }
  return facts;
}

function readDay(given: string, path: Path, { problems, today }: Reading): string | null {
  const day = given.trim();
  if (!isDay(day)) {
    problems.add(SUPPLIER_VALUE.DAY_IMPOSSIBLE, path, { day: day.slice(0, 40) });
    return null;
  }
  const latest = `${Number(today.slice(0, 4)) + YEARS_AHEAD}-12-31`;
  if (day >= EARLIEST_DAY && day <= latest) return day;
  problems.add(SUPPLIER_VALUE.DAY_ABSURD, path, { day, earliest: EARLIEST_DAY, latest });
  return null;
}
