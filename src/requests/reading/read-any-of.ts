import { readWords } from '../../taxonomy/read-terms.js';
import type { Vocabulary } from '../../taxonomy/taxonomy.js';
import { REQUEST_INPUT } from '../requests.errors.js';
import type { Path, Reading } from './reading.js';

/** The codes of a list of words, of which a requirement needs at least one. */
export function readAnyOf<T extends { code: string }>(
  vocabulary: Vocabulary<T>,
  words: readonly string[],
  limit: number,
  path: Path,
  reading: Reading,
): string[] {
  if (words.length === 0) reading.problems.add(REQUEST_INPUT.LIST_EMPTY, path);
  return readWords(vocabulary, words, limit, path, reading);
}
