import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { daysAhead } from '../harness/factories/a-request-input.js';
import { signedInBuyer, type SignedInClient, signedInOfficial } from '../harness/people.js';
import { aFirm } from '../matching/matching-client.js';
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

  const ORDERS = ['NEWEST', 'LAST_CHANGED', 'EARLIEST_DELIVERY'];
  const pageOfOrder = async (orderBy: string, variables: object) => {
    const { data, errors } = await buyer.execute<any>(
      `query ($orderBy: ComponentRequestOrder!, $first: Int, $after: String, $last: Int, $before: String) {
         requests(orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
           nodes { id dueOn updatedAt } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
      { orderBy, ...variables },
    );
    if (errors) throw Object.assign(new Error(), { problems: (errors[0]!.extensions as any).problems });
    return data.requests;
  };
  const walk = async (orderBy: string, from: 'first' | 'last', size: number) => {
    const read: any[] = [];
    for (let cursor: string | null = null; ;) {
      const { nodes, pageInfo }: any = await pageOfOrder(
        orderBy,
        from === 'first' ? { first: size, after: cursor } : { last: size, before: cursor },
      );
      if (from === 'first') read.push(...nodes);
      else read.unshift(...nodes);
      cursor = from === 'first' ? pageInfo.endCursor : pageInfo.startCursor;
      if (from === 'first' ? !pageInfo.hasNextPage : !pageInfo.hasPreviousPage) return read;
    }
  };

  it('is the same from either end in every order, page by page, days of delivery alike or missing', async () => {
    buyer = await signedInBuyer(service);
    for (const [index, to] of [300, 100, null, 100, 200, null, 100, 300, 50].entries()) {
      const delivery = to === null ? {} : { delivery: { from: daysAhead(40), to: daysAhead(to) } };
      const { requestCreate } = await buyer.data(
        `mutation ($input: ComponentRequestInput!) { requestCreate(input: $input) { userErrors { code } } }`,
        { input: { title: String(index), lines: [{ title: 'a', requirements: delivery }] } },
      );
      expect(requestCreate.userErrors).toEqual([]);
    }
    const sorted: Record<string, (one: any) => string> = {
      NEWEST: ({ id }) => id,
      LAST_CHANGED: ({ updatedAt, id }) => updatedAt + id,
      EARLIEST_DELIVERY: ({ dueOn, id }) => (dueOn ?? 'infinity') + id,
    };
    for (const order of ORDERS) {
      const keys = (await pageOfOrder(order, { first: 100 })).nodes.map(sorted[order]);
      expect(keys).toHaveLength(9);
      expect(keys).toEqual(order === 'EARLIEST_DELIVERY' ? keys.toSorted() : keys.toSorted().toReversed());
      for (const size of [1, 2, 4, 9]) {
        for (const from of ['first', 'last'] as const) {
          expect((await walk(order, from, size)).map(sorted[order]!)).toEqual(keys);
        }
      }
    }
  });

  it('goes on where it was though others come and go in between', async () => {
    const first = await pageOfOrder('EARLIEST_DELIVERY', { first: 4 });
    const all = await walk('EARLIEST_DELIVERY', 'first', 100);
    const input = {
      title: 'mới',
      lines: [{ title: 'a', requirements: { delivery: { from: daysAhead(40), to: daysAhead(41) } } }],
    };
    await buyer.data(
      `mutation ($input: ComponentRequestInput!) { requestCreate(input: $input) { userErrors { code } } }`,
      { input },
    );
    const next = await pageOfOrder('EARLIEST_DELIVERY', { first: 100, after: first.pageInfo.endCursor });
    expect(next.nodes).toEqual(all.slice(4));
    const back = await pageOfOrder('EARLIEST_DELIVERY', { last: 2, before: next.pageInfo.startCursor });
    expect(back.nodes).toEqual(all.slice(2, 4));
  });

  it('takes one end, and no cursor of another order, and says all that is wrong', async () => {
    const { pageInfo } = await pageOfOrder('NEWEST', { first: 1 });
    const wrong = { first: 0, last: 1, after: pageInfo.endCursor, before: 'x' };
    await expect(pageOfOrder('LAST_CHANGED', wrong)).rejects.toMatchObject({
      problems: [
        { code: 'PAGE_SIZE_OUT_OF_RANGE', path: ['first'] },
        { code: 'PAGE_FROM_BOTH_ENDS', path: ['last'] },
        { code: 'NOT_A_CURSOR', path: ['after'] },
        { code: 'NOT_A_CURSOR', path: ['before'] },
      ],
    });
  });

  it('of firms by name is in Vietnamese order', async () => {
    const official = await signedInOfficial(service);
    const names = ['Ân', 'An', 'Đúc', 'Dập', 'Ăn', 'Bình', 'Ấn', 'Êm', 'Em'];
    for (const name of names) await aFirm(service, { name });
    const { firms } = await official.data('{ firms(orderBy: NAME) { nodes { name } } }');
    expect(firms.nodes.map(({ name }: any) => name)).toEqual([
      'An',
      'Ăn',
      'Ân',
      'Ấn',
      'Bình',
      'Dập',
      'Đúc',
      'Em',
      'Êm',
    ]);
    const { firms: last } = await official.data(
      '{ firms(orderBy: NAME, last: 2) { nodes { name } pageInfo { hasPreviousPage } } }',
    );
    expect(last).toEqual({ nodes: [{ name: 'Em' }, { name: 'Êm' }], pageInfo: { hasPreviousPage: true } });
  });
});
