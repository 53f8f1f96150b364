import { cleanText } from '../platform/text/clean-text.js';
import { resolveTerm, TERM, type TermReading } from './resolve-term.js';
import type { Labels, Vocabulary } from './taxonomy.js';

type Path = (string | number)[];

interface Entry {
  code: string;
  labels?: Labels;
  fullName?: string;
  withdrawn?: true;
  replacedBy?: string;
}

export const LONGEST_WORD = 200;

/** False, and a problem, where there are more entries than are taken. Nothing of them is looked at then. */
export function isWithin(
  limit: number,
  count: number,
  path: Path,
  { problems }: Pick<TermReading, 'problems'>,
): boolean {
  if (count <= limit) return true;
  problems.add(TERM.TOO_MANY, path, { count, limit });
  return false;
}

/** The code of one word; null, and a problem, where it is empty, unknown or ambiguous. */
export function readWord<T extends Entry>(
  vocabulary: Vocabulary<T>,
  given: string,
  path: Path,
  reading: TermReading,
): string | null {
  const word = cleanText(given, path, reading.problems, { required: true, max: LONGEST_WORD });
  return word === null ? null : resolveTerm(vocabulary, word, path, reading);
}

/** The codes of a list of words, each once; those that are wrong are in the problems. */
export function readWords<T extends Entry>(
  vocabulary: Vocabulary<T>,
  words: readonly string[],
  limit: number,
  path: Path,
  reading: TermReading,
): string[] {
  if (!isWithin(limit, words.length, path, reading)) return [];
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
      return { word, exact: exact.filter(belongs), nearest: () => [...exact, ...nearest()].filter(belongs) };
    },
  };
}
