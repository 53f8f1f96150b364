import { isInRange, type SizeRange } from './size-range.js';

/**
 * General tolerances for linear dimensions without their own: ISO 2768-1:1989 (TCVN 7583-1), Table 1: classes fine,
 * medium, coarse and very coarse. Values are ± millimetres already. Below 0.5 mm the drawing itself must say.
 */

/** Each range is above the one before it and up to and including its own value, in millimetres. */
const FROM_MM = 0.5;
const UP_TO_MM = [3, 6, 30, 120, 400, 1000, 2000, 4000] as const;

export const TOLERANCE_CLASSES = ['f', 'm', 'c', 'v'] as const;
export type ToleranceClass = (typeof TOLERANCE_CLASSES)[number];

/** Rows by class; null where the class has no value for the range. */
const DEVIATION_MM: Record<ToleranceClass, readonly (number | null)[]> = {
  f: [0.05, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, null],
  m: [0.1, 0.1, 0.2, 0.3, 0.5, 0.8, 1.2, 2],
  c: [0.2, 0.3, 0.5, 0.8, 1.2, 2, 3, 4],
  v: [null, 0.5, 1, 1.5, 2.5, 4, 6, 8],
};

/** The sizes a class has values for. */
export function sizesOfClass(toleranceClass: ToleranceClass): SizeRange {
  const row = DEVIATION_MM[toleranceClass];
  const first = row.findIndex((deviation) => deviation !== null);
  const last = row.findLastIndex((deviation) => deviation !== null);
  return { fromMm: first === 0 ? FROM_MM : UP_TO_MM[first - 1]!, includesFrom: first === 0, upToMm: UP_TO_MM[last]! };
}

/** Permissible deviation as ± millimetres, or null outside the table. */
export function generalToleranceMm(toleranceClass: ToleranceClass, nominalMm: number): number | null {
  if (!isInRange(sizesOfClass(toleranceClass), nominalMm)) return null;
  const range = UP_TO_MM.findIndex((upTo) => nominalMm <= upTo);
  return DEVIATION_MM[toleranceClass][range] ?? null;
}
