import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { Clock } from '../../src/platform/clock.js';
import { MatchRunsService } from '../../src/matching/match-runs.service.js';
import { TrialMatchService } from '../../src/matching/trial-match.service.js';
import { newId } from '../../src/platform/database/new-id.js';
import { RequestLinesService } from '../../src/requests/request-lines.service.js';
import { aLineInput } from '../harness/factories/a-request-input.js';
import { type SignedInClient, signedInBuyer, signedInOfficial } from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { aPublishedRequest, change, move } from '../requests/requests-client.js';
import { aFirm, decide, matched, matchesOf, type Registered } from './matching-client.js';

describe('a match lasts', () => {
  let service: TestService;
  let superuser: Client;
  let buyer: SignedInClient;
  let official: SignedInClient;
  let firm: Registered;
  beforeAll(async () => {
    service = await startTestService({ withJobs: true });
    superuser = new Client({ connectionString: service.database.superuserUrl });
    await superuser.connect();
    [buyer, official] = await Promise.all([signedInBuyer(service), signedInOfficial(service)]);
    firm = await aFirm(service);
  });
  afterAll(async () => {
    await superuser?.end();
    await service?.close();
  });

  const rowsOf = async (lineId: string) =>
    (await superuser.query('SELECT * , xmin::text FROM match WHERE line_id = $1 ORDER BY rank', [lineId])).rows;
  const runsOf = async (lineId: string) =>
    (await superuser.query('SELECT * FROM match_run WHERE line_id = $1 ORDER BY number', [lineId])).rows;

  async function aMatchedLine() {
    const request = await aPublishedRequest(buyer);
    await matched(buyer, request.id);
    return { requestId: request.id as string, lineId: request.lines[0].id as string, line: request.lines[0] };
  }

  async function matchAgain(id: string): Promise<void> {
    const { result } = await buyer.data(
      'mutation ($id: ID!) { result: requestMatchAgain(id: $id) { userErrors { code } } }',
      { id },
    );
    expect(result.userErrors).toEqual([]);
    await matched(buyer, id);
  }

  it('under one id, and a run that finds the same leaves its row alone', async () => {
    const { requestId, lineId } = await aMatchedLine();
    const before = await rowsOf(lineId);
    await matchAgain(requestId);
    await matchAgain(requestId);
    expect(before.length).toBeGreaterThan(0);
    expect(await rowsOf(lineId)).toEqual(before);
    const runs = await runsOf(lineId);
    expect(runs.map(({ is_current }) => is_current)).toEqual([false, false, true]);
    expect(before[0].run_id).toBe(runs[0].id);
  });

  it('and a run that read earlier never replaces one that read later', async () => {
    const { lineId } = await aMatchedLine();
    const runs = service.get(MatchRunsService);
    const job = { outboxId: newId(), attempt: 1, commit: () => Promise.reject(new Error('not used')) };
    const store = async (number: string) => {
      const line = (await service.asSystem(() => service.get(RequestLinesService).lineForMatching(lineId)))!;
      const { operations, requirements } = line;
      const result = await service.get(TrialMatchService).match({ id: lineId, operations, requirements }, []);
      const record = { number, startedAt: service.get(Clock).now(), job };
      return service.asSystem(() => runs.store(line, { ...result, matches: [] }, record));
    };
    const [earlier, later] = [await service.asSystem(() => runs.begin()), await service.asSystem(() => runs.begin())];
    expect(await store(later)).toEqual({ isBehind: false });
    const left = await rowsOf(lineId);
    expect(left.every(({ left_because }) => left_because === 'NOT_AMONG_THE_BEST')).toBe(true);
    expect(await store(earlier)).toBeNull();
    expect((await runsOf(lineId)).filter(({ is_current }) => is_current).map(({ number }) => number)).toEqual([later]);
    expect(await rowsOf(lineId)).toEqual(left);
  });

  it('and two runs of a line that are kept at the same moment leave one current', async () => {
    const { lineId } = await aMatchedLine();
    const runs = service.get(MatchRunsService);
    const line = (await service.asSystem(() => service.get(RequestLinesService).lineForMatching(lineId)))!;
    const { operations, requirements } = line;
    const result = await service.get(TrialMatchService).match({ id: lineId, operations, requirements }, []);
    const numbers = [];
    for (let index = 0; index < 6; index++) numbers.push(await service.asSystem(() => runs.begin()));
    const job = { outboxId: newId(), attempt: 1, commit: () => Promise.reject(new Error('not used')) };
    await Promise.all(
      numbers.map((number) =>
        service.asSystem(() => runs.store(line, result, { number, startedAt: service.get(Clock).now(), job })),
      ),
    );
    const current = (await runsOf(lineId)).filter(({ is_current }) => is_current);
    expect(current.map(({ number }) => number)).toEqual([numbers.at(-1)]);
  });

  it('goes when the line is removed, changed away from it, or the firm withdraws, and says why', async () => {
    const gone = await aFirm(service);
    const { requestId, lineId, line } = await aMatchedLine();
    const standing = async () =>
      Object.fromEntries((await rowsOf(lineId)).map((row) => [row.firm_id, row.left_because]));
    expect(await standing()).toMatchObject({ [firm.firmId]: null, [gone.firmId]: null });

    const withdrawn = await gone.client.data(
      `mutation ($id: ID!) { result: firmWithdraw(id: $id) { userErrors { code } } }`,
      { id: gone.firmId },
    );
    expect(withdrawn.result.userErrors).toEqual([]);
    await matchAgain(requestId);
    expect(await standing()).toMatchObject({ [firm.firmId]: null, [gone.firmId]: 'FIRM_WITHDRAWN' });

    const sewn = { ...aLineInput({ operations: [{ process: 'sewing' }], requirements: {} }), id: line.id };
    expect((await change(buyer, requestId, { lines: [sewn, aLineInput()] })).userErrors).toEqual([]);
    await matched(buyer, requestId);
    expect(await standing()).toMatchObject({ [firm.firmId]: 'LINE_CHANGED', [gone.firmId]: 'FIRM_WITHDRAWN' });
    expect((await matchesOf(official, requestId)).matches.nodes).toEqual([]);

    const { request } = await change(buyer, requestId, { lines: [{ ...aLineInput(), id: line.id }] });
    await matched(buyer, requestId);
    expect(await standing()).toMatchObject({ [firm.firmId]: null });
    const second = request.lines.find(({ id }: { id: string }) => id !== lineId);
    expect(second).toBeUndefined();
    const { rows } = await superuser.query(
      `SELECT DISTINCT left_because FROM match WHERE request_id = $1 AND line_id <> $2`,
      [requestId, lineId],
    );
    expect(rows).toEqual([{ left_because: 'LINE_REMOVED' }]);
  });

  it('keeps the records of its reviews over a change that asks for a decision again', async () => {
    const { requestId, line } = await aMatchedLine();
    const mine = async () =>
      (await matchesOf(official, requestId)).matches.nodes.find((match: any) => match.firm.id === firm.firmId);
    const { id } = await mine();
    expect((await decide(official, id, { kind: 'APPROVE' })).userErrors).toEqual([]);
    const looser = aLineInput({ id: line.id, requirements: {} });
    expect((await change(buyer, requestId, { lines: [looser] })).userErrors).toEqual([]);
    await matched(buyer, requestId);
    expect(await mine()).toMatchObject({ id, reviewState: 'PENDING', reviewRecords: [{ kind: 'APPROVE' }] });
    expect((await decide(official, id, { kind: 'REJECT', reasonCode: 'CAPACITY_TAKEN' })).userErrors).toEqual([]);
    expect(await mine()).toMatchObject({
      reviewState: 'REJECTED',
      reviewRecords: [{ kind: 'APPROVE' }, { kind: 'REJECT' }],
    });
  });

  it('lets former runs go that no match rests on, but for the last few', async () => {
    const { requestId, lineId } = await aMatchedLine();
    for (let round = 0; round < 8; round++) await matchAgain(requestId);
    const runs = await runsOf(lineId);
    const [match] = await rowsOf(lineId);
    expect(runs).toHaveLength(1 + 5 + 1);
    expect(runs[0].id).toBe(match.run_id);
    await move(buyer, 'requestWithdraw', requestId);
  });
});
