import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { signedInBuyer, type SignedInClient } from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';

describe('a list in pages', () => {
  let service: TestService;
  let buyer: SignedInClient;
  beforeAll(async () => {
    service = await startTestService();
    buyer = await signedInBuyer(service);
  });
  afterAll(() => service.close());

  const page = async (variables: object) =>
    (
      await buyer.data(
        `query ($first: Int, $after: String) { requests(first: $first, after: $after) {
           nodes { title } edges { cursor node { title } }
           pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
        variables,
      )
    ).requests;

  it('says where it begins and ends, and what lies on either side', async () => {
    expect((await page({ first: 2 })).pageInfo).toEqual({
      hasNextPage: false,
      hasPreviousPage: false,
      startCursor: null,
      endCursor: null,
    });
    for (const title of ['a', 'b', 'c']) {
      await buyer.data('mutation ($t: String) { requestCreate(input: { title: $t }) { userErrors { code } } }', {
        t: title,
      });
    }
    const first = await page({ first: 2 });
    const last = await page({ first: 2, after: first.pageInfo.endCursor });
    expect([...first.nodes, ...last.nodes].map(({ title }) => title as string)).toEqual(['c', 'b', 'a']);
    expect(first.pageInfo).toEqual({
      hasNextPage: true,
      hasPreviousPage: false,
      startCursor: first.edges[0].cursor,
      endCursor: first.edges[1].cursor,
    });
    expect(last.pageInfo).toEqual({
      hasNextPage: false,
      hasPreviousPage: true,
      startCursor: last.edges[0].cursor,
      endCursor: last.edges[0].cursor,
    });
  });
});
