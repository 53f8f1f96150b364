import type { Level } from '../level.js';

/** A number of the trade (layers, IPC class, g/m²), with at least one bound. */
export interface CharacteristicRequirement {
  code: string;
  atLeast: number | null;
  atMost: number | null;
}

export interface AsksCharacteristics {
  characteristics: (CharacteristicRequirement & Level)[];
}
