/** What a move did: where it led, or what stood in its way. */
export interface Attempt {
  to: string;
  refusals: string[];
}

/** By state and move. */
export type Walk<Move extends string> = Map<string, Record<Move, Attempt>>;

export interface Walked<Subject, Move extends string> {
  moves: readonly Move[];
  /** A new subject in the first state. */
  begin(): Promise<Subject>;
  /** The codes of what stood in the way; none where the move was made. */
  make(subject: Subject, move: Move): Promise<string[]>;
  stateOf(subject: Subject): Promise<string>;
}

/** Makes every move in every state that moves lead to, each on a subject that was brought there the same way. */
export async function walkStates<Subject, Move extends string>({
  moves,
  begin,
  make,
  stateOf,
}: Walked<Subject, Move>): Promise<Walk<Move>> {
  const walk: Walk<Move> = new Map();
  const waiting: Move[][] = [[]];
  const seen = new Set([await stateOf(await begin())]);
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const arrive = async (): Promise<Subject> => {
      const arriving = await begin();
      for (const move of path!) await make(arriving, move);
      return arriving;
    };
    let subject = await arrive();
    const state = await stateOf(subject);
    const attempts = {} as Record<Move, Attempt>;
    for (const move of moves) {
      const refusals = await make(subject, move);
      const to = await stateOf(subject);
      attempts[move] = { to, refusals };
      if (!seen.has(to)) {
        seen.add(to);
        waiting.push([...path, move]);
      }
      // What was refused changed nothing, and a move that led back may be followed by the next.
      if (to !== state) subject = await arrive();
    }
    walk.set(state, attempts);
  }
  return walk;
}

/** The states from which no move leads on. */
export const ends = <Move extends string>(walk: Walk<Move>): string[] =>
  [...walk].filter(([state, attempts]) => allOf(attempts).every(([, { to }]) => to === state)).map(([state]) => state);

/**
 * Refusals that name a move which is refused itself, as "state: move, code, advice". `advice` must know every code
 * there was: a refusal nobody has thought about is not passed over.
 */
export function badAdvice<Move extends string>(walk: Walk<Move>, advice: Record<string, readonly Move[]>): string[] {
  return [...walk].flatMap(([state, attempts]) =>
    allOf(attempts).flatMap(([move, { refusals }]) =>
      refusals.flatMap((code) => {
        const advised = advice[code];
        if (!advised) throw new Error(`nobody has said what ${code} advises (${move} from ${state})`);
        const refused = advised.filter((other) => attempts[other].refusals.length > 0);
        return refused.map((other) => `${state}: ${move}, ${code}, ${other}`);
      }),
    ),
  );
}

/** The states in which a move is refused. */
export const refusedIn = <Move extends string>(walk: Walk<Move>, move: Move): string[] =>
  [...walk].filter(([, attempts]) => attempts[move].refusals.length > 0).map(([state]) => state);

const allOf = <Move extends string>(attempts: Record<Move, Attempt>): [Move, Attempt][] =>
  Object.entries(attempts) as [Move, Attempt][];
