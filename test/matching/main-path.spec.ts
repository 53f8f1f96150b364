import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { criterionKey } from '../../src/demo/criterion-view.js';
import { aRequestInput } from '../harness/factories/a-request-input.js';
import { type SignedInClient, signedInBuyer, signedInOfficial } from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { aPublishedRequest, change, move } from '../requests/requests-client.js';
import {
  aFirm,
  answer,
  bothOperations,
  decide,
  disclose,
  matched,
  matchesOf,
  ownMatches,
  type Registered,
  undo,
} from './matching-client.js';

const SECOND_OPERATION = { kind: 'PROCESS', operation: { position: 2 } };

describe('from a published request to a released match', () => {
  let service: TestService;
  let buyer: SignedInClient;
  let official: SignedInClient;
  let able: Registered;
  let silent: Registered;
  let unsuitable: Registered;

  beforeAll(async () => {
    service = await startTestService({ withJobs: true });
    [buyer, official] = await Promise.all([signedInBuyer(service), signedInOfficial(service)]);
    able = await aFirm(service, { name: 'Công ty Đủ Năng Lực' });
    silent = await aFirm(service, {
      name: 'Công ty Im Lặng',
      capabilities: bothOperations().map(({ site, process }: any) => ({ site, process })),
      certificates: [],
    });
    unsuitable = await aFirm(service, { name: 'Công ty Chỉ Đúc', capabilities: [bothOperations()[0]] });
  });
  afterAll(() => service?.close());

  const aRequest = () =>
    aPublishedRequest(
      buyer,
      aRequestInput({
        lines: [
          {
            title: 'Giá bắt động cơ',
            operations: [{ process: 'die casting' }, { process: 'CNC milling' }],
            requirements: {
              material: { anyOf: ['ADC12'] },
              size: { length: { value: 280 }, width: { value: 160 }, height: { value: 90 } },
              tolerance: { plusMinus: { value: 0.05 } },
              certificates: [{ standard: 'ISO 9001' }],
              languages: { anyOf: ['en'], level: 'PREFERENCE', weight: 2 },
            },
          },
        ],
      }),
    );

  it('judges every requirement of every firm, and never takes silence for yes', async () => {
    const { id } = await aRequest();
    await matched(buyer, id);
    const line = await matchesOf(official, id);
    const byFirm = new Map<string, any>(line.matches.nodes.map((match: any) => [match.firm.id, match]));
    const criteria = ['process:1', 'process:2', 'material', 'size', 'tolerance', 'certificate:iso-9001', 'languages'];

    expect(line.matchRun).toMatchObject({ revision: 1, firmsConsidered: 3 });
    expect(line.matches.nodes.map((match: any) => match.rank)).toEqual([1, 2, 3]);
    for (const match of line.matches.nodes) {
      expect(match.verdicts.map((verdict: any) => criterionKey(verdict.criterion)).sort()).toEqual(
        [...criteria].sort(),
      );
    }
    expect(byFirm.get(able.firmId)).toMatchObject({ rank: 1, eligibility: 'ELIGIBLE', confirmed: 1, potential: 1 });
    expect(byFirm.get(silent.firmId)).toMatchObject({ eligibility: 'TO_CONFIRM' });
    const outcomes = Object.fromEntries(
      byFirm.get(silent.firmId).verdicts.map((v: any) => [criterionKey(v.criterion), v.outcome]),
    );
    expect(outcomes).toMatchObject({
      material: 'UNKNOWN',
      size: 'UNKNOWN',
      tolerance: 'UNKNOWN',
      'certificate:iso-9001': 'UNKNOWN',
    });
    expect(byFirm.get(unsuitable.firmId).gaps).toContainEqual(
      expect.objectContaining({ criterion: expect.objectContaining(SECOND_OPERATION), closes: 'PARTNER' }),
    );
  });

  it('recomputes the scores from the verdicts and their weights', async () => {
    const { id } = await aRequest();
    await matched(buyer, id);
    for (const match of (await matchesOf(official, id)).matches.nodes) {
      const total = match.verdicts.reduce((sum: number, { weight }: any) => sum + weight, 0);
      const weightOf = (...outcomes: string[]) =>
        match.verdicts
          .filter((v: any) => outcomes.includes(v.outcome))
          .reduce((sum: number, v: any) => sum + v.weight, 0);
      expect(match.confirmed).toBeCloseTo(weightOf('MET') / total, 4);
      expect(match.potential).toBeCloseTo(weightOf('MET', 'UNKNOWN') / total, 4);
    }
  });

  it('explains in the reader’s language', async () => {
    const { id } = await aRequest();
    await matched(buyer, id);
    const tolerance = async (language: 'vi' | 'en') => {
      const { matches } = await matchesOf(official.inLanguage(language), id);
      const match = matches.nodes.find((one: any) => one.firm.id === able.firmId);
      return match.verdicts.find((verdict: any) => verdict.criterion.kind === 'TOLERANCE').sentence;
    };
    expect(await tolerance('vi')).toMatch(/±0,02 mm.*±0,05 mm/);
    expect(await tolerance('en')).toMatch(/±0\.02 mm.*±0\.05 mm/);
  });

  it('shows the buyer nothing before, the match after its approval, and nothing again once it is undone', async () => {
    const { id } = await aRequest();
    await matched(buyer, id);
    expect((await matchesOf(buyer, id)).matches.nodes).toEqual([]);

    const [best] = (await matchesOf(official, id)).matches.nodes;
    expect(await decide(official, best.id, { kind: 'APPROVE', note: 'Đã kiểm tra' })).toMatchObject({
      match: { reviewState: 'APPROVED', releasedAt: expect.any(String) },
      record: { kind: 'APPROVE', note: 'Đã kiểm tra' },
      userErrors: [],
    });
    const seen = (await matchesOf(buyer, id)).matches.nodes;
    expect(seen).toHaveLength(1);
    expect(seen[0]).toMatchObject({ __typename: 'BuyerMatch', id: best.id, firm: { id: able.firmId } });

    expect(await undo(official, best.id)).toMatchObject({ match: { reviewState: 'PENDING', releasedAt: null } });
    expect((await matchesOf(buyer, id)).matches.nodes).toEqual([]);
  });

  it('tells a supplier its own matches, its gaps where the buyer lets it, and nothing of the buyer', async () => {
    const { id } = await aRequest();
    await matched(buyer, id);
    const [own] = await ownMatches(unsuitable.client);
    expect(own).toMatchObject({
      __typename: 'SupplierMatch',
      firm: { id: unsuitable.firmId },
      operations: [{ code: 'die-casting' }, { code: 'milling' }],
      disclosure: { level: 'TEASER', because: 'BEFORE_RELEASE' },
      teaser: { materials: [{ code: 'aluminium' }] },
      judgement: null,
    });
    expect(await disclose(buyer, id, 'REQUIREMENTS', 'REQUIREMENTS')).toMatchObject({ userErrors: [] });
    const [told] = await ownMatches(unsuitable.client);
    expect(told.judgement.gaps).toMatchObject([{ criterion: SECOND_OPERATION, closes: 'PARTNER' }]);
    const firms = new Set((await ownMatches(able.client)).map((match: any) => match.firm.id));
    expect([...firms]).toEqual([able.firmId]);
  });

  it('asks a supplier, takes its answer, and has the match back in the queue', async () => {
    const { id } = await aRequest();
    await matched(buyer, id);
    const match = (await matchesOf(official, id)).matches.nodes.find((one: any) => one.firm.id === silent.firmId);
    expect(await decide(official, match.id, { kind: 'REQUEST_INFORMATION' })).toMatchObject({
      match: null,
      userErrors: [{ code: 'REVIEW_NOTE_MISSING', path: ['input', 'note'] }],
    });
    await decide(official, match.id, { kind: 'REQUEST_INFORMATION', note: 'Dung sai đạt được là bao nhiêu?' });
    const asked = (await ownMatches(silent.client)).find((one: any) => one.id === match.id);
    expect(asked).toMatchObject({
      reviewState: 'INFORMATION_REQUESTED',
      reviewRecords: [{ kind: 'REQUEST_INFORMATION', note: 'Dung sai đạt được là bao nhiêu?' }],
    });
    expect(await answer(able.client, match.id, 'không phải của tôi')).toMatchObject({
      userErrors: [{ code: 'MATCH_NOT_FOUND' }],
    });
    expect(await answer(silent.client, match.id, '±0,03 mm')).toMatchObject({ match: { reviewState: 'PENDING' } });
    expect(await answer(silent.client, match.id, 'nữa')).toMatchObject({ userErrors: [{ code: 'NOTHING_ASKED' }] });
    const after = (await matchesOf(official, id)).matches.nodes.find((one: any) => one.id === match.id);
    expect(after.reviewRecords.map((record: any) => record.kind)).toEqual(['REQUEST_INFORMATION', 'ANSWER']);
  });

  it('answers wrong decisions with all problems at once and changes nothing', async () => {
    const { id } = await aRequest();
    await matched(buyer, id);
    const { matches } = await matchesOf(official, id);
    const [best] = matches.nodes;
    const out = await aRequest();
    await matched(buyer, out.id);
    const [ofWithdrawn] = (await matchesOf(official, out.id)).matches.nodes;
    await move(buyer, 'requestWithdraw', out.id);

    const codes = async (matchId: string, input: object) =>
      (await decide(official, matchId, input)).userErrors.map((error: any) => error.code);
    expect(await codes(best.id, { kind: 'REJECT' })).toEqual(['REVIEW_REASON_MISSING']);
    expect(await codes(best.id, { kind: 'REJECT', reasonCode: 'BECAUSE' })).toEqual(['REVIEW_REASON_UNKNOWN']);
    expect(await codes(best.id, { kind: 'REJECT', reasonCode: 'OTHER' })).toEqual(['REVIEW_NOTE_MISSING']);
    expect(await codes(best.id, { kind: 'APPROVE', reasonCode: 'OTHER', note: 'x'.repeat(2001) })).toEqual([
      'TEXT_TOO_LONG',
      'REASON_NOT_ASKED',
    ]);
    expect(await codes('0193a8c0-0000-7000-8000-000000000000', { kind: 'APPROVE' })).toEqual(['MATCH_NOT_FOUND']);
    expect(await codes('not an id', { kind: 'APPROVE' })).toEqual(['MATCH_NOT_FOUND']);
    expect(await codes(ofWithdrawn.id, { kind: 'APPROVE' })).toEqual(['MATCH_REQUEST_WITHDRAWN']);
    expect((await undo(official, best.id)).userErrors).toMatchObject([{ code: 'REVIEW_NOTHING_TO_UNDO' }]);
    await decide(official, best.id, { kind: 'REJECT', reasonCode: 'CAPACITY_TAKEN' });
    expect(await codes(best.id, { kind: 'APPROVE' })).toEqual(['ALREADY_DECIDED']);
    const after = (await matchesOf(official, id)).matches.nodes.find((one: any) => one.id === best.id);
    expect(after).toMatchObject({ reviewState: 'REJECTED', reviewRecords: [{ kind: 'REJECT' }] });
  });

  it('keeps a decision over a run that changes nothing, and asks again after one that does', async () => {
    const { id } = await aRequest();
    await matched(buyer, id);
    const before = await matchesOf(official, id);
    const best = before.matches.nodes.find((one: any) => one.firm.id === able.firmId);
    await decide(official, best.id, { kind: 'APPROVE' });
    await matchAgain(buyer, id);
    const after = await matchesOf(official, id);
    const again = after.matches.nodes.find((one: any) => one.firm.id === able.firmId);
    expect(again.id).toBe(best.id);
    expect(after.matchRun.inputHash).toBe(before.matchRun.inputHash);
    expect(again).toMatchObject({ reviewState: 'APPROVED', reviewRecords: [{ kind: 'APPROVE' }] });
    expect((await decide(official, best.id, { kind: 'APPROVE' })).userErrors).toMatchObject([
      { code: 'ALREADY_DECIDED' },
    ]);
    expect((await matchesOf(buyer, id)).matches.nodes).toHaveLength(1);

    const { request } = await change(buyer, id, {
      lines: [
        {
          id: (await matchesOf(buyer, id)).id,
          title: 'Giá bắt',
          operations: [{ process: 'die casting' }],
          requirements: { tolerance: { plusMinus: { value: 0.06 } } },
        },
      ],
    });
    expect(request.revision).toBe(2);
    await matched(buyer, id);
    const changed = (await matchesOf(official, id)).matches.nodes.find((one: any) => one.firm.id === able.firmId);
    expect(changed).toMatchObject({ id: best.id, reviewState: 'PENDING', releasedAt: null });
    expect((await matchesOf(buyer, id)).matches.nodes).toEqual([]);
  });

  async function matchAgain(client: SignedInClient, id: string): Promise<void> {
    const { result } = await client.data(
      'mutation ($id: ID!) { result: requestMatchAgain(id: $id) { request { matchingProgress { isComplete linesDone } } userErrors { code } } }',
      { id },
    );
    expect(result).toEqual({ request: { matchingProgress: { isComplete: false, linesDone: 0 } }, userErrors: [] });
    await matched(client, id);
  }

  it('leads officials through the queue, page by page, with counts', async () => {
    const { id } = await aRequest();
    await matched(buyer, id);
    const queue = async (after: string | null, filter: object) =>
      await official.data(
        `query ($after: String, $filter: ReviewQueueFilter) { reviewQueue(first: 1, after: $after, filter: $filter) {
             nodes { id firm { name } eligibility } pageInfo { hasNextPage endCursor } } reviewCounts(filter: $filter) { pending approved } }`,
        { after, filter: { requestId: id, ...filter } },
      );
    const first = await queue(null, {});
    const second = await queue(first.reviewQueue.pageInfo.endCursor, {});
    expect(first.reviewQueue.nodes[0].firm.name).toBe('Công ty Đủ Năng Lực');
    expect(second.reviewQueue.nodes[0].id).not.toBe(first.reviewQueue.nodes[0].id);
    expect(first.reviewCounts.approved).toBe(0);
    const found = await queue(null, { firmName: 'du nang luc' });
    expect(found.reviewQueue.nodes.map((match: any) => match.firm.name)).toEqual(['Công ty Đủ Năng Lực']);
    expect(found.reviewCounts.pending).toBe(1);
    expect((await queue(null, { requestId: 'nonsense' })).reviewQueue.nodes).toEqual([]);
  });
});
