import type { Level } from '../level.js';

/** The box around the part. It may be turned. */
export interface SizeRequirement {
  sidesMm: [number, number, number];
}

export interface AsksSize {
  size?: SizeRequirement & Level;
}
