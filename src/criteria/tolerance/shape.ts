import type { Level } from '../level.js';
import type { ToleranceClass } from './iso-2768.js';

/** As ±, by a grade of ISO 286, or by a class of ISO 2768: kept as it was asked for. */
export type ToleranceRequirement =
  | { kind: 'PLUS_MINUS'; toleranceMm: number }
  | { kind: 'ISO_286'; itGrade: number; nominalMm: number }
  | { kind: 'ISO_2768'; toleranceClass: ToleranceClass; nominalMm: number };

export interface AsksTolerance {
  tolerance?: ToleranceRequirement & Level;
}
