import type { AnyOfRequirement } from '../any-of.js';
import type { Level } from '../level.js';

export interface AsksLanguages {
  languages?: AnyOfRequirement & Level;
}
