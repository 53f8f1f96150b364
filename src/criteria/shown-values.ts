import type { LengthModel, MassModel } from '../taxonomy/measures.js';

/** How stored values are shown: numbers with the unit they are stored in, codes as the taxonomy's objects. */

export const millimetres = (value: number): LengthModel => ({ value, unit: 'mm' });
export const kilograms = (value: number): MassModel => ({ value, unit: 'kg' });
