import type { Level } from '../level.js';

/** How heavy one part is. */
export interface MassRequirement {
  kg: number;
}

export interface AsksMass {
  mass?: MassRequirement & Level;
}
