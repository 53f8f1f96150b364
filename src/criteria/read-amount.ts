import { checkPositive } from '../taxonomy/measures.js';
import { REQUIREMENT } from './problems.js';
import type { Path, Reading } from './reading.js';

/** Above any lot or monthly volume there is. */
export const LARGEST_AMOUNT = 1_000_000_000;

/** A whole number above nought; null, and a problem, where it is none. */
export function readWhole(
  value: number,
  limit: number,
  unit: string,
  path: Path,
  { problems }: Reading,
): number | null {
  if (!checkPositive(value, path, problems, limit, unit)) return null;
  if (Number.isInteger(value)) return value;
  problems.add(REQUIREMENT.NOT_WHOLE, path);
  return null;
}
