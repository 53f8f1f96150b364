import type { Level } from '../level.js';

/** The finish of the surface. */
export interface RoughnessRequirement {
  raUm: number;
}

export interface AsksRoughness {
  roughness?: RoughnessRequirement & Level;
}
