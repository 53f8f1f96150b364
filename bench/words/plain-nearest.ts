import { similarity } from '../../src/platform/text/fold.js';

export interface Word {
  folded: string;
  entry: string;
}

const ALIKE = 0.55;
const MOST_COMPARED = 60;

/** What one would write first: every word's letter pairs beside those of the word asked, then the best of them in full. */
export function plainNearest(words: readonly Word[], folded: string): { entry: string; alike: number }[] {
  const asked = pairsOf(folded);
  const likeness = words.map((word, at) => {
    const shared = [...pairsOf(word.folded)].filter((pair) => asked.has(pair)).length;
    return { at, alike: (2 * shared) / (folded.length + word.folded.length) };
  });
  const compared = likeness.filter(({ alike }) => alike > 0).sort((a, b) => b.alike - a.alike || a.at - b.at);
  const best = new Map<string, number>();
  for (const { at } of compared.slice(0, MOST_COMPARED)) {
    const { folded: word, entry } = words[at]!;
    const [short, long] = folded.length < word.length ? [folded, word] : [word, folded];
    const asPart = short.length >= 4 && long.includes(short) ? ALIKE + (0.25 * short.length) / long.length : 0;
    const alike = Math.max(similarity(folded, word), asPart);
    if (alike >= ALIKE && alike > (best.get(entry) ?? 0)) best.set(entry, alike);
  }
  return [...best].map(([entry, alike]) => ({ entry, alike })).sort((a, b) => b.alike - a.alike);
}

const pairsOf = (word: string): Set<string> =>
  new Set(Array.from({ length: Math.max(word.length - 1, 0) }, (_, at) => word.slice(at, at + 2)));
