import type { Level } from '../level.js';

/** What the part is made of; with `exactGrade` no other grade of the family will do. */
export interface MaterialRequirement {
  anyOf: string[];
  exactGrade: boolean;
}

export interface AsksMaterial {
  material?: MaterialRequirement & Level;
}
