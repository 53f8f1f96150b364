import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { RequestLinesService } from '../../src/requests/request-lines.service.js';
import { countQueries } from '../harness/count-queries.js';
import { aLineInput, aRequestInput } from '../harness/factories/a-request-input.js';
import { signedInBuyer, signedInOfficial, signedInSupplier, type SignedInClient } from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { aDraft, aPublishedRequest, change, codes, move } from './requests-client.js';

const SEE =
  'query ($id: ID!) { request(id: $id) { id status lines { nodes { id } } revisions { nodes { revision } } } }';

describe('who sees a component request', () => {
  let service: TestService;
  let buyer: SignedInClient;
  let other: SignedInClient;
  let official: SignedInClient;
  beforeAll(async () => {
    service = await startTestService();
    [buyer, other, official] = [
      await signedInBuyer(service),
      await signedInBuyer(service),
      await signedInOfficial(service),
    ];
  });
  afterAll(() => service.close());

  it('is its own organisation, and nobody else of the buyers', async () => {
    const { id } = await aPublishedRequest(buyer);
    expect((await buyer.data(SEE, { id })).request).toMatchObject({
      id,
      revisions: { nodes: [{ revision: 1 }] },
    });
    expect((await other.data(SEE, { id })).request).toBeNull();
    expect((await other.data('{ requests { nodes { id } } }')).requests.nodes).toEqual([]);
  });

  it('answers another buyer as it answers for an id that never was', async () => {
    const { id } = await aDraft(buyer);
    for (const mutation of ['requestPublish', 'requestClose', 'requestReopen', 'requestWithdraw']) {
      expect(codes(await move(other, mutation, id))).toEqual(['REQUEST_NOT_FOUND id']);
    }
    expect(codes(await change(other, id, { title: 'Của tôi' }))).toEqual(['REQUEST_NOT_FOUND id']);
  });

  it('is the authority too, from the first publishing on', async () => {
    const draft = await aDraft(buyer);
    const withdrawnDraft = await aDraft(buyer);
    await move(buyer, 'requestWithdraw', withdrawnDraft.id);
    const published = await aPublishedRequest(buyer);
    for (const { id } of [draft, withdrawnDraft]) expect((await official.data(SEE, { id })).request).toBeNull();
    expect((await official.data(SEE, { id: published.id })).request).toMatchObject({
      status: 'PUBLISHED',
      lines: { nodes: [{ id: published.lines[0].id }] },
      revisions: { nodes: [{ revision: 1 }] },
    });
    await move(buyer, 'requestClose', published.id);
    const { requests } = await official.data('{ requests(status: CLOSED) { nodes { id } } }');
    expect(requests.nodes).toEqual([{ id: published.id }]);
    const { errors } = await official.execute(`mutation { requestClose(id: "${published.id}") { request { id } } }`);
    expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  });

  it('is no supplier and nobody unknown', async () => {
    const { id } = await aPublishedRequest(buyer);
    const supplier = await signedInSupplier(service);
    expect((await supplier.execute(SEE, { id })).errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    expect((await service.client().execute(SEE, { id })).errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
  });

  it('is hidden by the database itself from suppliers', async () => {
    const { lines } = await aPublishedRequest(buyer);
    const supplier = await signedInSupplier(service);
    const { personId, organisationId } = supplier;
    const unitOfWork = service.get(UnitOfWork);
    const look = (table: string) =>
      unitOfWork.run({ kind: 'SUPPLIER', personId, organisationId, role: 'OWNER' }, () =>
        unitOfWork.query(`SELECT FROM ${table}`),
      );
    for (const table of ['component_request', 'request_revision']) {
      await expect(look(table)).rejects.toThrow('permission denied');
    }
    // Lines are shown where their buyer opens them to a firm.
    expect(await look('request_line')).toEqual([]);
    expect(await service.asSystem(() => service.get(RequestLinesService).lineForMatching(lines[0].id))).toMatchObject({
      lineId: lines[0].id,
      organisationId: buyer.organisationId,
      status: 'PUBLISHED',
      revision: 1,
      operations: [{ ownOnly: false }, { ownOnly: true }],
    });
  });

  it('costs no more queries for many requests than for few', async () => {
    const mine = await signedInBuyer(service);
    const list = `{ requests { nodes { lines(first: 1) { nodes { title } totalCount } revisions { nodes { revision lines { nodes { id } } } totalCount }
         canPublish publishProblems { code } } } }`;
    await aPublishedRequest(mine);
    const one = await countQueries(service, () => mine.data(list));
    for (let count = 0; count < 3; count++) await aPublishedRequest(mine);
    expect(await countQueries(service, () => mine.data(list))).toBe(one);
  });

  it('pages lines in order and revisions the latest first, of several requests at once', async () => {
    const mine = await signedInBuyer(service);
    const titles = ['một', 'hai', 'ba'];
    for (const prefix of ['a', 'b']) {
      const lines = titles.map((title) => aLineInput({ title: `${prefix} ${title}` }));
      const { id, lines: posted } = await aPublishedRequest(mine, aRequestInput({ lines: [...lines, aLineInput()] }));
      const left = lines.map((line, index) => ({ ...line, id: posted[index].id }));
      expect((await change(mine, id, { lines: left })).userErrors).toEqual([]);
    }
    const list = `query ($lines: String, $revisions: String, $revised: String) { requests { nodes {
      lines(first: 2, after: $lines) { nodes { title } totalCount pageInfo { hasNextPage hasPreviousPage endCursor } }
      revisions(first: 1, after: $revisions) { totalCount pageInfo { hasNextPage endCursor }
        nodes { revision lines(first: 3, after: $revised) { edges { cursor } nodes { title } totalCount } } } } } }`;
    const [b, a] = (await mine.data(list)).requests.nodes;
    for (const [prefix, { lines, revisions }] of [
      ['a', a],
      ['b', b],
    ] as const) {
      expect(lines).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true, hasPreviousPage: false } });
      expect(lines.nodes.map(({ title }: { title: string }) => title)).toEqual([`${prefix} một`, `${prefix} hai`]);
      expect(revisions).toMatchObject({ totalCount: 2, pageInfo: { hasNextPage: true } });
      expect(revisions.nodes).toMatchObject([{ revision: 2, lines: { totalCount: 3, nodes: [{}, {}, {}] } }]);
    }
    const after = {
      lines: a.lines.pageInfo.endCursor,
      revisions: a.revisions.pageInfo.endCursor,
      revised: a.revisions.nodes[0].lines.edges[1].cursor,
    };
    const next = (await mine.data(list, after)).requests.nodes[1];
    expect(next.lines).toMatchObject({ nodes: [{ title: 'a ba' }], pageInfo: { hasNextPage: false } });
    expect(next.revisions).toMatchObject({
      pageInfo: { hasNextPage: false },
      nodes: [{ revision: 1, lines: { totalCount: 4, nodes: [{ title: 'a ba' }, {}] } }],
    });
  });

  it('pages newest first', async () => {
    const mine = await signedInBuyer(service);
    const ids: string[] = [];
    for (let count = 0; count < 3; count++) ids.unshift((await aDraft(mine)).id);
    const page =
      'query ($after: String) { requests(first: 2, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }';
    const { requests: first } = await mine.data(page);
    expect(first).toMatchObject({ nodes: [{ id: ids[0] }, { id: ids[1] }], pageInfo: { hasNextPage: true } });
    const { requests: second } = await mine.data(page, { after: first.pageInfo.endCursor });
    expect(second).toMatchObject({ nodes: [{ id: ids[2] }], pageInfo: { hasNextPage: false } });
  });
});
