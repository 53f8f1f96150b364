import type { CapabilitySnapshot } from '../../suppliers/snapshots/firm-snapshot.js';
import { UNIT } from '../../taxonomy/units.js';
import { measured, unknown, type Judgement, type Stated } from '../verdict.js';
import { numberOf, numbersOf } from '../numbers.js';
import type { ThicknessRequirement } from './shape.js';

/** Thickness (sheet, wall): must lie within the range taken; the nearer end decides. */
export function judgeThickness(requirement: ThicknessRequirement, capability: CapabilitySnapshot): Judgement {
  const refs = { capabilityId: capability.id, siteId: capability.siteId, certificateIds: [] };
  const mm = numberOf(requirement.mm, 'thickness', 'requirement.mm');
  const required: Stated = { kind: 'QUANTITY', value: mm, unit: UNIT.mm };
  if (capability.thicknessMm === null) return unknown(required, 'SILENT', refs);
  const [from, to] = numbersOf(capability.thicknessMm, 2, 'thickness', 'capability.thicknessMm');
  const margin = Math.min(mm - from, to - mm);
  return measured(required, { kind: 'RANGE', from, to, unit: UNIT.mm }, margin, UNIT.mm, capability.evidence, refs);
}
