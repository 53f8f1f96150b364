import { REQUEST_INPUT } from '../requests.errors.js';
import type { Path, Reading } from '../../criteria/reading.js';

/** Chapter, heading, subheading and up to two national levels; 00 and 98 on are no chapters of the nomenclature. */
const HS_CODE = /^(0[1-9]|[1-8]\d|9[0-7])\d{2}(\d{2}){0,3}$/;

/** The digits of an HS code; dots and spaces between them are taken out. */
export function readHsCode(text: string | null | undefined, path: Path, { problems }: Reading): string | null {
  if (text === null || text === undefined || text.trim() === '') return null;
  const digits = text.replace(/[.\s]/g, '');
  if (HS_CODE.test(digits)) return digits;
  problems.add(REQUEST_INPUT.HS_CODE_INVALID, path);
  return null;
}
