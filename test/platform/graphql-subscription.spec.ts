import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient } from 'graphql-ws';
import { Client } from 'pg';
import { WebSocket } from 'ws';
import { Signals } from '../../src/platform/database/signals.js';
import { MATCHING_CHANNEL } from '../../src/matching/matching.jobs.js';
import { aRegistrationInput } from '../harness/factories/a-firm-input.js';
import { aRequestInput } from '../harness/factories/a-request-input.js';
import { signedInBuyer, signedInOfficial, signedInSupplier, type SignedInClient } from '../harness/people.js';
import type { TestClient } from '../harness/test-client.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { CODES } from './graphql-post.js';

const PROGRESS = `subscription ($id: ID!) { requestMatchingProgress(requestId: $id) {
  linesTotal linesDone linesFailed isComplete } }`;
const NO_REQUEST = '0193a8c0-0000-7000-8000-000000000000';

interface Heard {
  values: any[];
  codes: string[];
  text: string;
  /** How the connection ended, where it did before the subscription. */
  closed: unknown;
}

const authorizationOf = (client: TestClient): string =>
  (client as unknown as { headers: { authorization: string } }).headers.authorization;

describe('subscriptions over a web socket', () => {
  let service: TestService;
  let buyer: SignedInClient;
  beforeAll(async () => {
    service = await startTestService({ withJobs: true });
    buyer = await signedInBuyer(service);
  });
  afterAll(() => service.close());

  const address = (): string => service.url.replace('http', 'ws') + '/graphql';

  /** Subscribes as a browser would, and listens to the end. */
  async function listen(payload: object, query: string, variables: object = {}): Promise<Heard> {
    const client = createClient({
      url: address(),
      webSocketImpl: WebSocket,
      connectionParams: { ...payload },
      retryAttempts: 0,
    });
    const heard: Heard = { values: [], codes: [], text: '', closed: null };
    await new Promise<void>((resolve) => {
      client.subscribe(
        { query, variables: variables as Record<string, unknown> },
        {
          next: (value) => heard.values.push(value),
          error: (error) => {
            heard.text = JSON.stringify(error);
            if (Array.isArray(error)) heard.codes = error.map(({ extensions }) => extensions?.code as string);
            else heard.closed = error;
            resolve();
          },
          complete: resolve,
        },
      );
    });
    await client.dispose();
    expect(heard.text).not.toMatch(/select .* from|relation|typeorm|permission|\.[jt]s:/i);
    return heard;
  }

  /** Sends messages as they are and hears what comes back until nothing more does, or the connection ends. */
  async function exchange(...messages: string[]): Promise<{ type: string; payload?: unknown }[]> {
    const socket = new WebSocket(address(), 'graphql-transport-ws');
    const heard: { type: string }[] = [];
    await new Promise<void>((resolve, reject) => {
      socket.on('error', reject);
      socket.on('close', () => resolve());
      socket.on('open', () => messages.forEach((message) => socket.send(message)));
      socket.on('message', (data) => {
        heard.push(JSON.parse(String(data)) as { type: string });
        if (heard.filter(({ type }) => type !== 'ping').length === messages.length) resolve();
      });
    });
    socket.terminate();
    return heard.filter(({ type }) => type !== 'ping');
  }

  const publish = async (client: TestClient): Promise<string> => {
    const created = await client.data(
      'mutation ($input: ComponentRequestInput!) { requestCreate(input: $input) { request { id } } }',
      { input: aRequestInput() },
    );
    const { id } = created.requestCreate.request;
    const published = await client.data('mutation ($id: ID!) { requestPublish(id: $id) { userErrors { code } } }', {
      id,
    });
    expect(published.requestPublish.userErrors).toEqual([]);
    return id as string;
  };

  it('tell the progress of matching until it is complete, to the buyer and to the authority', async () => {
    const supplier = await signedInSupplier(service);
    await supplier.data(
      'mutation ($input: FirmRegistrationInput!) { firmRegister(input: $input) { userErrors { code } } }',
      {
        input: aRegistrationInput(),
      },
    );
    const id = await publish(buyer);
    const official = await signedInOfficial(service);
    const listeners = [buyer, official].map((client) =>
      listen({ authorization: authorizationOf(client) }, PROGRESS, { id }),
    );
    for (const { values, codes, closed } of await Promise.all(listeners)) {
      expect([codes, closed]).toEqual([[], null]);
      expect(values.at(-1)).toEqual({
        data: { requestMatchingProgress: { linesTotal: 1, linesDone: 1, linesFailed: 0, isComplete: true } },
      });
    }
  });

  it.each([
    ['somebody unknown', async () => ({}), 'UNAUTHENTICATED'],
    ['a supplier', async () => ({ authorization: authorizationOf(await signedInSupplier(service)) }), 'FORBIDDEN'],
    [
      'another buyer',
      async () => ({ authorization: authorizationOf(await signedInBuyer(service)) }),
      'INVALID_REQUEST',
    ],
  ])('are refused to %s', async (_who, payload, code) => {
    const id = await publish(buyer);
    const { values, codes } = await listen(await payload(), PROGRESS, { id });
    expect([values, codes]).toEqual([[], [code]]);
  });

  it.each([
    ['a wrong token', 'Bearer nonsense'],
    ['no token', 'Basic YTpi'],
    ['nothing', ''],
  ])('take no connection whose authorization is %s', async (_what, authorization) => {
    const { values, codes, closed } = await listen({ authorization }, PROGRESS, { id: NO_REQUEST });
    expect([values, codes]).toEqual([[], []]);
    expect(closed).not.toBeNull();
  });

  it('ask again who it is for each subscription: a session that has ended is over on an open connection too', async () => {
    const leaving = await signedInBuyer(service);
    const init = JSON.stringify({ type: 'connection_init', payload: { authorization: authorizationOf(leaving) } });
    const subscribe = (id: string) =>
      JSON.stringify({ type: 'subscribe', id, payload: { query: PROGRESS, variables: { id: NO_REQUEST } } });
    const socket = new WebSocket(address(), 'graphql-transport-ws');
    const received: { type: string; payload: { extensions: { code: string } }[] }[] = [];
    const next = (count: number) =>
      new Promise<void>((resolve) => {
        const look = () => received.length >= count && resolve();
        socket.on('message', look);
        look();
      });
    socket.on('message', (data) => {
      const message = JSON.parse(String(data)) as (typeof received)[number];
      if (message.type !== 'ping') received.push(message);
    });
    await new Promise((resolve) => socket.on('open', resolve));
    socket.send(init);
    await next(1);
    socket.send(subscribe('1'));
    await next(2);
    await leaving.data('mutation ($token: String!) { sessionRevoke(refreshToken: $token) { userErrors { code } } }', {
      token: leaving.refreshToken,
    });
    socket.send(subscribe('2'));
    await next(3);
    socket.terminate();
    expect(received.map(({ type }) => type)).toEqual(['connection_ack', 'error', 'error']);
    expect(received.slice(1).map(({ payload }) => payload[0]!.extensions.code)).toEqual([
      'INVALID_REQUEST',
      'UNAUTHENTICATED',
    ]);
  });

  it('tell nothing of what failed inside', async () => {
    const id = await publish(buyer);
    const superuser = new Client({ connectionString: service.database.superuserUrl });
    await superuser.connect();
    await superuser.query('REVOKE SELECT ON component_request FROM ketnoi_buyer');
    const { values, codes, text } = await listen({ authorization: authorizationOf(buyer) }, PROGRESS, { id });
    await superuser.query('GRANT SELECT ON component_request TO ketnoi_buyer');
    await superuser.end();
    expect([values, codes]).toEqual([[], ['INTERNAL']]);
    expect(text).not.toMatch(/denied|component_request/);
  });

  it.each([
    [
      'too long',
      `subscription { ${'requestMatchingProgress(requestId: "x") { isComplete } '.repeat(500)} }`,
      'LIMIT_EXCEEDED',
    ],
    [
      'too wide',
      `subscription { requestMatchingProgress(requestId: "x") { ${Array.from({ length: 31 }, (_, at) => `a${at}: isComplete`).join(' ')} } }`,
      'LIMIT_EXCEEDED',
    ],
    [
      'too deep',
      `subscription { requestMatchingProgress(requestId: "x") ${'{ a '.repeat(12)}${'}'.repeat(12)} }`,
      'LIMIT_EXCEEDED',
    ],
    ['wrong', 'subscription { requestMatchingProgress(requestId: "x") { nothing } }', 'INVALID_REQUEST'],
    [
      'two at once',
      'subscription { a: requestMatchingProgress(requestId: "x") { isComplete } b: requestMatchingProgress(requestId: "x") { isComplete } }',
      'INVALID_REQUEST',
    ],
    ['in a circle', 'subscription { ...A } fragment A on Subscription { ...A }', 'INVALID_REQUEST'],
  ])('keep the same limits as all operations: %s', async (_what, query, code) => {
    const { values, codes } = await listen({ authorization: authorizationOf(buyer) }, query);
    expect([values, codes]).toEqual([[], [code]]);
    for (const known of codes) expect(CODES).toContain(known);
  });

  it.each([
    ['a query', { query: '{ service { version } }' }],
    ['a mutation', { query: 'mutation { firmWithdraw(id: "x") { userErrors { code } } }' }],
    [
      'a syntax tree',
      { query: { kind: 'Document', definitions: [{ kind: 'OperationDefinition', operation: 'subscription' }] } },
    ],
    ['nothing', {}],
    ['GraphQL that cannot be read', { query: 'subscription {' }],
    ['a variable of a wrong type', { query: PROGRESS, variables: { id: {} } }],
    ['no operation', { query: 'fragment A on Query { service { version } }' }],
  ])('are all that runs there: not %s', async (_what, payload) => {
    const [ack, answer] = await exchange(
      JSON.stringify({ type: 'connection_init', payload: { authorization: authorizationOf(buyer) } }),
      JSON.stringify({ type: 'subscribe', id: '1', payload }),
    );
    expect([ack?.type, answer?.type]).toEqual(['connection_ack', 'error']);
    const [error] = answer?.payload as { message: string; extensions: { code: string } }[];
    expect(error!.extensions.code).toBe('INVALID_REQUEST');
    expect(JSON.stringify(answer)).not.toMatch(/version":|stack|node_modules|undefined|null/);
  });

  it('start only after connection_init', async () => {
    const subscribe = JSON.stringify({
      type: 'subscribe',
      id: '1',
      payload: { query: PROGRESS, variables: { id: NO_REQUEST } },
    });
    expect((await exchange(subscribe)).map(({ type }) => type)).not.toContain('next');
  });

  it('leave nothing behind when the listener goes', async () => {
    const { emitter } = service.get(Signals) as unknown as { emitter: { listenerCount(name: string): number } };
    const before = emitter.listenerCount(MATCHING_CHANNEL);
    const id = await publish(buyer);
    await Promise.all([1, 2, 3].map(() => listen({ authorization: authorizationOf(buyer) }, PROGRESS, { id })));
    expect(emitter.listenerCount(MATCHING_CHANNEL)).toBe(before);
  });
});
