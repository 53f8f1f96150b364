import type { CapabilitySnapshot } from '../../suppliers/snapshots/firm-snapshot.js';
import { UNIT } from '../../taxonomy/units.js';
import { measured, unknown, type Judgement, type Stated } from '../verdict.js';
import { numberOf } from '../numbers.js';
import type { MassRequirement } from './shape.js';

/** Mass: the part must be within what the capability lifts, melts or clamps. */
export function judgeMass(requirement: MassRequirement, capability: CapabilitySnapshot): Judgement {
  const refs = { capabilityId: capability.id, siteId: capability.siteId, certificateIds: [] };
  const kg = numberOf(requirement.kg, 'mass', 'requirement.kg');
  const required: Stated = { kind: 'QUANTITY', value: kg, unit: UNIT.kg };
  if (capability.maxMassKg === null) return unknown(required, 'SILENT', refs);
  const maxMassKg = numberOf(capability.maxMassKg, 'mass', 'capability.maxMassKg');
  const offered: Stated = { kind: 'QUANTITY', value: maxMassKg, unit: UNIT.kg };
  return measured(required, offered, maxMassKg - kg, UNIT.kg, capability.evidence, refs);
}
