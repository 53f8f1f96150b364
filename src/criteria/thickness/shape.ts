import type { Level } from '../level.js';

/** Of the sheet or the wall. */
export interface ThicknessRequirement {
  mm: number;
}

export interface AsksThickness {
  thickness?: ThicknessRequirement & Level;
}
