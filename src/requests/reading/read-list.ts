import { cleanText } from '../../platform/text/clean-text.js';
import { resolveTerm } from '../../taxonomy/resolve-term.js';
import type { Vocabulary } from '../../taxonomy/taxonomy.js';
import { REQUEST_INPUT } from '../requests.errors.js';
import { REQUEST_LIMITS } from './limits.js';
import type { Path, Reading } from './reading.js';

type Entry = Parameters<typeof resolveTerm>[0] extends Vocabulary<infer T> ? T : never;

/** False, and a problem, where there are more entries than are taken. Nothing of them is looked at then. */
export function isWithinLimit(list: readonly unknown[], limit: number, path: Path, { problems }: Reading): boolean {
  if (list.length <= limit) return true;
  problems.add(REQUEST_INPUT.TOO_MANY, path, { count: list.length, limit });
  return false;
}

/** The code of one word; null, and a problem, where it is empty, unknown or ambiguous. */
export function readWord<T extends Entry>(
  vocabulary: Vocabulary<T>,
  word: string,
  path: Path,
  { problems, language }: Reading,
): string | null {
  const text = cleanText(word, path, problems, { required: true, max: REQUEST_LIMITS.wordLength });
  return text === null ? null : resolveTerm(vocabulary, text, path, problems, language);
}

/** The codes of a list of words, each once; those that are wrong are in the problems. */
export function readWords<T extends Entry>(
  vocabulary: Vocabulary<T>,
  words: readonly string[],
  limit: number,
  path: Path,
  reading: Reading,
): string[] {
  if (words.length === 0) reading.problems.add(REQUEST_INPUT.LIST_EMPTY, path);
  if (!isWithinLimit(words, limit, path, reading)) return [];
  const codes = words.map((word, index) => readWord(vocabulary, word, [...path, index], reading));
  return [...new Set(codes.filter((code) => code !== null))];
}
