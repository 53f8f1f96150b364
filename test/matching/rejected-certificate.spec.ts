import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { aRequestInput } from '../harness/factories/a-request-input.js';
import { type SignedInClient, signedInBuyer, signedInOfficial } from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { aPublishedRequest } from '../requests/requests-client.js';
import { aFirm, matched, matchesOf, type Registered } from './matching-client.js';

/** What an official found not to hold answers for nothing, and yet the firm was not silent. */

let service: TestService;
let buyer: SignedInClient;
let official: SignedInClient;
let firm: Registered;

beforeAll(async () => {
  service = await startTestService({ withJobs: true });
  [buyer, official] = await Promise.all([signedInBuyer(service), signedInOfficial(service)]);
  firm = await aFirm(service, {
    certificates: [{ standard: 'ISO 9001', validFrom: '2026-01-10', validTo: '2029-01-09' }],
  });
  const { firm: shown } = await official.data(`query ($id: ID!) { firm(id: $id) { certificates { id } } }`, {
    id: firm.firmId,
  });
  const { result } = await official.data(
    `mutation ($id: ID!) { result: certificateVerify(id: $id, input: { decision: REJECT, reasonCode: "FORGED" }) {
       userErrors { code message } } }`,
    { id: shown.certificates[0].id },
  );
  expect(result.userErrors).toEqual([]);
});
afterAll(() => service?.close());

const requestFor = (standard: string) =>
  aPublishedRequest(
    buyer,
    aRequestInput({
      lines: [
        { title: 'Giá đỡ', operations: [{ process: 'die casting' }], requirements: { certificates: [{ standard }] } },
      ],
    }),
  );

it.each([
  ['ISO 9001', 'REJECTED_BY_OFFICIAL', 'ISO 9001 is held, but an official rejected it, so it does not count'],
  ['ISO 14001', 'NOT_HELD', 'ISO 14001 is not among its certificates'],
])('leaves %s unmet, to be closed with papers', async (standard, reason, sentence) => {
  const { id } = await requestFor(standard);
  await matched(buyer, id);
  const { matches } = await matchesOf(official.inLanguage('en'), id);
  const match = matches.nodes.find((one: any) => one.firm.id === firm.firmId);
  const criterion = expect.objectContaining({ kind: 'CERTIFICATE', label: standard });
  expect(match.eligibility).toBe('NEAR_MISS');
  expect(match.verdicts).toContainEqual(
    expect.objectContaining({ criterion, outcome: 'UNMET', reason, sentence, evidence: null }),
  );
  expect(match.gaps).toEqual([expect.objectContaining({ criterion, closes: 'PAPERWORK', short: null })]);
});
