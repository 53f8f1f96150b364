import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aLineInput, aRequestInput } from '../harness/factories/a-request-input.js';
import { type SignedInClient, signedInBuyer, signedInOfficial } from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { aFirm, decide, matched, ownMatches, type Registered, undo } from '../matching/matching-client.js';
import { aPublishedRequest } from '../requests/requests-client.js';

const PAYLOAD = `outcomes { matchId match { reviewState reviewer { id } } record { kind note handedTo { id } } problems { code } } userErrors { code path }`;
const HAND_OVER = `mutation ($selection: ReviewSelectionInput!, $personId: ID!) {
  result: reviewsHandOver(selection: $selection, personId: $personId, note: "Anh xem giúp.") { ${PAYLOAD} } }`;
const TAKE_BACK = `mutation ($selection: ReviewSelectionInput!) { result: reviewsTakeBack(selection: $selection) { ${PAYLOAD} } }`;
const QUEUE = `query ($handedOver: ReviewHandedOver, $states: [ReviewState!]) {
  reviewQueue(filter: { handedOver: $handedOver, states: $states }) { nodes { id line { id } reviewStateSince releasedAt } } }`;

describe('a review that is handed over', () => {
  let service: TestService;
  let official: SignedInClient;
  let colleague: SignedInClient;
  let firm: Registered;
  let all: { id: string; line: { id: string } }[];

  beforeAll(async () => {
    service = await startTestService({ withJobs: true });
    const buyer = await signedInBuyer(service);
    [official, colleague] = [await signedInOfficial(service), await signedInOfficial(service)];
    firm = await aFirm(service);
    await aFirm(service);
    const { id } = await aPublishedRequest(buyer, aRequestInput({ lines: [aLineInput(), aLineInput()] }));
    await matched(buyer, id);
    all = await queue(official);
    expect(all).toHaveLength(4);
  });
  afterAll(() => service?.close());

  const queue = async (by: SignedInClient, handedOver?: string, states?: string[]) =>
    (await by.data(QUEUE, { handedOver, states })).reviewQueue.nodes;
  const count = async (by: SignedInClient, handedOver: string) => (await queue(by, handedOver)).length;
  const codes = ({ userErrors }: { userErrors: { code: string; path: string[] }[] }) =>
    userErrors.map(({ code, path }) => `${code} ${path.join('.')}`);
  const named = (...ids: string[]) => ({ matches: ids.map((matchId) => ({ matchId })) });
  const handOver = async (selection: object, personId: string) =>
    (await official.data(HAND_OVER, { selection, personId })).result;
  const takeBack = async (selection: object) => (await official.data(TAKE_BACK, { selection })).result;

  it('lies with a colleague, who finds it, until it is taken back; each step is recorded and changes nothing else', async () => {
    const lineId = all[0]!.line.id;
    const [before] = await queue(official);
    const { outcomes } = await handOver({ filter: { lineId }, expectedCount: 2 }, colleague.personId);
    for (const { match, record } of outcomes) {
      expect(match).toEqual({ reviewState: 'PENDING', reviewer: { id: colleague.personId } });
      expect(record).toEqual({ kind: 'HAND_OVER', note: 'Anh xem giúp.', handedTo: { id: colleague.personId } });
    }
    expect([await count(colleague, 'TO_ME'), await count(colleague, 'TO_OTHERS'), await count(colleague, 'TO_NOBODY')]).toEqual([2, 0, 2]);
    expect([await count(official, 'TO_ME'), await count(official, 'TO_OTHERS'), await count(official, 'TO_NOBODY')]).toEqual([0, 2, 2]);
    expect((await queue(colleague, 'TO_ME')).every((match: any) => match.line.id === lineId)).toBe(true);
    expect((await queue(official))[0]).toEqual(before);

    const first = outcomes[0].matchId;
    expect(codes(await handOver(named(first), colleague.personId))).toEqual(['HANDED_OVER_ALREADY selection.matches.0.matchId']);
    await takeBack(named(first));
    expect(await count(colleague, 'TO_ME')).toBe(1);
    expect(codes(await takeBack(named(first)))).toEqual(['NOT_HANDED_OVER selection.matches.0.matchId']);
    const entries = await service.asSystem((unitOfWork) =>
      unitOfWork.query<{ action: string }>(`SELECT action FROM audit_entry WHERE subject_id = $1 ORDER BY id`, [first]),
    );
    expect(entries.map(({ action }) => action)).toEqual(['review.hand-over', 'review.take-back']);
  }); // prettier-ignore

  it('is decided on, released and undone as before, whoever it lies with', async () => {
    const id = all.at(-1)!.id;
    expect((await decide(official, id, { kind: 'APPROVE' })).userErrors).toEqual([]);
    const [approved] = await queue(official, undefined, ['APPROVED']);
    await handOver(named(id), colleague.personId);
    expect(await queue(colleague, 'TO_ME', ['APPROVED'])).toEqual([approved]);
    expect((await undo(colleague, id)).match).toEqual({ reviewState: 'PENDING', releasedAt: null });
    expect((await undo(colleague, id)).userErrors.map(({ code }: any) => code)).toEqual(['REVIEW_NOTHING_TO_UNDO']);
  });

  it('goes to nobody but a colleague without a conflict of interest, and from one who has one', async () => {
    const stranger = await signedInOfficial(service, 'Sở Công Thương Đồng Nai');
    for (const personId of [stranger.personId, firm.client.personId, 'nonsense']) {
      expect(codes(await handOver(named(all[0]!.id), personId))).toEqual(['COLLEAGUE_NOT_FOUND personId']);
    }
    const declare = (by: SignedInClient) =>
      by.data(
        `mutation ($firmId: ID!) { conflictOfInterestDeclare(input: { firmId: $firmId, reason: "Em trai." }) { userErrors { code } } }`,
        { firmId: firm.firmId },
      );
    const { match } = await official.data(`{ match(id: "${all[0]!.id}") { firm { id } } }`);
    const ofFirm = match.firm.id === firm.firmId ? all[0]! : all[1]!;
    await declare(official);
    expect(codes(await handOver(named(ofFirm.id), official.personId))).toEqual([
      'COLLEAGUE_HAS_CONFLICT selection.matches.0.matchId',
    ]);
    await takeBack(named(ofFirm.id));
    expect(codes(await handOver(named(ofFirm.id), colleague.personId))).toEqual([]);
  });

  it('tells the supplier nothing of it', async () => {
    const told = await ownMatches(firm.client);
    expect(told.flatMap(({ reviewRecords }: any) => reviewRecords.nodes ?? reviewRecords)).toEqual([]);
  });
});
