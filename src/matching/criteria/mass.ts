import type { CapabilitySnapshot, Requirements } from '../matching-input.js';
import { measured, unknown, type Judgement, type Stated } from './criterion.js';

/** Mass: the part must be within what the capability lifts, melts or clamps. */
export function judgeMass({ kg }: NonNullable<Requirements['mass']>, capability: CapabilitySnapshot): Judgement {
  const refs = { capabilityId: capability.id, siteId: capability.siteId, certificateIds: [] };
  const required: Stated = { kind: 'QUANTITY', value: kg, unit: 'kg' };
  if (capability.maxMassKg === null) return unknown(required, 'SILENT', refs);
  const offered: Stated = { kind: 'QUANTITY', value: capability.maxMassKg, unit: 'kg' };
  return measured(required, offered, capability.maxMassKg - kg, 'kg', capability.evidence, refs);
}
