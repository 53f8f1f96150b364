import type { Unit } from '../../taxonomy/taxonomy.js';
import { afterNumber } from '../../taxonomy/units.js';

/** The nominal sizes a table has values for, in millimetres. */
export interface SizeRange {
  fromMm: number;
  /** Whether `fromMm` itself has a value, or only what is above it. */
  includesFrom: boolean;
  /** Up to and including this size. */
  upToMm: number;
}

export const isInRange = ({ fromMm, includesFrom, upToMm }: SizeRange, mm: number): boolean =>
  (includesFrom ? mm >= fromMm : mm > fromMm) && mm <= upToMm;

/** In the signs of every language: `> 0 mm, ≤ 3150 mm`. */
export const rangeInSigns = ({ fromMm, includesFrom, upToMm }: SizeRange, mm: Unit): string => {
  const sign = afterNumber(mm, 'vi');
  return `${includesFrom ? '≥' : '>'} ${fromMm} ${sign}, ≤ ${upToMm} ${sign}`;
};
