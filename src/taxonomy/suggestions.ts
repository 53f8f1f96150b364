import { similarity } from '../platform/text/fold.js';

/** Below this, two words have too little in common for "did you mean". */
const ALIKE = 0.55;
/** How many words that share letter pairs with the one asked are compared in full. */
const MOST_COMPARED = 60;

/**
 * Finds the words nearest to one that nobody knows. Words are listed under their letter pairs, so that a handful
 * out of tens of thousands is compared letter by letter.
 */
export class Suggestions<T> {
  private readonly byPair = new Map<string, number[]>();

  constructor(private readonly words: readonly { folded: string; entry: T }[]) {
    words.forEach(({ folded }, at) => {
      for (const pair of pairsOf(folded)) {
        const listed = this.byPair.get(pair);
        if (listed) listed.push(at);
        else this.byPair.set(pair, [at]);
      }
    });
  }

  /** Entries with the likeness of their nearest word, best first. */
  nearest(folded: string): { entry: T; alike: number }[] {
    const shared = new Map<number, number>();
    for (const pair of pairsOf(folded)) {
      for (const at of this.byPair.get(pair) ?? []) shared.set(at, (shared.get(at) ?? 0) + 1);
    }
    const likeness = ([at, pairs]: [number, number]) => (2 * pairs) / (folded.length + this.words[at]!.folded.length);
    const compared = [...shared].sort((a, b) => likeness(b) - likeness(a) || a[0] - b[0]).slice(0, MOST_COMPARED);

    const best = new Map<T, number>();
    for (const [at] of compared) {
      const { folded: word, entry } = this.words[at]!;
      const alike = Math.max(similarity(folded, word), asPart(folded, word));
      if (alike >= ALIKE && alike > (best.get(entry) ?? 0)) best.set(entry, alike);
    }
    return [...best].map(([entry, alike]) => ({ entry, alike })).sort((a, b) => b.alike - a.alike);
  }
}

/** A word of some length within the other is worth naming ("VSIP" for "VSIP Bắc Ninh"), the more it makes of it. */
function asPart(a: string, b: string): number {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= 4 && long.includes(short) ? ALIKE + (0.25 * short.length) / long.length : 0;
}

function pairsOf(word: string): Set<string> {
  return new Set(Array.from({ length: Math.max(word.length - 1, 0) }, (_, at) => word.slice(at, at + 2)));
}
