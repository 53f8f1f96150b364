import { readWords } from '../../taxonomy/read-terms.js';
import type { Vocabulary } from '../../taxonomy/taxonomy.js';
import type { Path, Reading } from './reading.js';

/** The codes of a list of words. An empty list says nothing: what it is about stays unknown. */
export function readClaims<T extends { code: string }>(
  vocabulary: Vocabulary<T>,
  words: readonly string[],
  limit: number,
  path: Path,
  reading: Reading,
): string[] | null {
  return words.length === 0 ? null : readWords(vocabulary, words, limit, path, reading);
}
