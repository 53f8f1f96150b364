import type { Level } from '../line-content.js';
import { REQUEST_INPUT } from '../requests.errors.js';
import type { RequirementInput } from '../requirements.inputs.js';
import { REQUEST_LIMITS } from './limits.js';
import type { Path, Reading } from './reading.js';

/** A must unless it says otherwise; a preference weighs 1 unless it says otherwise. */
export function readLevel({ level, weight }: RequirementInput, path: Path, { problems }: Reading): Level {
  const isWeight = weight === null || weight === undefined || (weight > 0 && weight <= REQUEST_LIMITS.weight);
  if (!isWeight) problems.add(REQUEST_INPUT.WEIGHT_OUT_OF_RANGE, [...path, 'weight'], { limit: REQUEST_LIMITS.weight });
  return level === 'PREFERENCE' ? { level, weight: weight ?? 1 } : { level: 'MUST' };
}
