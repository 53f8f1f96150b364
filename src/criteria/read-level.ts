import type { Level } from './level.js';
import { REQUIREMENT } from './problems.js';
import type { Path, Reading } from './reading.js';
import { HEAVIEST } from './limits.js';

/** What every requirement of the input says beside its values. */
export interface LevelInput {
  level?: Level['level'] | null;
  weight?: number | null;
}

/** A must unless it says otherwise; a preference weighs 1 unless it says otherwise. */
export function readLevel({ level, weight }: LevelInput, path: Path, { problems }: Reading): Level {
  const isWeight = weight === null || weight === undefined || (weight > 0 && weight <= HEAVIEST);
  if (!isWeight) problems.add(REQUIREMENT.WEIGHT_OUT_OF_RANGE, [...path, 'weight'], { limit: HEAVIEST });
  return level === 'PREFERENCE' ? { level, weight: weight ?? 1 } : { level: 'MUST' };
}

/** The same as the API shows it. */
export const shownLevel = (level: Level): { level: Level['level']; weight: number | null } => ({
  level: level.level,
  weight: level.level === 'PREFERENCE' ? level.weight : null,
});
