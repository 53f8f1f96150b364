import type { Level } from '../level.js';

/** How many are ordered at once. */
export interface LotRequirement {
  pieces: number;
}

export interface AsksLot {
  lot?: LotRequirement & Level;
}
