import { IT_GRADES, sizesOfGrade } from './iso-286.js';
import { sizesOfClass, TOLERANCE_CLASSES, type ToleranceClass } from './iso-2768.js';
import { isInRange, rangeInSigns } from './size-range.js';
import { lengthInMm } from '../../taxonomy/measures.js';
import { amountOf, UNIT, unitOf } from '../../taxonomy/units.js';
import type { Path, Reading } from '../reading.js';
import type { ToleranceRequirementInput } from './graphql.js';
import { TOLERANCE } from './problems.js';
import type { ToleranceRequirement } from './shape.js';

/**
 * Tolerance, in exactly one of three ways. A grade or class is kept as it was asked for; here it is only made sure that
 * its standard has a value at the nominal size.
 */

const isClass = (text: string): text is ToleranceClass => (TOLERANCE_CLASSES as readonly string[]).includes(text);
const isGiven = <T>(value: T | null | undefined): value is T => value !== null && value !== undefined;

export function readTolerance(
  input: ToleranceRequirementInput,
  sidesMm: readonly number[] | null,
  path: Path,
  reading: Reading,
): ToleranceRequirement | null {
  const { problems } = reading;
  const ways = [input.plusMinus, input.itGrade, input.iso2768].filter(isGiven);
  const nominalMm = lengthInMm(input.nominal, [...path, 'nominal'], reading);
  if (ways.length !== 1 || (isGiven(input.plusMinus) && isGiven(input.nominal))) {
    problems.add(TOLERANCE.TOLERANCE_FORM, path);
    return null;
  }
  if (isGiven(input.plusMinus)) return readPlusMinus(input.plusMinus, sidesMm, [...path, 'plusMinus'], reading);
  if (!isGiven(input.nominal)) problems.add(TOLERANCE.TOLERANCE_NOMINAL_MISSING, [...path, 'nominal']);
  return isGiven(input.itGrade)
    ? readGrade(input.itGrade, nominalMm, path, reading)
    : readClass(input.iso2768!, nominalMm, path, reading);
}

function readPlusMinus(
  input: { value: number; unit: string },
  sidesMm: readonly number[] | null,
  path: Path,
  reading: Reading,
): ToleranceRequirement | null {
  const { problems } = reading;
  const toleranceMm = lengthInMm(input, path, reading);
  if (toleranceMm === null) return null;
  const longestMm = sidesMm === null ? Infinity : Math.max(...sidesMm);
  if (toleranceMm > longestMm) {
    problems.add(TOLERANCE.TOLERANCE_LARGER_THAN_PART, path, {
      tolerance: inMm(toleranceMm, reading),
      size: inMm(longestMm, reading),
    });
    return null;
  }
  return { kind: 'PLUS_MINUS', toleranceMm };
}

function readGrade(
  itGrade: number,
  nominalMm: number | null,
  path: Path,
  reading: Reading,
): ToleranceRequirement | null {
  const { problems } = reading;
  const isGrade = Number.isInteger(itGrade) && itGrade >= IT_GRADES.least && itGrade <= IT_GRADES.most;
  if (!isGrade) problems.add(TOLERANCE.IT_GRADE_OUT_OF_RANGE, [...path, 'itGrade'], IT_GRADES);
  if (nominalMm === null) return null;
  const sizes = sizesOfGrade(itGrade);
  if (!isInRange(sizes, nominalMm)) {
    const range = rangeInSigns(sizes, unitOf(UNIT.mm, reading.taxonomy.units));
    const standard = `ISO 286-1 IT${itGrade}`;
    problems.add(TOLERANCE.NOMINAL_OUT_OF_TABLE, [...path, 'nominal'], {
      standard,
      nominal: inMm(nominalMm, reading),
      range,
    });
    return null;
  }
  return isGrade ? { kind: 'ISO_286', itGrade, nominalMm } : null;
}

function readClass(word: string, nominalMm: number | null, path: Path, reading: Reading): ToleranceRequirement | null {
  const { problems } = reading;
  const toleranceClass = word.trim().toLowerCase();
  if (!isClass(toleranceClass)) {
    const suggestions = [...TOLERANCE_CLASSES];
    problems.add(TOLERANCE.ISO_2768_CLASS_UNKNOWN, [...path, 'iso2768'], { class: word }, suggestions);
    return null;
  }
  if (nominalMm === null) return null;
  const sizes = sizesOfClass(toleranceClass);
  if (!isInRange(sizes, nominalMm)) {
    const range = rangeInSigns(sizes, unitOf(UNIT.mm, reading.taxonomy.units));
    const standard = `ISO 2768-${toleranceClass}`;
    problems.add(TOLERANCE.NOMINAL_OUT_OF_TABLE, [...path, 'nominal'], {
      standard,
      nominal: inMm(nominalMm, reading),
      range,
    });
    return null;
  }
  return { kind: 'ISO_2768', toleranceClass, nominalMm };
}

const inMm = (value: number, { taxonomy }: Reading) => amountOf(value, unitOf(UNIT.mm, taxonomy.units));
