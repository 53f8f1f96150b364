import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Market } from '../../bench/lists/market.js';
import { OPERATIONS } from '../../bench/lists/operations.js';
import { signedInBuyer, signedInOfficial, signedInSupplier, type SignedInClient } from '../harness/people.js';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { OPERATIONS as API } from './access-matrix.js';
import { startTestService, type TestService } from '../harness/test-service.js';

/** Large enough for PostgreSQL to choose as it would in a market of a million firms. */
const SIZE = { firms: 50_000, requests: 40, otherRequests: 20_000, matchesPerLine: 500 };

describe('every list and count of the API, over 50,000 firms and under the role of who asks', () => {
  let service: TestService;
  let market: Market;
  beforeAll(async () => {
    service = await startTestService();
    const asker = (client: SignedInClient) =>
      Object.assign(client, { ask: (query: string) => client.execute<unknown>(query) });
    market = await Market.open(service.app, service.database, SIZE, {
      AUTHORITY: asker(await signedInOfficial(service)),
      SUPPLIER: asker(await signedInSupplier(service)),
      BUYER: asker(await signedInBuyer(service)),
    });
  }, 180_000);
  afterAll(async () => {
    await market?.close();
    await service?.close();
  });

  it('knows every list of the API, for each kind that may ask for it', () => {
    const { schema } = service.get(GraphQLSchemaHost);
    // What anyone may read is of the vocabularies, which are held in memory.
    const lists = Object.values(schema.getQueryType()!.getFields()).filter(
      ({ name, type }) => /Connection!?$/.test(String(type)) && !API.query[name]!.includes('ANONYMOUS'),
    );
    const asked = lists.flatMap(({ name }) =>
      API.query[name]!.map((by) => ({
        name,
        by,
        isExamined: OPERATIONS.some(
          (operation) => operation.by === by && new RegExp(`\\b${name}\\(`).test(operation.query),
        ),
      })),
    );
    expect(asked.length).toBeGreaterThan(5);
    expect(asked.filter(({ isExamined }) => !isExamined)).toEqual([]);
  });

  it.each(OPERATIONS.map((operation) => [`${operation.by}: ${operation.name}`, operation] as const))(
    '%s calls no function for each row and walks over no table for a few rows',
    async (_name, operation) => {
      const statements = await market.examine(operation, 1);
      expect(statements.length).toBeGreaterThan(0);
      expect(statements.flatMap(({ problems }) => problems)).toEqual([]);
    },
    60_000,
  );
});
