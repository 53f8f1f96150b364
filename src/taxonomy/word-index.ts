import { fold, foldKeepingMarks, leavesOutMarksOf } from '../platform/text/fold.js';

/**
 * Which entries a word names. Three degrees, and the first that finds anything decides: the word with its marks, the
 * word with marks left out ("ma kem" for "mạ kẽm", but never "mà" for "mạ"), the word but for an English plural.
 * British and American spellings are one word throughout. Where entries share words, as places do, a word without any
 * mark stays open: "ba dinh" is Ba Dinh, and Ba Đình too.
 */
export class WordIndex<T> {
  private readonly withMarks = new Map<string, Set<T>>();
  private readonly folded = new Map<string, { word: string; entry: T }[]>();
  private readonly singular = new Map<string, { word: string; entry: T }[]>();

  constructor(private readonly sharesWords = false) {}

  add(word: string, entry: T): void {
    const spelled = oneSpelling(word);
    const marked = foldKeepingMarks(spelled);
    if (marked === '') return;
    const named = this.withMarks.get(marked) ?? new Set<T>();
    if (named.has(entry)) return;
    this.withMarks.set(marked, named.add(entry));
    const [folded, singular] = [fold(spelled), inSingular(spelled)];
    push(this.folded, folded, { word: spelled, entry });
    push(this.singular, singular === spelled ? folded : fold(singular), { word: singular, entry });
  }

  find(word: string): T[] {
    const spelled = oneSpelling(word);
    const [marked, folded] = [foldKeepingMarks(spelled), fold(spelled)];
    const equal = [...(this.withMarks.get(marked) ?? [])];
    if (equal.length > 0 && !(this.sharesWords && marked === folded)) return equal;
    const named = [...new Set([...equal, ...withoutContradiction(spelled, this.folded.get(folded))])];
    if (named.length > 0) return named;
    const singular = inSingular(spelled);
    return withoutContradiction(singular, this.singular.get(fold(singular)));
  }

  /** Every word as folded, with its entry. */
  words(): { folded: string; entry: T }[] {
    return [...this.folded].flatMap(([folded, named]) => named.map(({ entry }) => ({ folded, entry })));
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}

function withoutContradiction<T>(typed: string, named: { word: string; entry: T }[] = []): T[] {
  return [...new Set(named.filter(({ word }) => leavesOutMarksOf(typed, word)).map(({ entry }) => entry))];
}

/** The key of a word with its marks: two entries that have it in common share the word. */
export function wordKey(word: string): string {
  return foldKeepingMarks(oneSpelling(word));
}

/** British beside American: endings that are written differently as a rule, then the words of our trades. */
const SPELLINGS: [RegExp, string][] = [
  [/is(e|ed|er|es|ing|ation)$/, 'iz$1'],
  [/mould/, 'mold'],
  [/alumini?um/, 'aluminum'],
  [/colour/, 'color'],
  [/fibre/, 'fiber'],
  [/grey/, 'gray'],
  [/centre/, 'center'],
  [/metre/, 'meter'],
  [/tyre/, 'tire'],
  [/sulph/, 'sulf'],
  [/jewell?ery/, 'jewelry'],
  [/(label|enamel|travel|marvel)l(ed|ing|er)$/, '$1$2'],
];

/** Most words hold none of them, which one look tells. */
const ANY_SPELLING = new RegExp(SPELLINGS.map(([written]) => written.source).join('|'));

/** One spelling for words that English writes in two ways. Letter case goes as well. */
export function oneSpelling(text: string): string {
  const lower = text.toLowerCase();
  return lower.replace(/[a-z]{4,}/g, (word) => {
    if (!ANY_SPELLING.test(word)) return word;
    return SPELLINGS.reduce((spelled, [written, instead]) => spelled.replace(written, instead), word);
  });
}

/** English plurals taken back, word by word. Grades such as ABS or SUS are too short to be taken for one. */
function inSingular(text: string): string {
  return text.replace(/(?<![\p{L}\p{M}])[A-Za-z]{4,}(?![\p{L}\p{M}])/gu, (word) => {
    if (/[^aeiou]ies$/i.test(word)) return `${word.slice(0, -3)}y`;
    if (/(s|x|ch|sh)es$/i.test(word)) return word.slice(0, -2);
    return /[^s]s$/i.test(word) ? word.slice(0, -1) : word;
  });
}
