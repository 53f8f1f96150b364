import type { LengthModel, MassModel } from '../taxonomy/measures.js';
import type { Vocabulary } from '../taxonomy/taxonomy.js';

/** How stored values are shown: numbers with the unit they are stored in, codes as the taxonomy's objects. */

export const millimetres = (value: number): LengthModel => ({ value, unit: 'mm' });
export const kilograms = (value: number): MassModel => ({ value, unit: 'kg' });

/** Entries are never taken out of the taxonomy, so a stored code is always known. */
export function known<T extends { code: string }>(vocabulary: Vocabulary<T>, code: string): T {
  const entry = vocabulary.get(code);
  if (entry === undefined) throw new Error(`The taxonomy no longer knows ${code}`);
  return entry;
}
