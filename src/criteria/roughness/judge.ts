import type { CapabilitySnapshot } from '../../suppliers/snapshots/firm-snapshot.js';
import { UNIT } from '../../taxonomy/units.js';
import { measured, unknown, type Judgement, type Stated } from '../verdict.js';
import { numberOf } from '../numbers.js';
import type { RoughnessRequirement } from './shape.js';

/** Roughness: the finest Ra held must be no coarser than the Ra asked. */
export function judgeRoughness(requirement: RoughnessRequirement, capability: CapabilitySnapshot): Judgement {
  const refs = { capabilityId: capability.id, siteId: capability.siteId, certificateIds: [] };
  const raUm = numberOf(requirement.raUm, 'roughness', 'requirement.raUm');
  const required = askedRoughness(raUm);
  if (capability.roughnessRaUm === null) return unknown(required, 'SILENT', refs);
  const finestRaUm = numberOf(capability.roughnessRaUm, 'roughness', 'capability.roughnessRaUm');
  const offered = askedRoughness(finestRaUm);
  return measured(required, offered, raUm - finestRaUm, UNIT.um, capability.evidence, refs);
}

export const askedRoughness = (raUm: number): Stated => ({ kind: 'QUANTITY', value: raUm, unit: UNIT.um });
