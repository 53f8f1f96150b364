import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Refusal } from '../../src/platform/graphql/problems.js';
import { TaxCodeDecisionsService } from '../../src/suppliers/tax-code-decisions.service.js';
import { Clock } from '../../src/platform/clock.js';
import { aCapabilityInput, aRegistrationInput } from '../harness/factories/a-firm-input.js';
import { sendFile } from '../harness/files.js';
import { newMails } from '../harness/mailbox.js';
import {
  aSignUp,
  aTaxCode,
  SIGN_UP_SUPPLIER,
  signedIn,
  signedInBuyer,
  type SignedInClient,
  signedInOfficial,
} from '../harness/people.js';
import { officialOf } from '../harness/remits.js';
import { startTestService, type TestService } from '../harness/test-service.js';

const ERRORS = 'userErrors { code path message }';
const CLAIM = `mutation ($input: TaxCodeClaimInput!) { result: taxCodeClaim(input: $input) { claim { id state } ${ERRORS} } }`;
const WITHDRAW = `mutation ($id: ID!) { result: taxCodeClaimWithdraw(id: $id) { claim { state } ${ERRORS} } }`;
const ANSWER = `mutation ($id: ID!) { result: taxCodeClaimAnswer(id: $id, answer: "Mã là của chúng tôi.") { claim { answer } ${ERRORS} } }`;
const DECIDE = `mutation ($id: ID!, $outcome: TaxCodeClaimOutcome!) {
  result: taxCodeClaimDecide(id: $id, outcome: $outcome, reason: "Đã đối chiếu.") { claim { state reason } ${ERRORS} } }`;
const RELEASE = `mutation ($id: ID!) { result: taxCodeRelease(organisationId: $id) { organisationId ${ERRORS} } }`;
const MINE = `{ myTaxCodeClaims { id taxCode state isAgainstYou claimantName statement answer reason claimant { id } holder { id } certificate { id } } }`;
const OPEN = `{ taxCodeClaims { nodes { id taxCode claimant { id } holder { id } certificate { id } } } }`;
const REGISTER = `mutation ($input: FirmRegistrationInput!) {
  result: firmRegister(input: $input) { firm { id capabilities { id } } ${ERRORS} } }`;
const VERIFY = `mutation ($id: ID!) { result: capabilityVerify(id: $id, input: { grade: VISITED, note: "Xem." }) { ${ERRORS} } }`;
const CONFLICT = `mutation ($input: ConflictOfInterestInput!) { result: conflictOfInterestDeclare(input: $input) { ${ERRORS} } }`;
const OWN_CODE = '{ viewer { organisation { taxCode } } }';

describe('a tax code that another has signed up with', () => {
  let service: TestService;
  let official: SignedInClient;
  beforeAll(async () => {
    service = await startTestService();
    official = await signedInOfficial(service);
  });
  afterEach(() => service.get(Clock).goOn());
  afterAll(() => service?.close());

  const supplier = (changes: object) => signedIn(service, SIGN_UP_SUPPLIER, aSignUp(changes));
  const call = async (client: SignedInClient, mutation: string, variables: object) =>
    (await client.data(mutation, variables)).result;
  const codesOf = async (client: SignedInClient, mutation: string, variables: object) =>
    (await call(client, mutation, variables)).userErrors.map(({ code }: { code: string }) => code);
  const codeOf = async (client: SignedInClient) => (await client.data(OWN_CODE)).viewer.organisation.taxCode;
  const proofOf = async (client: SignedInClient) => {
    const text = `%PDF-1.7\n% ${client.email}\n%%EOF\n`;
    return (await sendFile(client, { purpose: 'REGISTRATION_CERTIFICATE' }, text)).id;
  };
  const claimOf = async (client: SignedInClient, taxCode: string) => {
    const input = { taxCode, fileId: await proofOf(client), statement: 'Giấy chứng nhận của chúng tôi.' };
    return call(client, CLAIM, { input });
  };
  const afterDays = (days: number) =>
    service.get(Clock).stopAt(new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10));
  /** One that has the code, and one that claims it. */
  const aDispute = async () => {
    const taxCode = aTaxCode();
    const holder = await supplier({ taxCode });
    const claimant = await supplier({ taxCode, claimsTaxCode: true });
    const { claim, userErrors } = await claimOf(claimant, taxCode);
    expect(userErrors).toEqual([]);
    return { taxCode, holder, claimant, id: claim.id as string };
  };

  it('is refused at sign-up, which says what can be done, and a claimant signs up without one', async () => {
    const taxCode = aTaxCode();
    await supplier({ taxCode });
    const { result } = await service
      .client()
      .inLanguage('en')
      .data(SIGN_UP_SUPPLIER, { input: aSignUp({ taxCode }) });
    expect(result.userErrors).toMatchObject([{ code: 'TAX_CODE_TAKEN', message: expect.stringContaining('claim it') }]);
    expect(await codeOf(await supplier({ taxCode, claimsTaxCode: true }))).toBeNull();
    expect(await codeOf(await supplier({ taxCode: `${taxCode}-001`, claimsTaxCode: true }))).toBeNull();
    const free = aTaxCode();
    expect(await codeOf(await supplier({ taxCode: free, claimsTaxCode: true }))).toBe(free);
  });

  it('goes to the claimant once the holder has answered and an official says so, and both are told', async () => {
    const { taxCode, holder, claimant, id } = await aDispute();
    const mails = await newMails(service);
    expect(mails.filter(({ to }) => to.includes(holder.email))).toHaveLength(1);
    expect(mails.find(({ to }) => to.includes(holder.email))!.text).toContain(taxCode);
    expect((await holder.data(MINE)).myTaxCodeClaims).toMatchObject([
      { id, taxCode, isAgainstYou: true, claimant: null, certificate: null, holder: { id: holder.organisationId } },
    ]);
    expect((await claimant.data(MINE)).myTaxCodeClaims).toMatchObject([
      { id, isAgainstYou: false, holder: null, certificate: { id: expect.any(String) } },
    ]);
    expect(await codesOf(official, DECIDE, { id, outcome: 'MOVES' })).toEqual(['CLAIM_AWAITS_ANSWER']);
    expect((await call(holder, ANSWER, { id })).claim.answer).toBe('Mã là của chúng tôi.');
    expect(await codesOf(holder, ANSWER, { id })).toEqual(['CLAIM_ANSWERED']);
    expect((await call(official, DECIDE, { id, outcome: 'MOVES' })).claim).toEqual({ state: 'MOVED', reason: 'Đã đối chiếu.' });
    expect([await codeOf(holder), await codeOf(claimant)]).toEqual([null, taxCode]);
    const told = await newMails(service);
    for (const { email } of [holder, claimant]) expect(told.filter(({ to }) => to.includes(email))).toHaveLength(1);
    const entries = await service.asSystem((unitOfWork) =>
      unitOfWork.query<{ action: string }>(`SELECT action FROM audit_entry WHERE subject_id = ANY ($1) AND action LIKE 'tax-code.%' ORDER BY id`, [
        [id, claimant.organisationId],
      ]),
    );
    expect(entries.map(({ action }) => action)).toEqual(['tax-code.claim', 'tax-code.answer-claim', 'tax-code.decide-claim']);
  }); // prettier-ignore

  it('can be decided without an answer after the time for one, and no answer is taken then', async () => {
    const { holder, claimant, taxCode, id } = await aDispute();
    afterDays(15);
    expect(await codesOf(holder, ANSWER, { id })).toEqual(['CLAIM_ANSWER_TOO_LATE']);
    expect(await codesOf(official, DECIDE, { id, outcome: 'MOVES' })).toEqual([]);
    expect(await codeOf(claimant)).toBe(taxCode);
  });

  it('that moves leaves what officials had checked of the firm behind, which is its own word again', async () => {
    const { holder, id } = await aDispute();
    const input = aRegistrationInput({ capabilities: [aCapabilityInput({ site: 'xưởng 1' })] });
    const { firm } = await call(holder, REGISTER, { input });
    await call(official, VERIFY, { id: firm.capabilities[0].id });
    await call(holder, ANSWER, { id });
    expect(await codesOf(official, DECIDE, { id, outcome: 'MOVES' })).toEqual([]);
    const { myFirm } = await holder.data('{ myFirm { taxCode capabilities { evidence } } }');
    expect(myFirm).toEqual({ taxCode: null, capabilities: [{ evidence: 'DECLARED' }] });
    const events = await service.asSystem((unitOfWork) =>
      unitOfWork.query<{ type: string }>(`SELECT type FROM event WHERE firm_id = $1 ORDER BY id DESC LIMIT 2`, [
        firm.id,
      ]),
    );
    expect(events.map(({ type }) => type)).toEqual(['suppliers.capability-changed', 'suppliers.firm-changed']);
  });

  it('that stays ends the claim, and another can be made', async () => {
    const { taxCode, holder, claimant, id } = await aDispute();
    expect(await codesOf(claimant, CLAIM, { input: { taxCode, fileId: await proofOf(claimant), statement: 'x' } })).toEqual(['CLAIM_OPEN']);
    expect(await codesOf(official, DECIDE, { id, outcome: 'STAYS' })).toEqual([]);
    expect(await codesOf(official, DECIDE, { id, outcome: 'MOVES' })).toEqual(['CLAIM_ENDED']);
    expect([await codeOf(holder), await codeOf(claimant)]).toEqual([taxCode, null]);
    expect((await claimOf(claimant, taxCode)).userErrors).toEqual([]);
  }); // prettier-ignore

  it('is claimed with a proof of one’s own, by who needs it, and of a branch by its head office', async () => {
    const taxCode = aTaxCode();
    const branch = await supplier({ taxCode: `${taxCode}-001` });
    const head = await supplier({ taxCode });
    const stranger = await supplier({ taxCode, claimsTaxCode: true });
    const claim = (client: SignedInClient, code: string, fileId: string) =>
      codesOf(client, CLAIM, { input: { taxCode: code, fileId, statement: 'Của chúng tôi.' } });
    expect(await claim(stranger, taxCode, await proofOf(head))).toEqual(['CLAIM_FILE_NOT_FOUND']);
    expect(await claim(stranger, '123', 'x')).toEqual(['CLAIM_CODE_INVALID', 'CLAIM_FILE_NOT_FOUND']);
    expect(await claim(stranger, `${taxCode}-002`, await proofOf(stranger))).toEqual(['CLAIM_CODE_OF_BRANCH']);
    expect(await claim(head, taxCode, await proofOf(head))).toEqual(['CLAIM_CODE_OWN']);
    expect(await claim(branch, taxCode, await proofOf(branch))).toEqual(['CLAIM_CODE_NOT_NEEDED']);
    const { claim: made } = await claimOf(head, `${taxCode}-001`);
    await call(branch, ANSWER, { id: made.id });
    expect(await codesOf(official, DECIDE, { id: made.id, outcome: 'MOVES' })).toEqual([]);
    expect([await codeOf(branch), await codeOf(head)]).toEqual([null, taxCode]);
    const { claim: none, userErrors } = await claimOf(branch, aTaxCode());
    expect([none, userErrors]).toEqual([null, []]);
    expect(await codeOf(branch)).not.toBeNull();
  });

  it('is for the authorities in whose remit its holder lies, and for nobody who has a conflict of interest', async () => {
    const { holder, claimant, id } = await aDispute();
    const input = aRegistrationInput({ sites: [{ key: 'xưởng 1', address: 'KCN Amata, Đồng Nai' }], capabilities: [] });
    const { firm } = await call(holder, REGISTER, { input });
    const there = await officialOf(service, 'Sở Công Thương Đồng Nai', { provinces: ['Đồng Nai'] });
    const elsewhere = await officialOf(service, 'Sở Công Thương Huế', { provinces: ['Huế'] });
    const seen = (await there.data(OPEN)).taxCodeClaims.nodes.filter((node: { id: string }) => node.id === id);
    expect(seen).toMatchObject([{ holder: { id: holder.organisationId }, certificate: { id: expect.any(String) } }]);
    expect((await elsewhere.data(OPEN)).taxCodeClaims.nodes).toEqual([]);
    for (const client of [elsewhere, official]) {
      const expected = client === elsewhere ? ['CLAIM_NOT_FOUND'] : ['CONFLICT_OF_INTEREST'];
      if (client === official) await call(official, CONFLICT, { input: { firmId: firm.id, reason: 'Người nhà' } });
      expect(await codesOf(client, DECIDE, { id, outcome: 'STAYS' })).toEqual(expected);
    }
    expect(await codesOf(claimant, ANSWER, { id })).toEqual(['CLAIM_NOT_FOUND']);
    expect(await codesOf(holder, WITHDRAW, { id })).toEqual(['CLAIM_NOT_FOUND']);
    expect(await codesOf(there, DECIDE, { id, outcome: 'STAYS' })).toEqual([]);
    const buyer = await signedInBuyer(service);
    expect((await buyer.execute(MINE)).errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  });

  it('has one winner where two things are done at once', async () => {
    const twice = aTaxCode();
    await supplier({ taxCode: twice });
    const eager = await supplier({ taxCode: twice, claimsTaxCode: true });
    const claims = await Promise.all([claimOf(eager, twice), claimOf(eager, twice)]);
    expect(claims.flatMap(({ userErrors }) => userErrors).map(({ code }) => code)).toEqual(['CLAIM_OPEN']);

    const withdrawn = await aDispute();
    await call(withdrawn.holder, ANSWER, { id: withdrawn.id });
    const ends = await Promise.all([
      codesOf(withdrawn.claimant, WITHDRAW, { id: withdrawn.id }),
      codesOf(await signedInOfficial(service), DECIDE, { id: withdrawn.id, outcome: 'MOVES' }),
    ]);
    expect(ends.flat()).toEqual(['CLAIM_ENDED']);
    expect(await codeOf(withdrawn.claimant)).toBe(ends[1].length === 0 ? withdrawn.taxCode : null);

    const answered = await aDispute();
    const [answer, decision] = await Promise.all([
      codesOf(answered.holder, ANSWER, { id: answered.id }),
      codesOf(await signedInOfficial(service), DECIDE, { id: answered.id, outcome: 'STAYS' }),
    ]);
    expect(decision).toEqual([]);
    expect([[], ['CLAIM_ENDED']]).toContainEqual(answer);

    const first = await aDispute();
    const other = await supplier({ taxCode: first.taxCode, claimsTaxCode: true });
    const { claim } = await claimOf(other, first.taxCode);
    await call(first.holder, ANSWER, { id: first.id });
    await call(first.holder, ANSWER, { id: claim.id });
    const moves = await Promise.all(
      [first.id, claim.id].map(async (id) =>
        codesOf(await signedInOfficial(service), DECIDE, { id, outcome: 'MOVES' }),
      ),
    );
    expect(moves.flat()).toEqual(['CLAIM_ENDED']);
    const codes = [await codeOf(first.holder), await codeOf(first.claimant), await codeOf(other)];
    expect(codes.filter((code) => code !== null)).toEqual([first.taxCode]);
  }, 60_000);

  it('is decided and freed by the operator, too, by the same rules', async () => {
    const { taxCode, holder, claimant, id } = await aDispute();
    const asOperator = <T>(work: (decisions: TaxCodeDecisionsService) => Promise<T>) =>
      service.asSystem(() => work(service.get(TaxCodeDecisionsService)));
    const codesIn = (answer: unknown) => (answer as Refusal).problems.map(({ message }) => message.code);
    const { edges } = await asOperator((decisions) => decisions.list(['OPEN'], { first: 100 }));
    expect(edges.map(({ node }) => node.id)).toContain(id);
    const decide = (reason: string) => asOperator((decisions) => decisions.decide(id, true, reason));
    expect(codesIn(await decide(' '))).toEqual(['TEXT_MISSING']);
    expect(codesIn(await decide('Vội.'))).toEqual(['CLAIM_AWAITS_ANSWER']);
    await call(holder, ANSWER, { id });
    expect(await decide('GCN khớp.')).toMatchObject({ state: 'MOVED', decidedBy: null, reason: 'GCN khớp.' });
    expect(await codeOf(claimant)).toBe(taxCode);
    const free = (code: string) => asOperator((decisions) => decisions.releaseCode(code));
    expect(codesIn(await free(taxCode))).toEqual(['CODE_IN_USE']);
    expect(codesIn(await free(aTaxCode()))).toEqual(['CODE_NOT_HELD']);
  });

  it('is freed where officials never looked at its holder and nobody acts for it any more', async () => {
    const fresh = await signedInOfficial(service);
    const taxCode = aTaxCode();
    const holder = await supplier({ taxCode });
    const id = holder.organisationId;
    expect(await codesOf(fresh, RELEASE, { id })).toEqual(['CODE_IN_USE']);
    await service.asSystem(async (unitOfWork) => {
      await unitOfWork.query(
        `UPDATE session SET last_used_at = now() - interval '400 days' WHERE organisation_id = $1`,
        [id],
      );
    });
    expect(await codesOf(fresh, RELEASE, { id })).toEqual(['CODE_IN_USE']);
    afterDays(400);
    const late = await signedInOfficial(service);
    expect(await codesOf(late, RELEASE, { id })).toEqual([]);
    expect(await codesOf(late, RELEASE, { id })).toEqual(['CODE_NOT_HELD']);
    service.get(Clock).goOn();
    expect(await codeOf(await supplier({ taxCode }))).toBe(taxCode);
  });
});
