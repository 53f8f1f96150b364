import { readWords } from '../taxonomy/read-terms.js';
import type { Vocabulary } from '../taxonomy/taxonomy.js';
import { REQUIREMENT } from './problems.js';
import type { Path, Reading } from './reading.js';
import { MOST_WORDS } from './limits.js';

/** The codes of a list of words, of which a requirement needs at least one. */
export function readAnyOf<T extends { code: string }>(
  vocabulary: Vocabulary<T>,
  words: readonly string[],
  path: Path,
  reading: Reading,
  limit = MOST_WORDS,
): string[] {
  if (words.length === 0) reading.problems.add(REQUIREMENT.LIST_EMPTY, path);
  return readWords(vocabulary, words, limit, path, reading);
}
