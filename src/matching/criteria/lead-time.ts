import type { CapabilitySnapshot, Requirements } from '../matching-input.js';
import { measured, unknown, type Judgement, type Stated } from './criterion.js';

/** Lead time: each operation's own, in calendar days; times are not added up, since operations overlap. */
export function judgeLeadTime(
  { days }: NonNullable<Requirements['leadTime']>,
  capability: CapabilitySnapshot,
): Judgement {
  const refs = { capabilityId: capability.id, siteId: capability.siteId, certificateIds: [] };
  const required: Stated = { kind: 'QUANTITY', value: days, unit: 'days' };
  if (capability.leadTimeDays === null) return unknown(required, 'SILENT', refs);
  const offered: Stated = { kind: 'QUANTITY', value: capability.leadTimeDays, unit: 'days' };
  return measured(required, offered, days - capability.leadTimeDays, 'days', capability.evidence, refs);
}
