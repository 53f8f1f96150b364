import type { CapabilitySnapshot, Requirements } from '../matching-input.js';
import { measured, unknown, type Judgement, type Stated } from './criterion.js';

/** Roughness: the finest Ra held must be no coarser than the Ra asked. */
export function judgeRoughness(
  { raUm }: NonNullable<Requirements['roughness']>,
  capability: CapabilitySnapshot,
): Judgement {
  const refs = { capabilityId: capability.id, siteId: capability.siteId, certificateIds: [] };
  const required = askedRoughness(raUm);
  if (capability.roughnessRaUm === null) return unknown(required, 'SILENT', refs);
  const offered = askedRoughness(capability.roughnessRaUm);
  return measured(required, offered, raUm - capability.roughnessRaUm, 'µm', capability.evidence, refs);
}

export const askedRoughness = (raUm: number): Stated => ({ kind: 'QUANTITY', value: raUm, unit: 'µm' });
