import type { CapabilitySnapshot, Quantity } from '../../suppliers/snapshots/firm-snapshot.js';
import type { Taxonomy, Unit } from '../../taxonomy/taxonomy.js';
import { measured, unknown, type Judgement, type Stated } from '../verdict.js';
import { numberOf, numberOrNull } from '../numbers.js';
import type { VolumeRequirement } from './shape.js';

/**
 * Volume: free capacity a month against what is asked a month, in the unit asked. Pieces and pairs convert (two to a
 * pair), pieces and mass through the mass of the part; what cannot be converted is unknown, never guessed.
 */

export interface AskedVolume {
  required: Stated;
  perMonth: Quantity;
  /** Capacity in the asked unit, or null where it cannot be converted. */
  convert(capacity: Quantity): number | null;
}

const PIECES_PER_PAIR = 2;
/** Above the error of a few multiplications, below anything a capacity means. */
const ALMOST_WHOLE = 1e-6;

export function askVolume(requirement: VolumeRequirement, taxonomy: Taxonomy): AskedVolume {
  const { units } = taxonomy;
  const { unit } = requirement.perMonth;
  const perMonth = { value: numberOf(requirement.perMonth.value, 'volume', 'requirement.perMonth.value'), unit };
  const partMassKg = numberOrNull(requirement.partMassKg, 'volume', 'requirement.partMassKg');
  const target = units.get(perMonth.unit);
  const kilogram = units.get('kg');

  /** How many pieces one `unit` is, or null where that is not known. */
  const piecesIn = (unit: Unit): number | null => {
    if (unit.dimension === 'count') return unit.factor;
    if (unit.dimension === 'pairs') return unit.factor * PIECES_PER_PAIR;
    const canWeigh = unit.dimension === 'mass' && kilogram !== undefined && partMassKg !== null && partMassKg > 0;
    return canWeigh ? unit.factor / kilogram.factor / partMassKg : null;
  };

  const convert = (capacity: Quantity): number | null => {
    const source = units.get(capacity.unit);
    if (source === undefined || target === undefined) {
      return capacity.unit === perMonth.unit ? capacity.value : null;
    }
    if (source.dimension === target.dimension) return (capacity.value * source.factor) / target.factor;
    const sourcePieces = piecesIn(source);
    const targetPieces = piecesIn(target);
    if (sourcePieces === null || targetPieces === null) return null;
    const converted = (capacity.value * sourcePieces) / targetPieces;
    // A capacity of 54,545.45 pieces makes 54,545 of them.
    return target.dimension === 'mass' ? converted : Math.floor(converted + ALMOST_WHOLE);
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
