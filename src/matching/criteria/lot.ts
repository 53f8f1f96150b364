import type { CapabilitySnapshot, Requirements } from '../matching-input.js';
import { measured, unknown, type Judgement, type Stated } from './criterion.js';

/** Lot: what is ordered at once must reach the smallest lot the capability takes. Both count pieces. */
export function judgeLot({ pieces }: NonNullable<Requirements['lot']>, capability: CapabilitySnapshot): Judgement {
  const refs = { capabilityId: capability.id, siteId: capability.siteId, certificateIds: [] };
  const required: Stated = { kind: 'QUANTITY', value: pieces, unit: 'pieces' };
  if (capability.minLotPieces === null) return unknown(required, 'SILENT', refs);
  const offered: Stated = { kind: 'QUANTITY', value: capability.minLotPieces, unit: 'pieces' };
  return measured(required, offered, pieces - capability.minLotPieces, 'pieces', capability.evidence, refs);
}
