import type { CapabilitySnapshot, Requirements } from '../matching-input.js';
import type { Taxonomy } from '../../taxonomy/taxonomy.js';
import { measured, unknown, type Judgement, type Stated } from './criterion.js';

/** A number of the trade (layers, IPC class, g/m²): at least, at most, or between; the nearer bound decides. */

export interface AskedCharacteristic {
  code: string;
  required: Stated;
  atLeast: number | null;
  atMost: number | null;
  unit: string | null;
}

export function askCharacteristic(
  { code, atLeast, atMost }: Requirements['characteristics'][number],
  taxonomy: Taxonomy,
): AskedCharacteristic {
  const unit = taxonomy.characteristics.get(code)?.unit ?? null;
  return { code, required: { kind: 'BOUNDS', atLeast, atMost, unit }, atLeast, atMost, unit };
}

export function judgeCharacteristic(asked: AskedCharacteristic, capability: CapabilitySnapshot): Judgement {
  const refs = { capabilityId: capability.id, siteId: capability.siteId, certificateIds: [] };
  const { code, unit, atLeast, atMost } = asked;
  const value = Object.hasOwn(capability.characteristics, code) ? capability.characteristics[code] : undefined;
  if (value === undefined) return unknown(asked.required, 'SILENT', refs);
  const margin = Math.min(atLeast === null ? Infinity : value - atLeast, atMost === null ? Infinity : atMost - value);
  const offered: Stated = { kind: 'BOUNDS', atLeast: value, atMost: value, unit };
  // A requirement without a bound is met by any value, with nothing to measure.
  if (margin === Infinity) {
    const held = measured(asked.required, offered, 0, unit, capability.evidence, refs);
    return { ...held, margin: null };
  }
  return measured(asked.required, offered, margin, unit, capability.evidence, refs);
}
