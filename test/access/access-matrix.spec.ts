import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildClientSchema, getIntrospectionQuery, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import { createClient } from 'graphql-ws';
import { Client } from 'pg';
import { WebSocket } from 'ws';
import { JobRegistry } from '../../src/platform/jobs/job-registry.js';
import { signedInBuyer, signedInOfficial, signedInSupplier } from '../harness/people.js';
import type { TestClient } from '../harness/test-client.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { CALLERS, JOBS, OPERATIONS, PUBLIC_TABLES, ROUTES, TABLES } from './access-matrix.js';
import { minimalCall } from './minimal-call.js';

const sorted = (names: Iterable<string>): string[] => [...names].sort();

describe('the access matrix', () => {
  let service: TestService;
  let schema: GraphQLSchema;
  const clients = {} as Record<(typeof CALLERS)[number], TestClient>;
  beforeAll(async () => {
    service = await startTestService();
    clients.ANONYMOUS = service.client();
    clients.SUPPLIER = await signedInSupplier(service);
    clients.BUYER = await signedInBuyer(service);
    clients.AUTHORITY = await signedInOfficial(service);
    schema = buildClientSchema(await clients.BUYER.data(getIntrospectionQuery()));
  });
  afterAll(() => service.close());

  const rootType = (operation: keyof typeof OPERATIONS): GraphQLObjectType =>
    ({
      query: schema.getQueryType(),
      mutation: schema.getMutationType(),
      subscription: schema.getSubscriptionType(),
    })[operation]!;
  const headersOf = (client: TestClient) => (client as unknown as { headers: Record<string, string> }).headers;

  it.each(['query', 'mutation', 'subscription'] as const)('names every %s there is, and no other', (operation) => {
    expect(sorted(Object.keys(OPERATIONS[operation]))).toEqual(sorted(Object.keys(rootType(operation).getFields())));
  });

  it('names every job', () => {
    expect(sorted(Object.keys(JOBS))).toEqual(sorted(service.get(JobRegistry).names));
  });

  it('names every route', () => {
    const fastify = service.app.getHttpAdapter().getInstance() as { printRoutes(options: object): string };
    expect(sorted(Object.keys(ROUTES))).toEqual(sorted(routesIn(fastify.printRoutes({ commonPrefix: false }))));
  });

  it('names every table, view and sequence of the application', async () => {
    const client = new Client({ connectionString: service.database.superuserUrl });
    await client.connect();
    const { rows } = await client.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class
       WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f')`,
    );
    await client.end();
    expect(sorted([...Object.keys(TABLES), ...PUBLIC_TABLES])).toEqual(sorted(rows.map(({ name }) => name)));
  });

  const CALLS = (['query', 'mutation'] as const).flatMap((operation) =>
    Object.entries(OPERATIONS[operation]).map(([field, allowed]) => [operation, field, allowed] as const),
  );
  it.each(CALLS)('%s %s is for exactly those it names', async (operation, field, allowed) => {
    const call = minimalCall(operation, rootType(operation).getFields()[field]!);
    for (const caller of CALLERS) {
      const { data, errors } = await clients[caller].execute(call);
      const codes = (errors ?? []).map(({ extensions }) => extensions?.code);
      if (allowed.includes(caller)) {
        expect([caller, codes]).not.toEqual([caller, expect.arrayContaining(['UNAUTHENTICATED'])]);
        expect([caller, codes]).not.toEqual([caller, expect.arrayContaining(['FORBIDDEN'])]);
        expect([caller, codes]).not.toEqual([caller, expect.arrayContaining(['INTERNAL'])]);
      } else {
        expect([caller, codes]).toEqual([caller, [caller === 'ANONYMOUS' ? 'UNAUTHENTICATED' : 'FORBIDDEN']]);
        expect(data?.[field] ?? null).toBeNull();
      }
    }
  });

  it.each(Object.entries(OPERATIONS.subscription))(
    'subscription %s is for exactly those it names',
    async (field, allowed) => {
      const query = minimalCall('subscription', rootType('subscription').getFields()[field]!);
      for (const caller of CALLERS) {
        const socket = createClient({
          url: `${service.url.replace('http', 'ws')}/graphql`,
          webSocketImpl: WebSocket,
          connectionParams: headersOf(clients[caller]),
          retryAttempts: 0,
        });
        const code = await new Promise<string>((resolve) => {
          socket.subscribe(
            { query },
            {
              next: () => resolve('none'),
              complete: () => resolve('none'),
              error: (errors) => resolve((errors as { extensions: { code: string } }[])[0]!.extensions.code),
            },
          );
        });
        await socket.dispose();
        const refusal = caller === 'ANONYMOUS' ? 'UNAUTHENTICATED' : 'FORBIDDEN';
        if (allowed.includes(caller)) expect(code).toMatch(/^(none|INVALID_REQUEST)$/);
        else expect([caller, code]).toEqual([caller, refusal]);
      }
    },
  );

  it.each(Object.entries(ROUTES))('%s answers each caller as it says', async (route, statuses) => {
    const [method, path] = route.split(' ') as [string, string];
    for (const caller of CALLERS) {
      const isUpload = method === 'PUT';
      const response = await fetch(service.url + path.replace(':id', '0193a8c0-0000-7000-8000-000000000000'), {
        method,
        headers: { ...headersOf(clients[caller]), 'content-type': isUpload ? 'application/pdf' : 'application/json' },
        ...(isUpload && { body: '%PDF-1.7\n' }),
        ...(method === 'POST' && { body: '{"query":"{ service { version } }"}' }),
      });
      await response.arrayBuffer();
      expect([caller, response.status]).toEqual([caller, statuses[caller]]);
    }
  });

  it('serves no GraphiQL in production', async () => {
    const production = await startTestService({ environment: { NODE_ENV: 'production' } });
    try {
      expect((await fetch(`${production.url}/graphiql`)).status).toBe(404);
      expect((await fetch(`${production.url}/healthz`)).status).toBe(200);
    } finally {
      await production.close();
    }
  });
});

/** "GET /files/:id" of Fastify's drawing of its routes, where each level is four characters deeper. */
function routesIn(drawing: string): string[] {
  const above: string[] = [];
  return drawing.split('\n').flatMap((line) => {
    const [, indent, path, methods] = /^([│ ]*)[├└]── (\S+)(?: \(([^)]*)\))?/.exec(line) ?? [];
    if (indent === undefined || path === undefined) return [];
    const level = indent.length / 4;
    above.length = level;
    above[level] = path;
    return (methods ?? '')
      .split(', ')
      .filter(Boolean)
      .map((method) => `${method} ${above.join('')}`);
  });
}
