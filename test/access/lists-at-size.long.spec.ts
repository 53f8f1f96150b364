import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Market } from '../../bench/lists/market.js';
import { OPERATIONS } from '../../bench/lists/operations.js';
import { signedInBuyer, signedInOfficial, signedInSupplier, type SignedInClient } from '../harness/people.js';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import type { Kind } from './access-matrix.js';
import { declaredIn } from './declared-indexes.js';
import { IndexUses } from './index-uses.js';
import { fieldsAsked, listsToExamine } from './lists-to-examine.js';
import { loadPast } from './load-past.js';
import { workAtSize } from './work-at-size.js';
import { officialOf } from '../harness/remits.js';
import { startTestService, type TestService } from '../harness/test-service.js';

/** Large enough for PostgreSQL to choose as it would in a market of a million firms. */
const SIZE = { firms: 50_000, requests: 40, otherRequests: 20_000, matchesPerLine: 500 };

/** What needs no statement, with the query that shows it. */
const HELD_IN_MEMORY = { 'Query.rejectionReasons': '{ rejectionReasons { code } }' };

describe('every list and count of the API, over 50,000 firms and under the role of who asks', () => {
  let service: TestService;
  let market: Market;
  let people: Record<Kind | 'BOUNDED_AUTHORITY', SignedInClient>;
  let uses: IndexUses;
  beforeAll(async () => {
    service = await startTestService();
    const asker = (client: SignedInClient) =>
      Object.assign(client, { ask: (query: string) => client.execute<unknown>(query) });
    people = {
      AUTHORITY: await signedInOfficial(service),
      BOUNDED_AUTHORITY: await officialOf(service, 'Sở Công Thương Đồng Nai', { provinces: ['Đồng Nai'] }),
      SUPPLIER: await signedInSupplier(service),
      BUYER: await signedInBuyer(service),
    };
    market = await Market.open(service.app, service.database, SIZE, {
      AUTHORITY: asker(people.AUTHORITY),
      BOUNDED_AUTHORITY: asker(people.BOUNDED_AUTHORITY),
      SUPPLIER: asker(people.SUPPLIER),
      BUYER: asker(people.BUYER),
    });
    await loadPast(service.database.superuserUrl);
    uses = await IndexUses.open(service);
  });
  afterAll(async () => {
    await uses?.close();
    await market?.close();
    await service?.close();
  });

  it('examines every query and every list below it, for each kind that may ask for it', async () => {
    const { schema } = service.get(GraphQLSchemaHost);
    for (const [kind, lists] of Object.entries(listsToExamine(schema))) {
      const asked = OPERATIONS.filter(({ by }) => by === kind).flatMap(({ query }) => fieldsAsked(schema, query));
      const missing = lists.filter((field) => !asked.includes(field) && !(field in HELD_IN_MEMORY));
      expect([kind, missing]).toEqual([kind, []]);
      expect(lists.length).toBeGreaterThan(15);
    }
    for (const query of Object.values(HELD_IN_MEMORY))
      expect(await market.examine({ name: query, by: 'AUTHORITY', query }, 1)).toEqual([]);
  });

  it.each(OPERATIONS.map((operation) => [`${operation.by}: ${operation.name}`, operation] as const))(
    '%s calls no function for each row and walks over no table for a few rows',
    async (_name, operation) => {
      const statements = await market.examine(operation, 1);
      expect(statements.length).toBeGreaterThan(0);
      expect(statements.flatMap(({ problems }) => problems)).toEqual([]);
    },
  );

  it('looks up what refers to a row that goes, or gets another key, by an index', async () => {
    const { checks } = await declaredIn(service.database.superuserUrl);
    const walks: string[] = [];
    for (const { name, sql } of checks) if ((await uses.pastPolicies(name, sql)).length === 0) walks.push(name);
    expect(checks.length).toBeGreaterThan(5);
    expect(walks).toEqual([]);
  });

  it('has no index that nothing uses', async () => {
    const { indexes, checks, functions } = await declaredIn(service.database.superuserUrl);
    for (const { name, sql } of [...checks, ...functions]) await uses.pastPolicies(name, sql);
    for (const { by, name, query } of OPERATIONS) await uses.of(`${by}: ${name}`, () => people[by].data(query));
    for (const [name, work] of Object.entries(workAtSize(service, people))) await uses.of(name, work);
    expect(indexes.filter((index) => !uses.byIndex.has(index))).toEqual([]);
  });
});
