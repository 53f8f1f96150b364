import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { buildSchema, type GraphQLSchema } from 'graphql';
import { brokenDocument, validDocument } from '../../bench/documents/any-document.js';
import { LIMITS } from '../../src/platform/graphql/limits.js';
import { inParallel } from '../../src/demo/in-parallel.js';
import { signedInBuyer, signedInSupplier } from '../harness/people.js';
import type { TestClient } from '../harness/test-client.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { CODES } from './graphql-post.js';

const OURS = ['INTERNAL', 'UNAVAILABLE'];
const COUNT = 350;

describe('documents that nobody has thought of', () => {
  let service: TestService;
  let schema: GraphQLSchema;
  const clients: Record<string, TestClient> = {};
  beforeAll(async () => {
    service = await startTestService();
    schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
    clients.stranger = service.client();
    clients.buyer = await signedInBuyer(service);
    clients.supplier = await signedInSupplier(service);
  });
  afterAll(() => service.close());

  it.each([
    ['right', 'stranger', validDocument, 11],
    ['right', 'buyer', validDocument, 12],
    ['right', 'supplier', validDocument, 13],
    ['broken', 'stranger', brokenDocument, 21],
    ['broken', 'buyer', brokenDocument, 22],
    ['broken', 'supplier', brokenDocument, 23],
  ] as const)('are answered by a few codes: %s ones of a %s', async (_kind, who, documents, seed) => {
    const texts = fc.sample(documents(schema), { numRuns: COUNT, seed });
    const faults: unknown[] = [];
    await inParallel(texts, 4, async (text) => {
      const { status, errors = [] } = await clients[who]!.execute(text);
      const codes = errors.map(({ extensions }) => extensions?.code ?? 'NONE');
      const isFine = codes.every((code) => CODES.includes(code) && !OURS.includes(code));
      if (status >= 500 || !isFine || codes.length > LIMITS.errors) faults.push({ status, codes, text });
    });
    expect(faults).toEqual([]);
    expect(await service.client().data('{ service { version } }')).toBeDefined();
  });
});
