import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ReviewRulesService } from '../../src/review/review-rules.service.js';
import { Clock } from '../../src/platform/clock.js';
import { daysAhead } from '../harness/factories/a-request-input.js';
import { type SignedInClient, signedInBuyer, signedInOfficial } from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { until } from '../harness/until.js';
import {
  aFirm,
  answer,
  appeal,
  decide,
  matched,
  matchesOf,
  type Registered,
  undo,
} from '../matching/matching-client.js';
import { aPublishedRequest } from '../requests/requests-client.js';

const HANOI = 'Sở Công Thương Hà Nội';
const REJECT = { kind: 'REJECT', reasonCode: 'OTHER', note: 'Không đủ năng lực' };

describe('an appeal against a rejection', () => {
  let service: TestService;
  let [one, other]: SignedInClient[] = [];
  let buyer: SignedInClient;
  let firm: Registered;
  let id: string;

  beforeAll(async () => {
    service = await startTestService({ withJobs: true });
    [one, other, buyer] = [
      await signedInOfficial(service, HANOI),
      await signedInOfficial(service, HANOI),
      await signedInBuyer(service),
    ];
    firm = await aFirm(service);
  });
  afterAll(() => service?.close());

  beforeEach(async () => {
    const { id: requestId } = await aPublishedRequest(buyer);
    await matched(buyer, requestId);
    id = (await matchesOf(one!, requestId)).matches.nodes[0].id;
  });

  const codes = ({ userErrors }: { userErrors: { code: string }[] }) => userErrors.map(({ code }) => code);
  const state = async (): Promise<string> =>
    (await one!.data(`{ match(id: "${id}") { ... on OfficialMatch { reviewState } } }`)).match.reviewState;
  const rejected = async () => expect(codes(await decide(one!, id, REJECT))).toEqual([]);
  const handOver = async (to: SignedInClient) => {
    const { result } = await to.data(
      `mutation ($id: ID!, $to: ID!) { result: reviewsHandOver(selection: { matches: [{ matchId: $id }] }, personId: $to) { userErrors { code } } }`,
      { id, to: to.personId },
    );
    return codes(result);
  };

  it('comes back into the queue, and is decided by somebody else, for good', async () => {
    expect(codes(await appeal(firm.client, id))).toEqual(['NOTHING_TO_APPEAL']);
    await rejected();
    expect(codes(await appeal(firm.client, id, ' '))).toEqual(['TEXT_MISSING']);
    const { match, record } = await appeal(firm.client, id);
    expect([match, record]).toEqual([{ reviewState: 'APPEALED' }, { kind: 'APPEAL', note: 'Đã lắp máy mới.' }]);
    expect(codes(await appeal(firm.client, id))).toEqual(['APPEALED_ALREADY']);

    const { reviewQueue, reviewCounts } = await other!.data(
      `{ reviewQueue(filter: { states: [APPEALED] }) { nodes { id } } reviewCounts { appealed } }`,
    );
    expect([reviewQueue.nodes, reviewCounts]).toEqual([[{ id }], { appealed: 1 }]);

    for (const input of [{ kind: 'APPROVE' }, REJECT, { kind: 'REQUEST_INFORMATION', note: 'Máy nào?' }])
      expect(codes(await decide(one!, id, input))).toEqual(['ANOTHER_OFFICIAL_NEEDED']);
    expect(await handOver(one!)).toEqual(['ANOTHER_OFFICIAL_NEEDED']);
    expect(codes(await undo(one!, id))).toEqual(['REVIEW_NOTHING_TO_UNDO']);
    expect(await handOver(other!)).toEqual([]);
    expect(codes(await decide(other!, id, REJECT))).toEqual([]);
    expect(codes(await appeal(firm.client, id))).toEqual(['APPEALED_ALREADY']);
  });

  it('remains one while the firm is asked, and once a decision on it was taken back', async () => {
    await rejected();
    await appeal(firm.client, id);
    await decide(other!, id, { kind: 'REQUEST_INFORMATION', note: 'Máy nào?' });
    expect(codes(await decide(one!, id, { kind: 'APPROVE' }))).toEqual(['ANOTHER_OFFICIAL_NEEDED']);
    expect((await answer(firm.client, id, 'Okuma')).match).toEqual({ reviewState: 'APPEALED' });
    expect((await decide(other!, id, { kind: 'APPROVE' })).match.reviewState).toBe('APPROVED');
    expect(codes(await undo(one!, id))).toEqual(['ANOTHER_OFFICIAL_NEEDED']);
    expect((await undo(other!, id)).match).toEqual({ reviewState: 'APPEALED', releasedAt: null });
  });

  it('comes too late after the days that the operator allows', async () => {
    await rejected();
    const clock = service.get(Clock);
    try {
      clock.stopAt(daysAhead(32));
      expect(codes(await appeal(firm.client, id))).toEqual(['APPEAL_TOO_LATE']);
      clock.stopAt(daysAhead(29));
      expect(codes(await appeal(firm.client, id))).toEqual([]);
    } finally {
      clock.goOn();
    }
  });

  it('takes two others where approvals need two', async () => {
    await rejected();
    await appeal(firm.client, id);
    await service.asSystem(() => service.get(ReviewRulesService).set(HANOI, true));
    try {
      expect((await decide(other!, id, { kind: 'APPROVE' })).match.reviewState).toBe('PROPOSED');
      for (const [by, code] of [[one!, 'ANOTHER_OFFICIAL_NEEDED'], [other!, 'SECOND_OFFICIAL_NEEDED']] as const)
        expect(codes(await decide(by, id, { kind: 'APPROVE' }))).toEqual([code]);
      const third = await signedInOfficial(service, HANOI);
      expect((await decide(third, id, { kind: 'APPROVE' })).match.reviewState).toBe('APPROVED');
    } finally {
      await service.asSystem(() => service.get(ReviewRulesService).set(HANOI, false));
    }
  }); // prettier-ignore

  it('is over once the facts change: the review begins anew, and the next rejection can be appealed against', async () => {
    await rejected();
    await appeal(firm.client, id);
    const { firm: own } = await firm.client.data(`{ firm(id: "${firm.firmId}") { capabilities { id } } }`);
    await firm.client.data(
      `mutation ($id: ID!) { capabilityUpdate(id: $id, input: { leadTimeDays: ${10 + Math.ceil(Math.random() * 9)} }) { userErrors { code } } }`,
      { id: own.capabilities[0].id },
    );
    await until(async () => (await state()) === 'PENDING', 'the match is looked at again');
    await rejected();
    expect(codes(await appeal(firm.client, id))).toEqual([]);
  });
});
