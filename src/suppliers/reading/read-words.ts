import { cleanText } from '../../platform/text/clean-text.js';
import { resolveTerm } from '../../taxonomy/resolve-term.js';
import type { Labels, Vocabulary } from '../../taxonomy/taxonomy.js';
import { SUPPLIER } from '../suppliers.errors.js';
import type { Path, Reading } from './reading.js';

interface Entry {
  code: string;
  labels?: Labels;
  fullName?: string;
}

const LONGEST_WORD = 200;

/** False, and a problem, where there are more entries than are taken. Nothing of them is looked at then. */
export function isWithin(limit: number, count: number, path: Path, { problems }: Reading): boolean {
  if (count <= limit) return true;
  problems.add(SUPPLIER.TOO_MANY, path, { count, limit });
  return false;
}

/** The code of one word; null, and a problem, where it is empty, unknown or ambiguous. */
export function readWord<T extends Entry>(vocabulary: Vocabulary<T>, given: string, path: Path, reading: Reading) {
  const word = cleanText(given, path, reading.problems, { required: true, max: LONGEST_WORD });
  return word === null ? null : resolveTerm(vocabulary, word, path, reading.problems, reading.language);
}

/** The codes of a list of words, each once. An empty list says nothing. */
export function readWords<T extends Entry>(
  vocabulary: Vocabulary<T>,
  words: readonly string[],
  limit: number,
  path: Path,
  reading: Reading,
): string[] | null {
  if (words.length === 0 || !isWithin(limit, words.length, path, reading)) return null;
  const codes = words.map((word, index) => readWord(vocabulary, word, [...path, index], reading));
  return [...new Set(codes.filter((code) => code !== null))];
}

/** The part of a vocabulary that a field takes: provinces only, units of capacity only. */
export function among<T extends Entry>(vocabulary: Vocabulary<T>, belongs: (entry: T) => boolean): Vocabulary<T> {
  return {
    get all() {
      return vocabulary.all.filter(belongs);
    },
    get: (code) => [vocabulary.get(code)].find((entry) => entry !== undefined && belongs(entry)),
    lookUp: (word) => {
      const { exact, nearest } = vocabulary.lookUp(word);
      return { word, exact: exact.filter(belongs), nearest: [...exact, ...nearest].filter(belongs) };
    },
  };
}
