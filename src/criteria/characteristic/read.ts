import { isWithin, readWord } from '../../taxonomy/read-terms.js';
import { readLevel } from '../read-level.js';
import type { Path, Reading } from '../reading.js';
import type { CharacteristicRequirementInput } from './graphql.js';
import { CHARACTERISTIC_ASKED } from './problems.js';
import type { AsksCharacteristics } from './shape.js';
import { MOST_ASKED } from '../limits.js';

/** A line may ask for several, each once. */
export function readCharacteristics(
  inputs: readonly CharacteristicRequirementInput[],
  path: Path,
  reading: Reading,
): AsksCharacteristics['characteristics'] {
  if (!isWithin(MOST_ASKED, inputs.length, path, reading)) return [];
  const seen = new Set<string>();
  return inputs.flatMap((input, index) => {
    const at = [...path, index];
    const level = readLevel(input, at, reading);
    const code = readWord(reading.taxonomy.characteristics, input.code, [...at, 'code'], reading);
    const bounds = readBounds(input, code, at, reading);
    if (code === null) return [];
    if (seen.has(code)) {
      reading.problems.add(CHARACTERISTIC_ASKED.CHARACTERISTIC_TWICE, [...at, 'code'], { code: input.code });
    }
    seen.add(code);
    return [{ code, ...bounds, ...level }];
  });
}

function readBounds(
  input: CharacteristicRequirementInput,
  code: string | null,
  path: Path,
  { problems, taxonomy }: Reading,
): { atLeast: number | null; atMost: number | null } {
  const bounds = { atLeast: input.atLeast ?? null, atMost: input.atMost ?? null };
  const { atLeast, atMost } = bounds;
  if (atLeast === null && atMost === null) problems.add(CHARACTERISTIC_ASKED.CHARACTERISTIC_BOUND_MISSING, path);
  if (atLeast !== null && atMost !== null && atLeast > atMost) {
    problems.add(CHARACTERISTIC_ASKED.CHARACTERISTIC_BOUNDS_CROSSED, path, { atLeast, atMost });
  }
  const characteristic = code === null ? undefined : taxonomy.characteristics.get(code);
  if (characteristic === undefined) return bounds;
  const { minimum: least, maximum: most } = characteristic;
  for (const name of ['atLeast', 'atMost'] as const) {
    const value = bounds[name];
    if (value !== null && !(value >= least && value <= most)) {
      problems.add(CHARACTERISTIC_ASKED.CHARACTERISTIC_OUT_OF_RANGE, [...path, name], { value, least, most });
    }
  }
  return bounds;
}
