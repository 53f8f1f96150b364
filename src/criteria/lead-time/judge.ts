import type { CapabilitySnapshot } from '../../suppliers/snapshots/firm-snapshot.js';
import { UNIT } from '../../taxonomy/units.js';
import { measured, unknown, type Judgement, type Stated } from '../verdict.js';
import { numberOf } from '../numbers.js';
import type { LeadTimeRequirement } from './shape.js';

/** Lead time: each operation's own, in calendar days; times are not added up, since operations overlap. */
export function judgeLeadTime(requirement: LeadTimeRequirement, capability: CapabilitySnapshot): Judgement {
  const refs = { capabilityId: capability.id, siteId: capability.siteId, certificateIds: [] };
  const days = numberOf(requirement.days, 'leadTime', 'requirement.days');
  const required: Stated = { kind: 'QUANTITY', value: days, unit: UNIT.days };
  if (capability.leadTimeDays === null) return unknown(required, 'SILENT', refs);
  const leadTimeDays = numberOf(capability.leadTimeDays, 'leadTime', 'capability.leadTimeDays');
  const offered: Stated = { kind: 'QUANTITY', value: leadTimeDays, unit: UNIT.days };
  return measured(required, offered, days - leadTimeDays, UNIT.days, capability.evidence, refs);
}
