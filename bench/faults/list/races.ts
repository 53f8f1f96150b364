import { setTimeout as wait } from 'node:timers/promises';
import type { Payload } from '../../harness/api-client.js';
import type { Fault } from '../fault.js';
import type { Caller, Fields } from '../scene/caller.js';
import { CREATE, DECIDE, move, aLine } from '../scene/operations.js';
import type { Scene } from '../scene/scene.js';

type Outcome = Payload<Fields> | null;

/** Two people at the same moment: what the answers say is what stands, and who came too late is told why by a code. */
export const RACES: Fault = {
  name: 'races',
  what: 'approve against withdraw, publish against close, two approvals, at the same moment',
  async happen(scene) {
    const rounds = scene.size(40, 6);
    const approval = new Race('approval', 'withdrawal');
    const publication = new Race('publication', 'closing');
    for (let round = 0; round < rounds || (round < 4 * rounds && !(approval.isEven && publication.isEven)); round++) {
      await approval.run((delay) => approveAndWithdraw(scene, delay));
      await publication.run((delay) => publishAndClose(scene, delay));
      await approveTwice(scene);
    }
    for (const race of [approval, publication]) scene.must(race.isEven, `one order was never seen: ${race.tell()}`);
    return `${approval.tell()}; ${publication.tell()}`;
  },
};

/** How long one of two waits for the other, in milliseconds; one of them is 0. */
interface Delay {
  first: number;
  second: number;
}

/**
 * One against another, again and again. Whoever came first waits a little longer the next time: they stay close to a draw, and
 * both orders are met, on a machine of any speed.
 */
class Race {
  private readonly won = { first: 0, second: 0 };
  private lead = 0;
  private step = 8;

  constructor(
    private readonly first: string,
    private readonly second: string,
  ) {}

  get isEven(): boolean {
    return this.won.first > 0 && this.won.second > 0;
  }

  /** `once` answers whether the first came first. */
  async run(once: (delay: Delay) => Promise<boolean>): Promise<void> {
    const isFirst = await once({ first: Math.max(0, this.lead), second: Math.max(0, -this.lead) });
    this.won[isFirst ? 'first' : 'second']++;
    this.step = this.isEven ? Math.max(1, this.step / 2) : this.step * 1.5;
    this.lead += isFirst ? this.step : -this.step;
  }

  tell(): string {
    return `${this.first} came first ${this.won.first}, ${this.second} ${this.won.second} times`;
  }
}

const after = async <T>(milliseconds: number, act: () => Promise<T>): Promise<T> => {
  if (milliseconds > 0) await wait(milliseconds);
  return act();
};

/**
 * The approval came first, or it is refused; in the end there is nothing to be seen of a request that is withdrawn. Answers
 * whether it came first.
 */
async function approveAndWithdraw(scene: Scene, delay: Delay): Promise<boolean> {
  const { requestId, matchId } = await aMatch(scene);
  const [approved, withdrawn] = await Promise.all([
    after(delay.first, () => approve(scene, matchId)),
    after(delay.second, () => scene.buyers[0]!.mutate(move('requestWithdraw'), { id: requestId })),
  ]);
  scene.must(isDone(withdrawn), `a withdrawal was refused: ${codesOf(withdrawn)}`);
  scene.must(
    isDone(approved) || codesOf(approved) === 'MATCH_REQUEST_WITHDRAWN',
    `an approval against a withdrawal: ${codesOf(approved)}`,
  );
  const [row] = await scene.ask<{ status: string; isApproved: boolean }>(
    `SELECT status, EXISTS (SELECT FROM review_decision WHERE match_id = $2) AS "isApproved" FROM component_request WHERE id = $1`,
    [requestId, matchId],
  );
  scene.must(row?.status === 'WITHDRAWN', `a withdrawn request is ${row?.status}`);
  scene.must(
    row?.isApproved === isDone(approved),
    'an approval that was refused is there, or one that was made is not',
  );
  return isDone(approved);
}

/** Answers whether the publication came first. */
async function publishAndClose(scene: Scene, delay: Delay): Promise<boolean> {
  const [buyer] = scene.buyers as [Caller];
  const { request } = await buyer.done(CREATE, { input: { title: unique(scene), lines: [aLine('Một dòng')] } });
  const id = request!.id;
  const [published, closed] = await Promise.all([
    after(delay.first, () => buyer.mutate(move('requestPublish'), { id })),
    after(delay.second, () => buyer.mutate(move('requestClose'), { id })),
  ]);
  scene.must(isDone(published), `a publication was refused: ${codesOf(published)}`);
  scene.must(
    isDone(closed) || codesOf(closed) === 'REQUEST_NOT_PUBLISHED',
    `a closing against a publication: ${codesOf(closed)}`,
  );
  const [row] = await scene.ask<{ status: string }>('SELECT status FROM component_request WHERE id = $1', [id]);
  const expected = isDone(closed) ? 'CLOSED' : 'PUBLISHED';
  scene.must(row?.status === expected, `answers say ${expected}, the request is ${row?.status}`);
  return isDone(closed);
}

async function approveTwice(scene: Scene): Promise<void> {
  const { matchId } = await aMatch(scene);
  const both = await Promise.all([approve(scene, matchId), approve(scene, matchId)]);
  const winners = both.filter(isDone).length;
  const losers = both.filter((outcome) => codesOf(outcome) === 'ALREADY_DECIDED').length;
  scene.must(winners === 1 && losers === 1, `two approvals: ${both.map(codesOf).join(' and ')}`);
  const decisions = await scene.count('review_decision WHERE match_id = $1', [matchId]);
  scene.must(decisions === 1, `${decisions} decisions of two approvals`);
}

async function aMatch(scene: Scene): Promise<{ requestId: string; matchId: string }> {
  const { id: requestId } = await scene.load.publish(scene.buyers[0]!, 1);
  for (;;) {
    const [row] = await scene.ask<{ id: string }>('SELECT id FROM match WHERE request_id = $1', [requestId]);
    if (row) return { requestId, matchId: row.id };
    await wait(20);
  }
}

let count = 0;
const unique = (scene: Scene): string => `Đua ${scene.queue.kind} ${++count}`;

const approve = (scene: Scene, matchId: string): Promise<Outcome> =>
  scene.official.mutate(DECIDE, { matchId, input: { kind: 'APPROVE' } });
const isDone = (outcome: Outcome): boolean => outcome !== null && outcome.userErrors.length === 0;
const codesOf = (outcome: Outcome): string =>
  outcome === null ? 'no answer' : outcome.userErrors.map(({ code }) => code).join(', ') || 'done';
