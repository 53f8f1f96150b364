import { pairAt, similarity } from '../platform/text/fold.js';

/** Below this, two words have too little in common for "did you mean". */
const ALIKE = 0.55;
/** How many words that share letter pairs with the one asked are compared in full. */
const MOST_COMPARED = 60;

/**
 * Finds the words nearest to one that nobody knows. Words are listed under their letter pairs, so that a handful
 * out of tens of thousands is compared letter by letter.
 */
export class Suggestions<T> {
  private readonly byPair: ReadonlyMap<number, Uint32Array>;
  /** How many pairs each word shares with the one asked: always the same piece of memory, as nobody waits in between. */
  private readonly shared: Uint16Array;

  constructor(private readonly words: readonly { folded: string; entry: T }[]) {
    const byPair = new Map<number, number[]>();
    words.forEach(({ folded }, at) => {
      for (const pair of pairsOf(folded)) {
        const listed = byPair.get(pair);
        if (listed) listed.push(at);
        else byPair.set(pair, [at]);
      }
    });
    this.byPair = new Map([...byPair].map(([pair, listed]) => [pair, Uint32Array.from(listed)]));
    this.shared = new Uint16Array(words.length);
  }

  /** Entries with the likeness of their nearest word, best first. */
  nearest(folded: string): { entry: T; alike: number }[] {
    const best = new Map<T, number>();
    for (const at of this.worthComparing(folded)) {
      const { folded: word, entry } = this.words[at]!;
      const least = Math.max(ALIKE, best.get(entry) ?? 0);
      const alike = Math.max(similarity(folded, word, least), asPart(folded, word));
      if (alike >= ALIKE && alike > (best.get(entry) ?? 0)) best.set(entry, alike);
    }
    return [...best].map(([entry, alike]) => ({ entry, alike })).sort((a, b) => b.alike - a.alike);
  }

  /** Where the words are that share most of their pairs, the best first and of equals the first. */
  private worthComparing(folded: string): number[] {
    const { shared, words } = this;
    shared.fill(0);
    for (const pair of pairsOf(folded)) for (const at of this.byPair.get(pair) ?? []) shared[at]! += 1;

    const chosen: { at: number; likeness: number }[] = [];
    let least = 0;
    for (let at = 0; at < shared.length; at += 1) {
      const pairs = shared[at]!;
      if (pairs === 0) continue;
      const likeness = (2 * pairs) / (folded.length + words[at]!.folded.length);
      if (likeness <= least) continue;
      let place = chosen.length;
      while (place > 0 && chosen[place - 1]!.likeness < likeness) place -= 1;
      chosen.splice(place, 0, { at, likeness });
      if (chosen.length > MOST_COMPARED) chosen.pop();
      if (chosen.length === MOST_COMPARED) least = chosen[MOST_COMPARED - 1]!.likeness;
    }
    return chosen.map(({ at }) => at);
  }
}

/** A word of some length within the other is worth naming ("VSIP" for "VSIP Bắc Ninh"), the more it makes of it. */
function asPart(a: string, b: string): number {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= 4 && long.includes(short) ? ALIKE + (0.25 * short.length) / long.length : 0;
}

function pairsOf(word: string): Set<number> {
  return new Set(Array.from({ length: Math.max(word.length - 1, 0) }, (_, at) => pairAt(word, at)));
}
