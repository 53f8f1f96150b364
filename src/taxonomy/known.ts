import type { Vocabulary } from './taxonomy.js';

/** The entry of a stored code. Entries are never taken out of the taxonomy, so there is one. */
export function known<T extends { code: string }>(vocabulary: Vocabulary<T>, code: string): T {
  const entry = vocabulary.get(code);
  if (entry === undefined) throw new Error(`The taxonomy no longer knows ${code}`);
  return entry;
}
