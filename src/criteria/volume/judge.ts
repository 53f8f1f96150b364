import type { CapabilitySnapshot, Quantity } from '../../suppliers/snapshots/firm-snapshot.js';
import type { Taxonomy } from '../../taxonomy/taxonomy.js';
import { converted } from '../../taxonomy/units.js';
import { measured, unknown, type Judgement, type Stated } from '../verdict.js';
import { numberOf, numberOrNull } from '../numbers.js';
import type { VolumeRequirement } from './shape.js';

/**
 * Volume: free capacity a month against what is asked a month, in the unit asked. What does not convert is unknown, never
 * guessed.
 */

export interface AskedVolume {
  required: Stated;
  perMonth: Quantity;
  /** Capacity in the asked unit, or null where it cannot be converted. */
  convert(capacity: Quantity): number | null;
}

export function askVolume(requirement: VolumeRequirement, taxonomy: Taxonomy): AskedVolume {
  const { units } = taxonomy;
  const { unit } = requirement.perMonth;
  const perMonth = { value: numberOf(requirement.perMonth.value, 'volume', 'requirement.perMonth.value'), unit };
  const partMassKg = numberOrNull(requirement.partMassKg, 'volume', 'requirement.partMassKg');
  const target = units.get(perMonth.unit);

  const convert = (capacity: Quantity): number | null => {
    const source = units.get(capacity.unit);
    if (source === undefined || target === undefined) {
      return capacity.unit === perMonth.unit ? capacity.value : null;
    }
    return converted(capacity.value, source, target, partMassKg);
  };

  return { required: { kind: 'QUANTITY', value: perMonth.value, unit: perMonth.unit }, perMonth, convert };
}

export function judgeVolume(asked: AskedVolume, capability: CapabilitySnapshot): Judgement {
  const refs = { capabilityId: capability.id, siteId: capability.siteId, certificateIds: [] };
  const capacity = capability.monthlyCapacity;
  if (capacity === null) return unknown(asked.required, 'SILENT', refs);
  numberOf((capacity as Quantity | undefined)?.value, 'volume', 'capability.monthlyCapacity.value');
  const value = asked.convert(capacity);
  const { unit } = asked.perMonth;
  if (value === null) {
    return unknown(asked.required, 'CANNOT_CONVERT', refs, { kind: 'QUANTITY', ...capacity });
  }
  const offered: Stated =
    capacity.unit === unit ? { kind: 'QUANTITY', value, unit } : { kind: 'CONVERTED', value, unit, stated: capacity };
  return measured(asked.required, offered, value - asked.perMonth.value, unit, capability.evidence, refs);
}
