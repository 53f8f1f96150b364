import type { CapabilitySnapshot } from '../../suppliers/snapshots/firm-snapshot.js';
import { UNIT } from '../../taxonomy/units.js';
import { measured, unknown, type Judgement, type Stated } from '../verdict.js';
import { numberOf } from '../numbers.js';
import type { LotRequirement } from './shape.js';

/** Lot: what is ordered at once must reach the smallest lot the capability takes. Both count pieces. */
export function judgeLot(requirement: LotRequirement, capability: CapabilitySnapshot): Judgement {
  const refs = { capabilityId: capability.id, siteId: capability.siteId, certificateIds: [] };
  const pieces = numberOf(requirement.pieces, 'lot', 'requirement.pieces');
  const required: Stated = { kind: 'QUANTITY', value: pieces, unit: UNIT.pieces };
  if (capability.minLotPieces === null) return unknown(required, 'SILENT', refs);
  const minLotPieces = numberOf(capability.minLotPieces, 'lot', 'capability.minLotPieces');
  const offered: Stated = { kind: 'QUANTITY', value: minLotPieces, unit: UNIT.pieces };
  return measured(required, offered, pieces - minLotPieces, UNIT.pieces, capability.evidence, refs);
}
