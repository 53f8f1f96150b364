import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../src/platform/database/new-id.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { aLineInput, aRequestInput } from '../harness/factories/a-request-input.js';
import { type SignedInClient, signedInBuyer, signedInOfficial } from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { aFirm, decide, matched, type Registered, undo } from '../matching/matching-client.js';
import { aPublishedRequest } from '../requests/requests-client.js';

const DECLARE = `mutation ($input: ConflictOfInterestInput!) {
  result: conflictOfInterestDeclare(input: $input) { conflict { id reason declaredAt withdrawnAt firm { id } buyer { id } official { id } } userErrors { code path } } }`;
const WITHDRAW = `mutation ($id: ID!) { result: conflictOfInterestWithdraw(id: $id) { conflict { withdrawnAt } userErrors { code path } } }`;
const NO_ID = '0193a8c0-0000-7000-8000-000000000000';

describe('an official with a conflict of interest', () => {
  let service: TestService;
  let buyer: SignedInClient;
  let official: SignedInClient;
  let colleague: SignedInClient;
  let near: Registered;
  let far: Registered;
  let queue: { id: string; firm: { id: string }; line: { id: string } }[];

  beforeAll(async () => {
    service = await startTestService({ withJobs: true });
    buyer = await signedInBuyer(service);
    official = await signedInOfficial(service);
    colleague = await signedInOfficial(service);
    [near, far] = [await aFirm(service), await aFirm(service)];
    const { id } = await aPublishedRequest(buyer, aRequestInput({ lines: [aLineInput(), aLineInput()] }));
    await matched(buyer, id);
    queue = (await official.data('{ reviewQueue { nodes { id firm { id } line { id } } } }')).reviewQueue.nodes;
    expect(queue).toHaveLength(4);
  });
  afterAll(() => service?.close());

  const codes = ({ userErrors }: { userErrors: { code: string; path: string[] }[] }) =>
    userErrors.map(({ code, path }) => `${code} ${path.join('.')}`);
  const declare = async (by: SignedInClient, input: object) => (await by.data(DECLARE, { input })).result;
  const withdraw = async (by: SignedInClient, id: string) => (await by.data(WITHDRAW, { id })).result;
  const of = ({ firmId }: Registered) => queue.filter(({ firm }) => firm.id === firmId).map(({ id }) => id);
  const seenBy = async (by: SignedInClient): Promise<string[]> =>
    (await by.data('{ reviewQueue(filter: { states: [PENDING, APPROVED] }) { nodes { id hasConflictOfInterest } } }')).reviewQueue.nodes
      .filter((node: any) => node.hasConflictOfInterest)
      .map(({ id }: any) => id)
      .sort(); // prettier-ignore
  const REFUSED = ['CONFLICT_OF_INTEREST matchId'];

  it('decides nothing about the firm, nor takes anything back or checks its papers; a colleague does', async () => {
    const [first, second] = of(near);
    await decide(official, first!, { kind: 'APPROVE' });
    const { conflict } = await declare(official, { firmId: near.firmId, reason: 'Em trai làm giám đốc.' });
    expect(conflict).toMatchObject({ firm: { id: near.firmId }, buyer: null, withdrawnAt: null, official: { id: official.personId } });
    expect(await seenBy(official)).toEqual(of(near).toSorted());
    expect(await seenBy(colleague)).toEqual([]);

    expect(codes(await decide(official, second!, { kind: 'APPROVE' }))).toEqual(REFUSED);
    expect(codes(await decide(official, second!, { kind: 'REQUEST_INFORMATION', note: 'Máy nào?' }))).toEqual(REFUSED);
    expect(codes(await undo(official, first!))).toEqual(REFUSED);
    const { result } = await official.data(
      `mutation ($selection: ReviewSelectionInput!) { result: reviewDecisionsRecord(selection: $selection, input: { kind: APPROVE }, onProblem: DO_THE_OTHERS) {
         outcomes { matchId record { id } problems { code } } userErrors { code } } }`,
      { selection: { matches: [second!, ...of(far)].map((matchId) => ({ matchId })) } },
    );
    expect(result.outcomes.map(({ record, problems }: any) => [record !== null, problems.map(({ code }: any) => code)])).toEqual([
      [false, ['CONFLICT_OF_INTEREST']],
      [true, []],
      [true, []],
    ]);

    const { firm } = await official.data(`{ firm(id: "${near.firmId}") { certificates { id } capabilities { id } } }`);
    const check = (by: SignedInClient, mutation: string, id: string, type: string, input: object) =>
      by.data(`mutation ($id: ID!, $input: ${type}!) { result: ${mutation}(id: $id, input: $input) { userErrors { code path } } }`, { id, input });
    const certificate = ['certificateVerify', firm.certificates[0].id, 'CertificateVerificationInput', { decision: 'ACCEPT', note: 'Đã xem.' }] as const;
    const capability = ['capabilityVerify', firm.capabilities[0].id, 'CapabilityVerificationInput', { grade: 'VISITED', note: 'Đã xem.' }] as const;
    for (const [mutation, id, type, input] of [certificate, capability]) {
      expect(codes((await check(official, mutation, id, type, input)).result)).toEqual(['CONFLICT_OF_INTEREST id']);
    }
    expect(codes(await undo(colleague, first!))).toEqual([]);
    for (const [mutation, id, type, input] of [certificate, capability]) {
      expect(codes((await check(colleague, mutation, id, type, input)).result)).toEqual([]);
    }
    for (const undoing of ['certificateVerificationUndo', 'capabilityVerificationUndo']) {
      const id = undoing.startsWith('cert') ? certificate[1] : capability[1];
      const undone = await official.data(`mutation ($id: ID!) { result: ${undoing}(id: $id) { userErrors { code path } } }`, { id });
      expect(codes(undone.result)).toEqual(['CONFLICT_OF_INTEREST id']);
    }

    expect(codes(await withdraw(colleague, conflict.id))).toEqual(['CONFLICT_NOT_FOUND id']);
    expect((await withdraw(official, conflict.id)).conflict.withdrawnAt).not.toBeNull();
    expect(codes(await withdraw(official, conflict.id))).toEqual(['CONFLICT_WITHDRAWN id']);
    expect(await seenBy(official)).toEqual([]);
  }); // prettier-ignore

  it('decides nothing about a buyer, by the database alone as well', async () => {
    const { conflict } = await declare(official, { buyerOrganisationId: buyer.organisationId, reason: 'Cổ phần.' });
    expect(await seenBy(official)).toHaveLength(4);
    const [first] = of(near);
    expect(codes(await decide(official, first!, { kind: 'REJECT', reasonCode: 'OTHER', note: 'Không.' }))).toEqual(REFUSED);
    const insert = (by: SignedInClient) =>
      service.get(UnitOfWork).run({ kind: 'AUTHORITY', role: 'EDITOR', personId: by.personId, organisationId: by.organisationId }, async () => {
        await service.get(UnitOfWork).query(
          `INSERT INTO review_decision (id, match_id, firm_id, buyer_organisation_id, round, kind, decided_by, organisation_id, seen)
           SELECT $1, id, firm_id, buyer_organisation_id, 9, 'APPROVE', $2, $3, '{"v": 1, "value": {}}' FROM match WHERE id = $4`,
          [newId(), by.personId, by.organisationId, first],
        );
      });
    await expect(insert(official)).rejects.toMatchObject({ driverError: { code: '42501' } });
    await expect(insert(colleague)).resolves.toBeUndefined();
    await withdraw(official, conflict.id);
    await expect(insert(official)).resolves.toBeUndefined();
  }); // prettier-ignore

  it('says with whom and why, once; and all of it is kept for the authority alone', async () => {
    const reason = 'Em trai làm giám đốc.';
    expect(codes(await declare(official, { reason }))).toEqual(['CONFLICT_WITH_ONE input']);
    expect(codes(await declare(official, { reason: ' ', firmId: near.firmId, buyerOrganisationId: NO_ID }))).toEqual([
      'TEXT_MISSING input.reason',
      'CONFLICT_WITH_ONE input',
    ]);
    expect(codes(await declare(official, { reason, firmId: NO_ID }))).toEqual(['CONFLICT_UNKNOWN input.firmId']);
    for (const id of [NO_ID, near.client.organisationId]) {
      expect(codes(await declare(official, { reason, buyerOrganisationId: id }))).toEqual([
        'CONFLICT_UNKNOWN input.buyerOrganisationId',
      ]);
    }
    await declare(official, { reason, firmId: far.firmId });
    expect(codes(await declare(official, { reason, firmId: far.firmId }))).toEqual(['CONFLICT_DECLARED input']);

    const list = '{ conflictsOfInterest { nodes { reason withdrawnAt official { id } } } }';
    const kept = (await colleague.data(list)).conflictsOfInterest.nodes;
    expect(kept.map(({ withdrawnAt }: any) => withdrawnAt === null)).toEqual([true, false, false]);
    const elsewhere = await signedInOfficial(service, 'Sở Công Thương Đồng Nai');
    expect((await elsewhere.data(list)).conflictsOfInterest.nodes).toEqual([]);
    const entries = await service.asSystem((unitOfWork) =>
      unitOfWork.query<{ action: string }>(`SELECT action FROM audit_entry WHERE subject_type = 'conflict_of_interest' ORDER BY id`),
    );
    expect(entries.map(({ action }) => action.split('.')[1])).toEqual(['declare', 'withdraw', 'declare', 'withdraw', 'declare']);
  }); // prettier-ignore
});
