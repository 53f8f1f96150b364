import type { CapabilitySnapshot } from '../../suppliers/snapshots/firm-snapshot.js';
import type { Taxonomy } from '../../taxonomy/taxonomy.js';
import { measured, unknown, type Judgement, type Stated } from '../verdict.js';
import { numberOf, numberOrNull } from '../numbers.js';
import type { CharacteristicRequirement } from './shape.js';

/** A number of the trade (layers, IPC class, g/m²): at least, at most, or between; the nearer bound decides. */

export interface AskedCharacteristic {
  code: string;
  required: Stated;
  atLeast: number | null;
  atMost: number | null;
  unit: string | null;
}

export function askCharacteristic(requirement: CharacteristicRequirement, taxonomy: Taxonomy): AskedCharacteristic {
  const { code } = requirement;
  const criterion = `characteristic:${code}`;
  const atLeast = numberOrNull(requirement.atLeast, criterion, 'requirement.atLeast');
  const atMost = numberOrNull(requirement.atMost, criterion, 'requirement.atMost');
  const unit = taxonomy.characteristics.get(code)?.unit ?? null;
  return { code, required: { kind: 'BOUNDS', atLeast, atMost, unit }, atLeast, atMost, unit };
}

export function judgeCharacteristic(asked: AskedCharacteristic, capability: CapabilitySnapshot): Judgement {
  const refs = { capabilityId: capability.id, siteId: capability.siteId, certificateIds: [] };
  const { code, unit, atLeast, atMost } = asked;
  if (!Object.hasOwn(capability.characteristics, code)) return unknown(asked.required, 'SILENT', refs);
  const value = numberOf(capability.characteristics[code], `characteristic:${code}`, 'capability.characteristics');
  const margin = Math.min(atLeast === null ? Infinity : value - atLeast, atMost === null ? Infinity : atMost - value);
  const offered: Stated = { kind: 'BOUNDS', atLeast: value, atMost: value, unit };
  // A requirement without a bound is met by any value, with nothing to measure.
  if (margin === Infinity) {
    const held = measured(asked.required, offered, 0, unit, capability.evidence, refs);
    return { ...held, margin: null };
  }
  return measured(asked.required, offered, margin, unit, capability.evidence, refs);
}
