import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Refusal } from '../../src/platform/graphql/problems.js';
import { ReviewRulesService } from '../../src/review/review-rules.service.js';
import { aLineInput, aRequestInput } from '../harness/factories/a-request-input.js';
import { type SignedInClient, signedInBuyer, signedInOfficial } from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { aFirm, decide, matched, matchesOf, ownMatches, type Registered, undo } from '../matching/matching-client.js';
import { aPublishedRequest } from '../requests/requests-client.js';

const AUTHORITY = 'Sở Công Thương Bắc Ninh';
const QUEUE = '{ reviewQueue { nodes { id reviewState } } }';

describe('where an authority asks for four eyes', () => {
  let service: TestService;
  let buyer: SignedInClient;
  let one: SignedInClient;
  let other: SignedInClient;
  let firm: Registered;
  let requestId: string;
  let ids: string[];

  beforeAll(async () => {
    service = await startTestService({ withJobs: true });
    buyer = await signedInBuyer(service);
    [one, other] = [await signedInOfficial(service, AUTHORITY), await signedInOfficial(service, AUTHORITY)];
    firm = await aFirm(service);
    const lines = Array.from({ length: 4 }, () => aLineInput());
    requestId = (await aPublishedRequest(buyer, aRequestInput({ lines }))).id;
    await matched(buyer, requestId);
    await setRule(true);
    ids = (await one.data(QUEUE)).reviewQueue.nodes.map(({ id }: { id: string }) => id);
    expect(ids).toHaveLength(4);
  });
  afterAll(() => service?.close());

  const setRule = (on: boolean, authority = AUTHORITY) =>
    service.asSystem(() => service.get(ReviewRulesService).set(authority, on));
  const codes = ({ userErrors }: { userErrors: { code: string }[] }) => userErrors.map(({ code }) => code);
  const released = async (): Promise<number> => (await matchesOf(buyer, requestId)).matches.nodes.length;

  it('releases nothing on one approval, and asks somebody else for the second', async () => {
    const [id] = ids;
    const first = await decide(one, id!, { kind: 'APPROVE' });
    expect(first.match).toMatchObject({ reviewState: 'PROPOSED', releasedAt: null });
    expect(first.record.kind).toBe('PROPOSE');
    expect(await released()).toBe(0);
    expect((await other.data(QUEUE)).reviewQueue.nodes).toContainEqual({ id, reviewState: 'PROPOSED' });
    expect((await other.data('{ reviewCounts { proposed pending } }')).reviewCounts).toEqual({
      proposed: 1,
      pending: 3,
    });
    // Among officials only: it may come to nothing.
    const ofSupplier = (await ownMatches(firm.client)).find((match: { id: string }) => match.id === id);
    expect(ofSupplier).toMatchObject({ reviewState: 'PENDING', reviewRecords: [] });

    expect(codes(await decide(one, id!, { kind: 'APPROVE' }))).toEqual(['SECOND_OFFICIAL_NEEDED']);
    const second = await decide(other, id!, { kind: 'APPROVE' });
    expect(second.match.reviewState).toBe('APPROVED');
    expect(second.match.releasedAt).not.toBeNull();
    expect(second.record.kind).toBe('APPROVE');
    expect(await released()).toBe(1);

    expect((await undo(one, id!)).match).toEqual({ reviewState: 'PROPOSED', releasedAt: null });
    expect(await released()).toBe(0);
    expect((await undo(one, id!)).match.reviewState).toBe('PENDING');
  });

  it('takes what one official has proposed of many, together', async () => {
    const approve = async (by: SignedInClient) =>
      (
        await by.data(
          `mutation ($selection: ReviewSelectionInput!) { result: reviewDecisionsRecord(selection: $selection, input: { kind: APPROVE }, onProblem: DO_THE_OTHERS) {
             outcomes { match { reviewState } problems { code } } userErrors { code } } }`,
          { selection: { matches: ids.map((matchId) => ({ matchId })) } },
        )
      ).result;
    await decide(other, ids[0]!, { kind: 'APPROVE' });
    const states = ({ outcomes }: any) => outcomes.map(({ match }: any) => match.reviewState);
    expect(states(await approve(one))).toEqual(['APPROVED', 'PROPOSED', 'PROPOSED', 'PROPOSED']);
    expect(codes(await approve(one))).toEqual([
      'ALREADY_DECIDED',
      'SECOND_OFFICIAL_NEEDED',
      'SECOND_OFFICIAL_NEEDED',
      'SECOND_OFFICIAL_NEEDED',
    ]);
    expect((await decide(one, ids[1]!, { kind: 'REJECT', reasonCode: 'OTHER', note: 'Không.' })).match.reviewState).toBe('REJECTED');
    expect(states(await approve(other))).toEqual(['APPROVED', 'REJECTED', 'APPROVED', 'APPROVED']);
    for (const id of ids) for (const by of [one, one]) await undo(by, id);
  }); // prettier-ignore

  it('lets one approve again once it asks no more, and binds no other authority', async () => {
    const rules = async (by: SignedInClient) => (await by.data('{ reviewRules { approvalsNeedTwo } }')).reviewRules;
    const elsewhere = await signedInOfficial(service, 'Sở Công Thương Đồng Nai');
    expect([await rules(one), await rules(elsewhere)]).toEqual([{ approvalsNeedTwo: true }, { approvalsNeedTwo: false }]);
    expect((await decide(elsewhere, ids[0]!, { kind: 'APPROVE' })).match.reviewState).toBe('APPROVED');
    await undo(elsewhere, ids[0]!);
    await decide(one, ids[0]!, { kind: 'APPROVE' });
    await setRule(false);
    expect((await decide(one, ids[0]!, { kind: 'APPROVE' })).match.reviewState).toBe('APPROVED');
    expect((await decide(one, ids[1]!, { kind: 'APPROVE' })).match.reviewState).toBe('APPROVED');
    expect(await setRule(true, 'Sở không có')).toBeInstanceOf(Refusal);
    const entries = await service.asSystem((unitOfWork) =>
      unitOfWork.query(`SELECT data FROM audit_entry WHERE action = 'review-rule.set' ORDER BY id`),
    );
    expect(entries).toEqual([{ data: { approvalsNeedTwo: true } }, { data: { approvalsNeedTwo: false } }]);
  }); // prettier-ignore
});
