import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aRequestInput } from '../harness/factories/a-request-input.js';
import { signedInBuyer, signedInSupplier, type SignedInClient } from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { aRegisteredFirm } from './suppliers-client.js';

/** Every update, what it counts by, the type of its input, and a field to change. */
const UPDATES = [
  ['firmUpdate', 'firm', 'revision', 'FirmChangesInput', 'tradingName', 'REVISION_OUTDATED'],
  ['siteUpdate', 'site', 'revision', 'SiteInput', 'name', 'REVISION_OUTDATED'],
  ['capabilityUpdate', 'capability', 'revision', 'CapabilityChangesInput', 'machines', 'REVISION_OUTDATED'],
  ['certificateUpdate', 'certificate', 'revision', 'CertificateChangesInput', 'issuer', 'REVISION_OUTDATED'],
  ['requestUpdate', 'request', 'version', 'ComponentRequestInput', 'title', 'REQUEST_STALE'],
] as const;

describe('an update by somebody who has not seen the last one', () => {
  let service: TestService;
  let supplier: SignedInClient;
  let buyer: SignedInClient;
  const ids: Record<string, string> = {};
  beforeAll(async () => {
    service = await startTestService();
    [supplier, buyer] = [await signedInSupplier(service), await signedInBuyer(service)];
    const firm = await aRegisteredFirm(supplier);
    const { result } = await buyer.data(
      'mutation ($input: ComponentRequestInput!) { result: requestCreate(input: $input) { request { id } } }',
      { input: aRequestInput() },
    );
    Object.assign(ids, { firm: firm.id, site: firm.sites[0].id, request: result.request.id });
    Object.assign(ids, { capability: firm.capabilities[0].id, certificate: firm.certificates[0].id });
  });
  afterAll(() => service.close());

  it.each(UPDATES)('%s is refused', async (mutation, subject, counter, input, field, code) => {
    const client = subject === 'request' ? buyer : supplier;
    const update = async (value: string, expectedRevision?: number | null) =>
      (
        await client.data(
          `mutation ($id: ID!, $input: ${input}!, $expectedRevision: Int) {
             result: ${mutation}(id: $id, input: $input, expectedRevision: $expectedRevision) {
               ${subject} { ${field} ${counter} } userErrors { code path message } } }`,
          { id: ids[subject], input: { [field]: value }, expectedRevision },
        )
      ).result;
    const { [subject]: read } = await update('Một');
    const seen = read[counter] as number;

    const { [subject]: first } = await update('Hai', seen);
    expect(first).toEqual({ [field]: 'Hai', [counter]: seen + 1 });
    const late = await update('Ba', seen);
    expect(late).toEqual({
      [subject]: null,
      userErrors: [{ code, path: ['expectedRevision'], message: expect.stringContaining(String(seen + 1)) }],
    });
    // What changes nothing is in nobody’s way.
    expect((await update('Hai', seen + 1))[subject]).toEqual(first);
    expect((await update('Hai', null))[subject]).toEqual(first);

    const both = await Promise.all(['Bốn', 'Năm'].map((value) => update(value, seen + 1)));
    expect(both.map(({ userErrors }) => userErrors.map((error: { code: string }) => error.code)).sort()).toEqual([
      [],
      [code],
    ]);
  });
});
