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

/**
 * Makes every move in every state that moves lead to. One subject goes on for as long as a move that was not made yet can be
 * reached from where it stands; then a new one is brought to what is left, the way it was found.
 */
export async function walkStates<Subject, Move extends string>(asked: Walked<Subject, Move>): Promise<Walk<Move>> {
  const { moves, begin, make, stateOf } = asked;
  const found = new Map<string, { way: Move[]; attempts: Partial<Record<Move, Attempt>> }>();
  const untried = (state: string): Move | undefined => moves.find((move) => !found.get(state)!.attempts[move]);

  let subject = await begin();
  let way: Move[] = [];
  let state = await stateOf(subject);
  const arriveAt = (next: string): void => {
    state = next;
    if (!found.has(next)) found.set(next, { way: [...way], attempts: {} });
  };
  /** One move on; where it led somewhere else before, it depends on more than the state, and no plan rests on it again. */
  const go = async (move: Move): Promise<void> => {
    const from = found.get(state)!.attempts;
    const refusals = await make(subject, move);
    if (refusals.length === 0) way.push(move);
    const to = await stateOf(subject);
    from[move] ??= { to, refusals };
    if (from[move].to !== to) unsteady.add(`${state} ${move}`);
    arriveAt(to);
  };
  const unsteady = new Set<string>();
  const steadyFrom = (from: string): [Move, string][] =>
    allOf(found.get(from)!.attempts as Record<Move, Attempt>)
      .filter(([move]) => !unsteady.has(`${from} ${move}`))
      .map(([move, { to }]) => [move, to]);

  arriveAt(state);
  for (;;) {
    const move = untried(state) ?? firstStep(state, steadyFrom, (reached) => untried(reached) !== undefined);
    if (move) {
      await go(move);
      continue;
    }
    const left = [...found].find(([one]) => untried(one) !== undefined);
    if (!left) return new Map([...found].map(([one, { attempts }]) => [one, attempts as Record<Move, Attempt>]));
    subject = await begin();
    way = [];
    for (const step of left[1].way) {
      await make(subject, step);
      way.push(step);
    }
    arriveAt(await stateOf(subject));
    if (state !== left[0]) throw new Error(`${way.join(', ')} led to ${left[0]} once, and then to ${state}`);
  }
}

/** The first move of a shortest way to a state that is wanted. */
function firstStep<Move extends string>(
  from: string,
  leadingOn: (state: string) => [Move, string][],
  isWanted: (state: string) => boolean,
): Move | undefined {
  const seen = new Set([from]);
  let reached = leadingOn(from).map(([move, to]) => ({ first: move, to }));
  while (reached.length > 0) {
    const fresh = reached.filter(({ to }) => !seen.has(to) && seen.add(to));
    const wanted = fresh.find(({ to }) => isWanted(to));
    if (wanted) return wanted.first;
    reached = fresh.flatMap(({ first, to }) => leadingOn(to).map(([, next]) => ({ first, to: next })));
  }
  return undefined;
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
