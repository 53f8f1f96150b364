import { lengthInMm } from '../../platform/graphql/measures.js';
import type { ToleranceRequirement } from '../line-content.js';
import { REQUEST_INPUT } from '../requests.errors.js';
import type { ToleranceRequirementInput } from '../requirements.inputs.js';
import type { Path, Reading } from './reading.js';

/**
 * Tolerance, in exactly one of three ways. A grade or class is kept as it was asked for; here it is only made sure that
 * its standard has a value at the nominal size.
 */

const IT_GRADES = { least: 1, most: 18 };
/** ISO 286-1, Table 1 ends at 3150 mm, and its coarse grades (from IT14) are not used up to 1 mm. */
const ISO_286_UP_TO_MM = 3150;
const COARSE_FROM_GRADE = 14;
const COARSE_ABOVE_MM = 1;
/** ISO 2768-1, Table 1: where each class begins and ends. `v` begins above its first value. */
const ISO_2768 = {
  f: { from: 0.5, to: 2000 },
  m: { from: 0.5, to: 4000 },
  c: { from: 0.5, to: 4000 },
  v: { from: 3, to: 4000 },
} as const;

type ToleranceClass = keyof typeof ISO_2768;
const isClass = (text: string): text is ToleranceClass => Object.hasOwn(ISO_2768, text);
const isGiven = <T>(value: T | null | undefined): value is T => value !== null && value !== undefined;

export function readTolerance(
  input: ToleranceRequirementInput,
  sidesMm: readonly number[] | null,
  path: Path,
  reading: Reading,
): ToleranceRequirement | null {
  const { problems } = reading;
  const ways = [input.plusMinus, input.itGrade, input.iso2768].filter(isGiven);
  const nominalMm = lengthInMm(input.nominal, [...path, 'nominal'], problems);
  if (ways.length !== 1 || (isGiven(input.plusMinus) && isGiven(input.nominal))) {
    problems.add(REQUEST_INPUT.TOLERANCE_FORM, path);
    return null;
  }
  if (isGiven(input.plusMinus)) return readPlusMinus(input.plusMinus, sidesMm, [...path, 'plusMinus'], reading);
  if (!isGiven(input.nominal)) problems.add(REQUEST_INPUT.TOLERANCE_NOMINAL_MISSING, [...path, 'nominal']);
  return isGiven(input.itGrade)
    ? readGrade(input.itGrade, nominalMm, path, reading)
    : readClass(input.iso2768!, nominalMm, path, reading);
}

function readPlusMinus(
  input: { value: number; unit: string },
  sidesMm: readonly number[] | null,
  path: Path,
  { problems }: Reading,
): ToleranceRequirement | null {
  const toleranceMm = lengthInMm(input, path, problems);
  if (toleranceMm === null) return null;
  const longestMm = sidesMm === null ? Infinity : Math.max(...sidesMm);
  if (toleranceMm > longestMm) {
    problems.add(REQUEST_INPUT.TOLERANCE_LARGER_THAN_PART, path, { tolerance: toleranceMm, size: longestMm });
    return null;
  }
  return { kind: 'PLUS_MINUS', toleranceMm };
}

function readGrade(
  itGrade: number,
  nominalMm: number | null,
  path: Path,
  { problems }: Reading,
): ToleranceRequirement | null {
  const isGrade = Number.isInteger(itGrade) && itGrade >= IT_GRADES.least && itGrade <= IT_GRADES.most;
  if (!isGrade) problems.add(REQUEST_INPUT.IT_GRADE_OUT_OF_RANGE, [...path, 'itGrade'], IT_GRADES);
  if (nominalMm === null) return null;
  const aboveMm = isGrade && itGrade >= COARSE_FROM_GRADE ? COARSE_ABOVE_MM : 0;
  if (nominalMm <= aboveMm || nominalMm > ISO_286_UP_TO_MM) {
    const range = `> ${aboveMm} mm, ≤ ${ISO_286_UP_TO_MM} mm`;
    const standard = `ISO 286-1 IT${itGrade}`;
    problems.add(REQUEST_INPUT.NOMINAL_OUT_OF_TABLE, [...path, 'nominal'], { standard, nominal: nominalMm, range });
    return null;
  }
  return isGrade ? { kind: 'ISO_286', itGrade, nominalMm } : null;
}

function readClass(
  word: string,
  nominalMm: number | null,
  path: Path,
  { problems }: Reading,
): ToleranceRequirement | null {
  const toleranceClass = word.trim().toLowerCase();
  if (!isClass(toleranceClass)) {
    const suggestions = Object.keys(ISO_2768);
    problems.add(REQUEST_INPUT.ISO_2768_CLASS_UNKNOWN, [...path, 'iso2768'], { class: word }, suggestions);
    return null;
  }
  if (nominalMm === null) return null;
  const { from, to } = ISO_2768[toleranceClass];
  const isBelow = toleranceClass === 'v' ? nominalMm <= from : nominalMm < from;
  if (isBelow || nominalMm > to) {
    const range = `${toleranceClass === 'v' ? '>' : '≥'} ${from} mm, ≤ ${to} mm`;
    const standard = `ISO 2768-${toleranceClass}`;
    problems.add(REQUEST_INPUT.NOMINAL_OUT_OF_TABLE, [...path, 'nominal'], { standard, nominal: nominalMm, range });
    return null;
  }
  return { kind: 'ISO_2768', toleranceClass, nominalMm };
}
