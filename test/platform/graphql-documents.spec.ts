import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LENGTH, WORST_DOCUMENTS } from '../../bench/documents/worst-documents.js';
import { Documents } from '../../src/platform/graphql/documents/documents.js';
import { LIMITS } from '../../src/platform/graphql/limits.js';
import { signedInBuyer } from '../harness/people.js';
import type { TestClient } from '../harness/test-client.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { codesOf, postJson } from './graphql-post.js';

const SERVICE = '{ service { version } }';
const commented = (bytes: number): string => `${SERVICE} #${'x'.repeat(bytes - SERVICE.length - 2)}`;

describe('documents', () => {
  let service: TestService;
  let buyer: TestClient;
  beforeAll(async () => {
    service = await startTestService();
    buyer = await signedInBuyer(service);
  });
  afterAll(() => service.close());

  const send = (query: string) => postJson(service.url, { query });
  const kept = () => service.get(Documents).kept;

  it('are refused by their bytes, before anything else of them is looked at', async () => {
    expect((await send(commented(LIMITS.documentBytes))).data).toEqual({ service: { version: expect.any(String) } });
    expect(codesOf(await send(commented(LIMITS.documentBytes + 1)))).toEqual(['LIMIT_EXCEEDED']);
    const inBytes = `${SERVICE} #${'ắ'.repeat(LIMITS.documentBytes / 2)}`;
    expect(codesOf(await send(inBytes))).toEqual(['LIMIT_EXCEEDED']);
    expect(codesOf(await send(`{ ${'"'.repeat(LIMITS.documentBytes)}`))).toEqual(['LIMIT_EXCEEDED']);
  });

  it('are kept for the next time within a weight, however many were sent', async () => {
    await send(SERVICE);
    const { count } = kept();
    for (let round = 0; round < 5; round++) await send(SERVICE);
    expect(kept().count).toBe(count);
    for (let at = 0; at < 400; at++) {
      const short = '#\n'.repeat(14_900);
      await send(`${SERVICE} ${short}#${at}`);
    }
    expect(kept().weight).toBeLessThanOrEqual(LIMITS.keptDocumentsBytes);
    expect(kept().count).toBeLessThan(100);
    expect(codesOf({ ...(await send('{ nothing }')) })).toEqual(['INVALID_REQUEST']);
    const before = kept().count;
    await send('{ nothing }');
    expect(kept().count).toBe(before);
  });

  it.each(WORST_DOCUMENTS.map(({ what, text }): [string, string] => [what, text]))(
    'are judged without a fault of ours: %s',
    async (_what, text) => {
      expect(text.length).toBeLessThanOrEqual(LENGTH);
      for (const client of [service.client(), buyer]) {
        const { errors } = await client.execute(text);
        const codes = errors?.map(({ extensions }) => extensions?.code) ?? [];
        const expected = ['LIMIT_EXCEEDED', 'INVALID_REQUEST', 'UNAUTHENTICATED', 'FORBIDDEN'];
        expect(codes.filter((code) => !expected.includes(code!))).toEqual([]);
        expect(codes.length).toBeLessThanOrEqual(LIMITS.errors);
      }
    },
  );
});
