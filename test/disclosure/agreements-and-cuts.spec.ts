import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type SignedInClient, signedInBuyer, signedInOfficial } from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { aFirm, decide, disclose, matched, matchesOf, type Registered } from '../matching/matching-client.js';
import { aPublishedRequest } from '../requests/requests-client.js';

const TOLD = `disclosure { level because agreementAcceptedAt agreement { id version text } } line { partNumber } judgement { eligibility }`;

describe('agreements that come before more is told, and firms that are cut off', () => {
  let service: TestService;
  let buyer: SignedInClient;
  let official: SignedInClient;
  let firm: Registered;
  let requestId: string;
  let matchId: string;
  beforeAll(async () => {
    service = await startTestService({ withJobs: true });
    [buyer, official] = await Promise.all([signedInBuyer(service), signedInOfficial(service)]);
    firm = await aFirm(service);
  });
  afterAll(() => service?.close());
  beforeEach(async () => {
    ({ id: requestId } = await aPublishedRequest(buyer));
    await matched(buyer, requestId);
    const { matches } = await matchesOf(official, requestId);
    matchId = matches.nodes.find((one: any) => one.firm.id === firm.firmId).id;
    await disclose(buyer, requestId, 'TEASER', 'FULL');
  });

  const ask = (text: string) =>
    run(buyer, 'requestAgreementAsk', '$id: ID!, $input: DisclosureAgreementInput!', 'id: $id, input: $input', {
      ...{ id: requestId, input: { text } },
    });
  const accept = (agreementId: string, client: SignedInClient = firm.client) =>
    run(
      client,
      'matchAgreementAccept',
      '$matchId: ID!, $agreementId: ID!',
      'matchId: $matchId, agreementId: $agreementId',
      {
        ...{ matchId, agreementId },
      },
    );
  const ofMatch = (mutation: string, client: SignedInClient) =>
    run(client, mutation, '$matchId: ID!', 'matchId: $matchId', { matchId });

  /** The codes of what stood in the way. */
  async function run(client: SignedInClient, mutation: string, declared: string, given: string, variables: object) {
    const { result } = await client.data(
      `mutation (${declared}) { result: ${mutation}(${given}) { userErrors { code } } }`,
      variables,
    );
    return result.userErrors.map(({ code }: { code: string }) => code);
  }

  async function told() {
    const { match } = await firm.client.data(
      `query ($id: ID!) { match(id: $id) { ... on SupplierMatch { ${TOLD} } } }`,
      { id: matchId },
    );
    return match;
  }
  const release = () => decide(official, matchId, { kind: 'APPROVE' });

  it('tells nothing of an agreement while there is nothing more to see, and asks for it from the release on', async () => {
    expect(await ask('Giữ bí mật mọi điều.')).toEqual([]);
    expect((await told()).disclosure).toMatchObject({ level: 'TEASER', because: 'BEFORE_RELEASE', agreement: null });
    await release();
    const asked = await told();
    expect(asked).toMatchObject({
      disclosure: {
        level: 'TEASER',
        because: 'AGREEMENT_TO_ACCEPT',
        agreement: { version: 1, text: 'Giữ bí mật mọi điều.' },
      },
      line: null,
      judgement: null,
    });
    expect(await accept(asked.disclosure.agreement.id)).toEqual([]);
    expect(await told()).toMatchObject({
      disclosure: { level: 'FULL', because: 'RELEASED', agreementAcceptedAt: expect.any(String) },
      line: { partNumber: 'BRK-1042' },
    });
    expect(await accept(asked.disclosure.agreement.id)).toEqual(['AGREEMENT_ACCEPTED']);
  });

  it('asks again for a new version, takes no acceptance of the old one, and lets it be dropped', async () => {
    await ask('Bản một.');
    await release();
    const first = (await told()).disclosure.agreement.id;
    await accept(first);
    expect(await ask('Bản hai.')).toEqual([]);
    expect(await told()).toMatchObject({
      disclosure: { level: 'TEASER', because: 'AGREEMENT_TO_ACCEPT', agreement: { version: 2, text: 'Bản hai.' } },
      line: null,
    });
    expect(await accept(first)).toEqual(['AGREEMENT_REPLACED']);
    expect(await run(buyer, 'requestAgreementDrop', '$id: ID!', 'id: $id', { id: requestId })).toEqual([]);
    expect((await told()).disclosure).toMatchObject({ level: 'FULL', agreement: null });
    expect(await run(buyer, 'requestAgreementDrop', '$id: ID!', 'id: $id', { id: requestId })).toEqual([
      'AGREEMENT_NOT_ASKED',
    ]);
  });

  it('cuts a firm off with the next reading, whatever it has accepted, and lets it in again', async () => {
    await ask('Giữ bí mật.');
    await release();
    await accept((await told()).disclosure.agreement.id);
    expect(await ofMatch('matchAccessCut', buyer)).toEqual([]);
    expect(await told()).toMatchObject({
      disclosure: { level: 'TEASER', because: 'CUT_OFF' },
      line: null,
      judgement: null,
    });
    const { match } = await buyer.data(
      'query ($id: ID!) { match(id: $id) { ... on BuyerMatch { disclosure { because agreementAcceptedAt } } } }',
      { id: matchId },
    );
    expect(match.disclosure).toEqual({ because: 'CUT_OFF', agreementAcceptedAt: expect.any(String) });
    expect(await ofMatch('matchAccessCut', buyer)).toEqual(['ACCESS_CUT_ALREADY']);
    expect(await ofMatch('matchAccessRestore', buyer)).toEqual([]);
    expect((await told()).disclosure.level).toBe('FULL');
    expect(await ofMatch('matchAccessRestore', buyer)).toEqual(['ACCESS_NOT_CUT']);
  });

  it('is nobody else’s to ask for, to accept or to cut', async () => {
    await ask('Giữ bí mật.');
    await release();
    const { id } = (await told()).disclosure.agreement;
    const [stranger, rival] = [await signedInBuyer(service), await aFirm(service)];
    expect(await accept(id, rival.client)).toEqual(['DISCLOSED_MATCH_NOT_FOUND']);
    expect(await ofMatch('matchAccessCut', stranger)).toEqual(['DISCLOSED_MATCH_NOT_FOUND']);
    expect((await told()).disclosure.because).toBe('AGREEMENT_TO_ACCEPT');
  });
});
