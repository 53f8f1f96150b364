import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LIMITS } from '../../src/platform/graphql/limits.js';
import { signedInBuyer } from '../harness/people.js';
import type { TestClient } from '../harness/test-client.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { bomb } from './cost-bomb.js';
import { codesOf, postJson } from './graphql-post.js';

const UP_AND_DOWN = `{ materials ${'{ children { parent '.repeat(5)}{ code }${' } }'.repeat(5)} }`;
const FOUR_FRAGMENTS = `{ materials { children { ...A a: parent { ...A } } } }
  fragment A on Material { children { ...B a: parent { ...B } } } fragment B on Material { children { ...C a: parent { ...C } } }
  fragment C on Material { children { ...D a: parent { ...D } } } fragment D on Material { code }`;

describe('what an operation may cost', () => {
  let service: TestService;
  let buyer: TestClient;
  beforeAll(async () => {
    service = await startTestService();
    buyer = await signedInBuyer(service);
  });
  afterAll(() => service.close());

  it.each([
    ['up and down a tree', UP_AND_DOWN],
    ['four fragments', FOUR_FRAGMENTS],
    ['a bomb of fragments', bomb(5, 5)],
  ])('has an end: %s', async (_what, query) => {
    for (const client of [service.client(), buyer]) {
      const { data, errors } = await client.execute(query);
      expect(data).toBeNull();
      expect(errors?.[0]?.extensions).toEqual({
        code: 'LIMIT_EXCEEDED',
        cost: { requested: expect.any(Number), limit: client === buyer ? LIMITS.cost : LIMITS.costForStrangers },
      });
    }
  });

  it('is told with every answer', async () => {
    const query = 'query ($n: Int) { requests(first: $n) { nodes { id } } }';
    const answer = await buyer.execute(query, { n: 9 });
    expect(answer).toMatchObject({ extensions: { cost: { requested: 10, limit: LIMITS.cost } } });
  });

  it('is reckoned anew for the variables of each time', async () => {
    const query =
      'query ($n: Int) { requests { nodes { lines(first: $n) { nodes { matches(first: $n) { nodes { sites { id } } } } } } } }';
    for (const [n, codes] of [
      [5, undefined],
      [100, ['LIMIT_EXCEEDED']],
      [5, undefined],
    ] as const) {
      const { errors } = await buyer.execute(query, { n });
      expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(codes);
    }
  });

  it('leaves a wrong value to those who say what is wrong with it', async () => {
    const answer = await postJson(service.url, {
      query: 'query ($n: Int) { firms(first: $n) { nodes { id } } }',
      variables: { n: 'x' },
    });
    expect(codesOf(answer)).toEqual(['INVALID_REQUEST']);
  });
});
