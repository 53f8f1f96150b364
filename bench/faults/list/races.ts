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
    const won = { approvals: 0, withdrawals: 0, publications: 0 };
    for (let round = 0; round < rounds; round++) {
      if (await approveAndWithdraw(scene)) won.approvals++;
      else won.withdrawals++;
      if (await publishAndClose(scene)) won.publications++;
      await approveTwice(scene);
    }
    return `${rounds} rounds; approvals came first ${won.approvals}, withdrawals ${won.withdrawals} times`;
  },
};

/** The approval came first, or it is refused; in the end there is nothing to be seen of a request that is withdrawn. */
async function approveAndWithdraw(scene: Scene): Promise<boolean> {
  const { requestId, matchId } = await aMatch(scene);
  const [approved, withdrawn] = await Promise.all([
    approve(scene, matchId),
    scene.buyers[0]!.mutate(move('requestWithdraw'), { id: requestId }),
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

async function publishAndClose(scene: Scene): Promise<boolean> {
  const [buyer] = scene.buyers as [Caller];
  const { request } = await buyer.done(CREATE, { input: { title: unique(scene), lines: [aLine('Một dòng')] } });
  const id = request!.id;
  const [published, closed] = await Promise.all([
    buyer.mutate(move('requestPublish'), { id }),
    buyer.mutate(move('requestClose'), { id }),
  ]);
  scene.must(isDone(published), `a publication was refused: ${codesOf(published)}`);
  scene.must(
    isDone(closed) || codesOf(closed) === 'REQUEST_NOT_PUBLISHED',
    `a closing against a publication: ${codesOf(closed)}`,
  );
  const [row] = await scene.ask<{ status: string }>('SELECT status FROM component_request WHERE id = $1', [id]);
  const expected = isDone(closed) ? 'CLOSED' : 'PUBLISHED';
  scene.must(row?.status === expected, `answers say ${expected}, the request is ${row?.status}`);
  return !isDone(closed);
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
