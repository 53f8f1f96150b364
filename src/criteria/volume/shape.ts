import type { Quantity } from '../../suppliers/snapshots/firm-snapshot.js';
import type { Level } from '../level.js';

/** How much is needed a month; the mass of a part lets pieces be compared with a capacity in kilograms. */
export interface VolumeRequirement {
  perMonth: Quantity;
  partMassKg: number | null;
}

export interface AsksVolume {
  volume?: VolumeRequirement & Level;
}
