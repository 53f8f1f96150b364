import type { CapabilitySnapshot } from '../../suppliers/snapshots/firm-snapshot.js';
import { UNIT } from '../../taxonomy/units.js';
import { measured, unknown, type Judgement, type Stated } from '../verdict.js';
import { numbersOf } from '../numbers.js';
import type { SizeRequirement } from './shape.js';

/** Size: the part may be turned, so its sorted sides must fit the sorted limits. The side that fits worst decides. */

type Sides = [number, number, number];

export interface AskedSize {
  required: Stated;
  /** Longest first. */
  sorted: Sides;
}

export function askSize(requirement: SizeRequirement): AskedSize {
  const sidesMm = numbersOf(requirement.sidesMm, 3, 'size', 'requirement.sidesMm');
  return { required: { kind: 'SIDES', sidesMm }, sorted: longestFirst(sidesMm) };
}

export function judgeSize(asked: AskedSize, capability: CapabilitySnapshot): Judgement {
  const refs = { capabilityId: capability.id, siteId: capability.siteId, certificateIds: [] };
  if (capability.maxSizeMm === null) return unknown(asked.required, 'SILENT', refs);
  const maxSizeMm = numbersOf(capability.maxSizeMm, 3, 'size', 'capability.maxSizeMm');
  const limits = longestFirst(maxSizeMm);
  const margin = Math.min(limits[0] - asked.sorted[0], limits[1] - asked.sorted[1], limits[2] - asked.sorted[2]);
  const offered: Stated = { kind: 'SIDES', sidesMm: maxSizeMm };
  return measured(asked.required, offered, margin, UNIT.mm, capability.evidence, refs);
}

export function longestFirst([a, b, c]: Sides): Sides {
  const [x, y] = a >= b ? [a, b] : [b, a];
  return c >= x ? [c, x, y] : c >= y ? [x, c, y] : [x, y, c];
}
