import { fold } from '../platform/text/fold.js';
import { Suggestions } from './suggestions.js';
import { oneSpelling, WordIndex } from './word-index.js';
import type { LookUp, Vocabulary } from './taxonomy.js';

/** Other words that say the same as the one given, each with something left out or written out. */
export type Reading = (word: string) => string[];

export interface VocabularyOptions<T> {
  /** Everything an entry is called, its code included. */
  wordsOf: (entry: T) => string[];
  /** Tried one after the other, and upon each other, only where nothing is exact as is. */
  readings?: Reading[];
  /** Words that are put together from the words of several entries, such as a family and a number. */
  compose?: (word: string, find: (part: string) => T[]) => T[];
  /** Which of two entries is meant where a word names one and its brackets the other; null where they disagree. */
  agree?: (outside: T, inside: T) => T | null;
  /** True where one word may well name several entries, as wards of several provinces share a name. */
  sharesWords?: boolean;
}

/** Readings of readings: "dịch vụ gia công phay CNC" takes two steps, and nothing sensible takes more than three. */
const MOST_STEPS = 3;
const MOST_SUGGESTIONS = 5;
/** No name is longer; a text that is gets no answer rather than a long time. */
const LONGEST_WORD = 200;

/** Builds a vocabulary whose look-up answers only what the words say, and suggests where they say nothing. */
export function vocabularyOf<T extends { code: string }>(
  all: readonly T[],
  { wordsOf, readings = [], compose = () => [], agree = () => null, sharesWords = false }: VocabularyOptions<T>,
): Vocabulary<T> {
  const byCode = new Map(all.map((entry) => [entry.code, entry]));
  const index = onFirstUse(() => {
    const words = new WordIndex<T>(sharesWords);
    for (const entry of all) for (const word of wordsOf(entry)) words.add(word, entry);
    return words;
  });

  const direct = (word: string): T[] => {
    const named = index().find(word);
    return named.length > 0 ? named : compose(word, (part) => index().find(part));
  };

  /** Step by step simpler; the first step that names anything decides, and must name one entry. */
  const read = (word: string): { exact: T[]; unclear: T[] } => {
    let words = [word];
    const seen = new Set(words);
    for (let step = 0; step <= MOST_STEPS && words.length > 0; step += 1) {
      const named = [...new Set(words.flatMap(direct))];
      const isClear = named.length === 1 || (named.length > 1 && (step === 0 || sharesWords));
      if (isClear) return { exact: named, unclear: [] };
      if (named.length > 1) return { exact: [], unclear: named };
      const simpler = words.flatMap((each) => readings.flatMap((reading) => reading(each))).map((each) => each.trim());
      words = [...new Set(simpler)].filter((each) => each !== '' && !seen.has(each));
      for (const each of words) seen.add(each);
    }
    return { exact: [], unclear: [] };
  };

  /** "hàn (TIG)": the words before the brackets, made narrower by the brackets, or silent where the two disagree. */
  const readWithBrackets = (word: string): { exact: T[]; unclear: T[] } => {
    const brackets = /^(.*?)\s*[(（[]([^()（）[\]]+)[)）\]]\s*(.*)$/u.exec(word);
    if (!brackets || direct(word).length > 0) return read(word);
    const [, before = '', within = '', after = ''] = brackets;
    const outside = read(`${before} ${after}`.trim());
    const inside = read(within.trim());
    const [outer, inner] = [outside.exact[0], inside.exact[0]];
    if (!outer) return inner && isAbbreviation(within) ? inside : { exact: [], unclear: outside.unclear };
    if (!inner || outside.exact.length > 1) {
      const both = outside.exact.filter((entry) => inside.exact.includes(entry));
      return both.length > 0 ? { exact: both, unclear: [] } : outside;
    }
    const meant = inside.exact.includes(outer) ? outer : agree(outer, inner);
    return meant ? { exact: [meant], unclear: [] } : { exact: [], unclear: [outer, inner] };
  };

  const suggestions = onFirstUse(() => new Suggestions(index().words()));
  const suggest = (word: string, first: T[]): T[] => {
    const alike = suggestions()
      .nearest(fold(oneSpelling(word)))
      .map(({ entry }) => entry);
    return [...new Set([...first, ...alike])].slice(0, MOST_SUGGESTIONS);
  };

  return Object.freeze({
    all,
    get: (code: string) => byCode.get(code),
    lookUp(word: string): LookUp<T> {
      const asked = word.normalize('NFKC').trim();
      if (asked.length > LONGEST_WORD) return { word, exact: [], nearest: () => [] };
      const coded = byCode.get(asked);
      const { exact, unclear } = coded ? { exact: [coded], unclear: [] } : readWithBrackets(asked);
      return { word, exact, nearest: () => (exact.length > 0 ? [] : suggest(asked, unclear)) };
    },
  });
}

/** Most processes look words up in few vocabularies or none; they need not wait for tens of thousands of words. */
function onFirstUse<V>(make: () => V): () => V {
  let made: V | undefined;
  return () => (made ??= make());
}

/** "CMT", "PCB", "SUS304": brackets that hold the short form of what stands before them. */
function isAbbreviation(text: string): boolean {
  return /^[\p{Lu}\d][\p{Lu}\d\-/. ]{1,11}$/u.test(text.trim());
}
