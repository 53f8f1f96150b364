import type { Requirements } from '../line-content.js';
import { REQUEST_INPUT } from '../requests.errors.js';
import type { CertificateRequirementInput, CharacteristicRequirementInput } from '../requirements.inputs.js';
import { REQUEST_LIMITS } from './limits.js';
import { readLevel } from './read-level.js';
import { isWithin, readWord } from '../../taxonomy/read-terms.js';
import type { Path, Reading } from './reading.js';

/** The requirements a line may have several of, each under the name of what it is about: that name only once. */

export function readCertificates(
  inputs: readonly CertificateRequirementInput[],
  path: Path,
  reading: Reading,
): Requirements['certificates'] {
  if (!isWithin(REQUEST_LIMITS.certificates, inputs.length, path, reading)) return [];
  const seen = new Set<string>();
  return inputs.flatMap((input, index) => {
    const at = [...path, index];
    const level = readLevel(input, at, reading);
    const standard = readWord(reading.taxonomy.certificateStandards, input.standard, [...at, 'standard'], reading);
    if (standard === null) return [];
    if (seen.has(standard)) {
      reading.problems.add(REQUEST_INPUT.CERTIFICATE_TWICE, [...at, 'standard'], { standard: input.standard });
    }
    seen.add(standard);
    return [{ standard, minEvidence: input.minEvidence ?? null, ...level }];
  });
}

export function readCharacteristics(
  inputs: readonly CharacteristicRequirementInput[],
  path: Path,
  reading: Reading,
): Requirements['characteristics'] {
  if (!isWithin(REQUEST_LIMITS.characteristics, inputs.length, path, reading)) return [];
  const seen = new Set<string>();
  return inputs.flatMap((input, index) => {
    const at = [...path, index];
    const level = readLevel(input, at, reading);
    const code = readWord(reading.taxonomy.characteristics, input.code, [...at, 'code'], reading);
    const bounds = readBounds(input, code, at, reading);
    if (code === null) return [];
    if (seen.has(code)) {
      reading.problems.add(REQUEST_INPUT.CHARACTERISTIC_TWICE, [...at, 'code'], { code: input.code });
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
  if (atLeast === null && atMost === null) problems.add(REQUEST_INPUT.CHARACTERISTIC_BOUND_MISSING, path);
  if (atLeast !== null && atMost !== null && atLeast > atMost) {
    problems.add(REQUEST_INPUT.CHARACTERISTIC_BOUNDS_CROSSED, path, { atLeast, atMost });
  }
  const characteristic = code === null ? undefined : taxonomy.characteristics.get(code);
  if (characteristic === undefined) return bounds;
  const { minimum: least, maximum: most } = characteristic;
  for (const name of ['atLeast', 'atMost'] as const) {
    const value = bounds[name];
    if (value !== null && !(value >= least && value <= most)) {
      problems.add(REQUEST_INPUT.CHARACTERISTIC_OUT_OF_RANGE, [...path, name], { value, least, most });
    }
  }
  return bounds;
}
