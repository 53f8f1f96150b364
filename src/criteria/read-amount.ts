import { checkPositive, type Limit } from '../taxonomy/measures.js';
import { REQUIREMENT } from './problems.js';
import type { Path, Reading } from './reading.js';

/** A whole number above nought; null, and a problem, where it is none. */
export function readWhole(value: number, limit: Limit, path: Path, reading: Reading): number | null {
  if (!checkPositive(value, limit, path, reading)) return null;
  if (Number.isInteger(value)) return value;
  reading.problems.add(REQUIREMENT.NOT_WHOLE, path);
  return null;
}
