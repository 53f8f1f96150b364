import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aRequestInput } from '../harness/factories/a-request-input.js';
import { signedInBuyer, signedInOfficial, signedInSupplier, type SignedInClient } from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { aRegisteredFirm, done, firmOf } from '../suppliers/suppliers-client.js';

const ROUNDS = 4;

describe('the same text, however often it was sent before and by whom', () => {
  let service: TestService;
  let buyer: SignedInClient;
  beforeAll(async () => {
    service = await startTestService();
    buyer = await signedInBuyer(service);
  });
  afterAll(() => service.close());

  const UPDATE = `mutation ($id: ID!, $machines: String, $leadTimeDays: Int) {
    result: capabilityUpdate(id: $id, input: { machines: $machines, leadTimeDays: $leadTimeDays }) {
      capability { machines leadTimeDays revision } userErrors { code } } }`;

  it('leaves alone what a variable leaves out, clears what is null, and stores what is given', async () => {
    const supplier = await signedInSupplier(service);
    const [{ id }] = (await aRegisteredFirm(supplier)).capabilities;
    for (let round = 1; round <= ROUNDS; round++) {
      const machines = `Máy số ${round}`;
      const update = async (changes: object) =>
        (await supplier.data(UPDATE, { id, ...changes })).result.capability as object;
      expect(await update({ machines, leadTimeDays: round })).toMatchObject({ machines, leadTimeDays: round });
      expect(await update({ leadTimeDays: 30 + round })).toMatchObject({ machines, leadTimeDays: 30 + round });
      expect(await update({ machines: null })).toMatchObject({ machines: null, leadTimeDays: 30 + round });
    }
  });

  it('takes no check back where nothing was changed, whoever sent the text before', async () => {
    const [first, second] = [await signedInSupplier(service), await signedInSupplier(service)];
    const [{ id: ofFirst }] = (await aRegisteredFirm(first)).capabilities;
    const [{ id }] = (await aRegisteredFirm(second)).capabilities;
    const official = await signedInOfficial(service);
    await done(official, 'capabilityVerify', { id, input: { grade: 'VISITED', note: 'Xem tại xưởng.' } });
    for (let round = 1; round <= ROUNDS; round++)
      await first.data(UPDATE, { id: ofFirst, machines: `Máy số ${round}` });
    const before = (await firmOf(second)).capabilities[0];
    await second.data(UPDATE, { id });
    const [after] = (await firmOf(second)).capabilities;
    expect(after).toEqual(before);
    expect(after.evidence).toBe('VISITED');
  });

  it('answers every field of a fragment that is spread under two conditions', async () => {
    const query = `query ($a: Boolean!, $b: Boolean!) { service { ...F @include(if: $a) ...F @skip(if: $b) } }
      fragment F on Service { version }`;
    for (let round = 0; round < ROUNDS; round++) {
      for (const [a, b, isAnswered] of [
        [true, true, true],
        [false, false, true],
        [true, false, true],
        [false, true, false],
      ]) {
        const { service: answered } = await service.client().data(query, { a, b });
        expect([a, b, 'version' in answered]).toEqual([a, b, isAnswered]);
      }
    }
  });

  it('fills in the defaults of an input inside of inputs, given as literals with variables in them', async () => {
    const query = `mutation ($value: Float!, $title: String) { result: requestCreate(input: { title: $title, lines: [
      { title: "a", requirements: { size: { length: { value: $value }, width: { value: 2, unit: "cm" }, height: { value: 3 } } } }
    ] }) { request { title lines { nodes { requirements { size { length { value } width { value } height { unit { code } } } } } } } userErrors { code path } } }`;
    for (let value = 1; value <= ROUNDS; value++) {
      const { result } = await buyer.data(query, { value });
      expect(result.userErrors).toEqual([]);
      expect(result.request).toEqual({
        title: null,
        lines: {
          nodes: [
            { requirements: { size: { length: { value }, width: { value: 20 }, height: { unit: { code: 'mm' } } } } },
          ],
        },
      });
    }
  });

  it('answers at once to a small document whose fragments multiply', async () => {
    const levels = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J'];
    const fragments = levels
      .slice(0, -1)
      .map(
        (name, at) =>
          `fragment ${name} on Process { a: parent { ...${levels[at + 1]} } b: parent { ...${levels[at + 1]} } c: parent { ...${levels[at + 1]} } }`,
      );
    const query = `query ($word: String!) { processLookUp(words: [$word]) { exact { ...A } } }
      ${fragments.join('\n')} fragment J on Process { code }`;
    expect(query.length).toBeLessThan(1200);
    for (let round = 0; round < ROUNDS; round++) {
      const started = performance.now();
      expect((await buyer.execute(query, { word: 'no such word' })).errors).toBeUndefined();
      expect(performance.now() - started).toBeLessThan(1000);
    }
    expect((await fetch(`${service.url}/healthz`)).status).toBe(200);
  });

  it('creates the same from the same input', async () => {
    const query = `mutation ($input: ComponentRequestInput!, $withLines: Boolean = true) { result: requestCreate(input: $input) {
      request { title status lines @include(if: $withLines) { nodes { position title requirements { lot { pieces } } } } } userErrors { code } } }`;
    const answers: unknown[] = [];
    for (let round = 0; round < ROUNDS; round++)
      answers.push((await buyer.data(query, { input: aRequestInput() })).result);
    expect(answers).toEqual(Array(ROUNDS).fill(answers[0]));
  });
});
