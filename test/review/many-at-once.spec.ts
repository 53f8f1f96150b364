import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { BackgroundWork } from '../../src/platform/jobs/background-work.js';
import { countQueries } from '../harness/count-queries.js';
import { aLineInput, aRequestInput } from '../harness/factories/a-request-input.js';
import { type SignedInClient, signedInBuyer, signedInOfficial } from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { aFirm, decide, matched, type Registered } from '../matching/matching-client.js';
import { aPublishedRequest } from '../requests/requests-client.js';

const LINES = 20;
const PAYLOAD = `bulkId outcomes { matchId match { reviewState releasedAt } record { kind note bulkId reason { code } } problems { code path message } }
  userErrors { code path }`;
const RECORD = `mutation ($selection: ReviewSelectionInput!, $input: ReviewDecisionInput!, $onProblem: ReviewOnProblem!) {
  result: reviewDecisionsRecord(selection: $selection, input: $input, onProblem: $onProblem) { ${PAYLOAD} } }`;
const UNDO = `mutation ($bulkId: ID!, $onProblem: ReviewOnProblem!) {
  result: reviewDecisionsUndo(bulkId: $bulkId, onProblem: $onProblem) { ${PAYLOAD} } }`;
const REJECT = { kind: 'REJECT', reasonCode: 'OTHER', note: 'Không đủ năng lực' };
const NO_ID = '0193a8c0-0000-7000-8000-000000000000';

interface Told {
  bulkId: string | null;
  outcomes: { matchId: string; match: any; record: any; problems: { code: string; path: string[] }[] }[] | null;
  userErrors: { code: string; path: string[] }[];
}

describe('deciding on many matches at once', () => {
  let service: TestService;
  let buyer: SignedInClient;
  let official: SignedInClient;
  let firms: Registered[];
  let requestId: string;
  let ids: string[];

  beforeAll(async () => {
    service = await startTestService({ withJobs: true });
    [buyer, official] = await Promise.all([signedInBuyer(service), signedInOfficial(service)]);
    firms = [await aFirm(service), await aFirm(service)];
    const lines = Array.from({ length: LINES }, () => aLineInput());
    requestId = (await aPublishedRequest(buyer, aRequestInput({ lines }))).id;
    await matched(buyer, requestId);
    await service.get(BackgroundWork).stop();
  });
  afterAll(() => service?.close());

  /** Nothing of it is decided, whatever the test before left. */
  beforeEach(async () => {
    const { reviewQueue } = await official.data(
      `query ($requestId: ID!) { reviewQueue(first: 100, filter: { requestId: $requestId, states: [APPROVED, REJECTED] }) { nodes { id } } }`,
      { requestId },
    );
    for (const { id } of reviewQueue.nodes) {
      await official.data(`mutation { reviewDecisionUndo(matchId: "${id}") { userErrors { code } } }`);
    }
    ids = (await waiting()).map(({ id }) => id);
    expect(ids).toHaveLength(2 * LINES);
  });

  const waiting = async (): Promise<{ id: string; run: { id: string } }[]> =>
    (
      await official.data(
        `query ($requestId: ID!) { reviewQueue(first: 100, filter: { requestId: $requestId }) { nodes { id run { id } } } }`,
        { requestId },
      )
    ).reviewQueue.nodes;
  const named = (matchIds: string[]) => ({ matches: matchIds.map((matchId) => ({ matchId })) });
  const record = async (selection: object, input: object, onProblem = 'DO_NOTHING'): Promise<Told> =>
    (await official.data(RECORD, { selection, input, onProblem })).result;
  const takeBack = async (bulkId: string, onProblem = 'DO_NOTHING'): Promise<Told> =>
    (await official.data(UNDO, { bulkId, onProblem })).result;
  const codes = ({ userErrors }: Told) => userErrors.map(({ code, path }) => `${code} ${path.join('.')}`);
  const rowsOf = (sql: string) => service.asSystem((unitOfWork) => unitOfWork.query<any>(sql));

  it('records each by itself: who, when, why, what was seen; with its audit entry and event', async () => {
    const told = await record(named(ids.slice(0, 5)), REJECT);
    expect(told.outcomes!.map(({ matchId }) => matchId)).toEqual(ids.slice(0, 5));
    for (const { match, record: made, problems } of told.outcomes!) {
      expect(match.reviewState).toBe('REJECTED');
      expect(made).toEqual({ kind: 'REJECT', note: REJECT.note, bulkId: told.bulkId, reason: { code: 'OTHER' } });
      expect(problems).toEqual([]);
    }
    const records = await rowsOf(`SELECT match_id, decided_by, seen -> 'value' ->> 'runId' AS run_id FROM review_decision WHERE bulk_id = '${told.bulkId}'`);
    expect(records.map((row) => row.match_id).sort()).toEqual(ids.slice(0, 5).sort());
    expect(records.every((row) => row.decided_by === official.personId && row.run_id)).toBe(true);
    const entries = await rowsOf(`SELECT subject_id, person_id FROM audit_entry WHERE action = 'review.reject' AND data ->> 'bulkId' = '${told.bulkId}'`);
    expect(entries.map((row) => row.subject_id).sort()).toEqual(ids.slice(0, 5).sort());
    expect(new Set(entries.map((row) => row.person_id))).toEqual(new Set([official.personId]));
    const events = await rowsOf(`SELECT subject_id FROM event WHERE type = 'review.match-rejected' AND data ->> 'decisionId' IN (SELECT id::text FROM review_decision WHERE bulk_id = '${told.bulkId}')`);
    expect(events.map((row) => row.subject_id).sort()).toEqual(ids.slice(0, 5).sort());
  }); // prettier-ignore

  it('sends as many statements for forty as for two, to decide and to take back', async () => {
    const count = async (matchIds: string[], input: object) => {
      let told: Told;
      const deciding = await countQueries(service, async () => (told = await record(named(matchIds), input)));
      expect(told!.outcomes!.every(({ problems }) => problems.length === 0)).toBe(true);
      const undoing = await countQueries(service, () => takeBack(told!.bulkId!));
      return [deciding, undoing];
    };
    for (const input of [REJECT, { kind: 'APPROVE' }]) {
      const forTwo = await count(ids.slice(0, 2), input);
      expect(await count(ids, input)).toEqual(forTwo);
      expect(Math.max(...forTwo)).toBeLessThan(35);
    }
  });

  it('releases all to the buyer, and hides them again when they are taken back together', async () => {
    const shown = async () =>
      (
        await buyer.data(
          `query ($id: ID!) { request(id: $id) { lines(first: 100) { nodes { matches(first: 10) { nodes { id } } } } } }`,
          { id: requestId },
        )
      ).request.lines.nodes.flatMap((line: any) => line.matches.nodes.map(({ id }: any) => id));
    const { bulkId } = await record({ filter: { requestId }, expectedCount: ids.length }, { kind: 'APPROVE' });
    expect((await shown()).sort()).toEqual([...ids].sort());
    const undone = await takeBack(bulkId!);
    expect(undone.outcomes!.every(({ match }) => match.reviewState === 'PENDING' && match.releasedAt === null)).toBe(
      true,
    );
    expect(await shown()).toEqual([]);
    expect(codes(await takeBack(bulkId!))).toContain(`REVIEW_NOTHING_TO_UNDO bulkId.${ids[0]}`);
  });

  it('takes all that a filter finds, as many as are expected and no other number', async () => {
    const filter = { requestId, rank: { to: 1 } };
    expect(codes(await record({ filter }, REJECT))).toEqual(['COUNT_NOT_EXPECTED selection.expectedCount']);
    expect(codes(await record({ filter, expectedCount: LINES + 1 }, REJECT))).toEqual([
      'SELECTION_CHANGED selection.expectedCount',
    ]);
    expect(await waiting()).toHaveLength(2 * LINES);
    const { outcomes } = await record({ filter, expectedCount: LINES }, REJECT);
    expect(outcomes).toHaveLength(LINES);
    expect(await waiting()).toHaveLength(LINES);
  });

  it('does nothing where one stands in the way, naming all that do; or does the others, naming it', async () => {
    await decide(official, ids[1]!, { kind: 'REJECT', reasonCode: 'OTHER', note: 'Không.' });
    const selection = named([...ids.slice(0, 3), NO_ID, 'nonsense']);
    const inTheWay = ['ALREADY_DECIDED 1', 'MATCH_NOT_FOUND 3', 'MATCH_NOT_FOUND 4'];
    const nothing = await record(selection, { kind: 'APPROVE' });
    expect(codes(nothing)).toEqual(inTheWay.map((each) => each.replace(' ', ' selection.matches.') + '.matchId'));
    expect(nothing.outcomes).toBeNull();
    expect(await waiting()).toHaveLength(2 * LINES - 1);

    const others = await record(selection, { kind: 'APPROVE' }, 'DO_THE_OTHERS');
    expect(others.userErrors).toEqual([]);
    expect(others.outcomes!.flatMap(({ problems }) => problems.map(({ code, path }) => `${code} ${path[2]}`))).toEqual(inTheWay);
    expect(others.outcomes!.map(({ match, record: made }) => [match?.reviewState ?? null, made?.kind ?? null])).toEqual([
      ['APPROVED', 'APPROVE'],
      ['REJECTED', null],
      ['APPROVED', 'APPROVE'],
      [null, null],
      [null, null],
    ]);
    expect(codes(await record(named([ids[1]!, NO_ID]), { kind: 'APPROVE' }, 'DO_THE_OTHERS'))).toHaveLength(2);
  }); // prettier-ignore

  it('decides on what was seen and on nothing newer', async () => {
    const [first, second] = await waiting();
    const matches = [
      { matchId: first!.id, expectedRunId: first!.run.id },
      { matchId: second!.id, expectedRunId: NO_ID },
    ];
    expect(codes(await record({ matches }, { kind: 'APPROVE' }))).toEqual([
      'MATCH_COMPUTED_ANEW selection.matches.1.matchId',
    ]);
    const one = await official.data(
      `mutation { result: reviewDecisionRecord(matchId: "${first!.id}", input: { kind: APPROVE }, expectedRunId: "${NO_ID}") { userErrors { code } } }`,
    );
    expect(one.result.userErrors).toEqual([{ code: 'MATCH_COMPUTED_ANEW' }]);
  });

  it('takes back only what nobody has decided on since', async () => {
    const { bulkId } = await record(named(ids.slice(0, 3)), REJECT);
    await official.data(`mutation { reviewDecisionUndo(matchId: "${ids[0]}") { userErrors { code } } }`);
    await decide(official, ids[0]!, { kind: 'APPROVE' });
    expect(codes(await takeBack(bulkId!))).toEqual([`DECIDED_SINCE bulkId.${ids[0]}`]);
    const { outcomes } = await takeBack(bulkId!, 'DO_THE_OTHERS');
    expect(outcomes!.map(({ matchId, match }) => [matchId, match.reviewState])).toEqual(
      ids.slice(0, 3).toSorted().map((id) => [id, id === ids[0] ? 'APPROVED' : 'PENDING']),
    );
    expect(codes(await takeBack(NO_ID))).toEqual(['BULK_NOT_FOUND bulkId']);
  }); // prettier-ignore

  it('names what is wrong with the decision once, and with the selection', async () => {
    expect(codes(await record(named(ids), { kind: 'REJECT' }))).toEqual(['REVIEW_REASON_MISSING input.reasonCode']);
    expect(codes(await record(named([ids[0]!, ids[0]!]), REJECT))).toEqual([
      'MATCH_SELECTED_TWICE selection.matches.1.matchId',
    ]);
    expect(codes(await record(named([]), REJECT))).toEqual(['NOTHING_SELECTED selection.matches']);
    expect(codes(await record({}, REJECT))).toEqual(['NOTHING_SELECTED selection']);
    expect(codes(await record({ ...named(ids), filter: {} }, REJECT))).toEqual(['SELECTED_TWICE selection.filter']);
    expect(codes(await record(named(Array.from({ length: 501 }, () => NO_ID)), REJECT))).toEqual([
      'TOO_MANY_AT_ONCE selection.matches',
    ]);
  });

  it('lets one of two officials win who decide on the same at once', async () => {
    const other = await signedInOfficial(service);
    const [mine, theirs] = await Promise.all([
      record(named(ids), REJECT),
      other.data(RECORD, { selection: named(ids.toReversed()), input: { kind: 'APPROVE' }, onProblem: 'DO_NOTHING' }),
    ]);
    const told: Told[] = [mine, theirs.result];
    expect(told.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
    const loser = told.find(({ userErrors }) => userErrors.length > 0)!;
    expect(loser.userErrors).toHaveLength(ids.length);
    expect(new Set(loser.userErrors.map(({ code }) => code))).toEqual(new Set(['ALREADY_DECIDED']));
  });

  it('approves none that is outdated, among many that hold', async () => {
    const { client } = firms[0]!;
    const { myFirm } = await client.data('{ myFirm { certificates { id } } }');
    await client.data(`mutation { certificateWithdraw(id: "${myFirm.certificates[0].id}") { userErrors { code } } }`);
    const { outcomes } = await record(named(ids), { kind: 'APPROVE' }, 'DO_THE_OTHERS');
    const approved = outcomes!.filter(({ problems }) => problems.length === 0);
    expect(approved).toHaveLength(LINES);
    expect(new Set(outcomes!.flatMap(({ problems }) => problems.map(({ code }) => code)))).toEqual(new Set(['MATCH_OUTDATED']));
  }); // prettier-ignore
});
