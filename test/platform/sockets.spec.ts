import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BackgroundWork } from '../../src/platform/jobs/background-work.js';
import { aRequestInput } from '../harness/factories/a-request-input.js';
import { signedInBuyer, type SignedInClient } from '../harness/people.js';
import type { TestClient } from '../harness/test-client.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { until } from '../harness/until.js';
import { SocketClient } from './socket-client.js';

const PROGRESS = `subscription ($id: ID!) { requestMatchingProgress(requestId: $id) { linesDone isComplete } }`;
const PER_ADDRESS = 6;
const PER_PERSON = 3;

const authorizationOf = (client: TestClient): string =>
  (client as unknown as { headers: { authorization: string } }).headers.authorization;

async function publishedRequest(buyer: TestClient): Promise<string> {
  const { created } = await buyer.data(
    'mutation ($input: ComponentRequestInput!) { created: requestCreate(input: $input) { request { id } } }',
    { input: aRequestInput() },
  );
  const { id } = created.request;
  const { published } = await buyer.data(
    'mutation ($id: ID!) { published: requestPublish(id: $id) { userErrors { code } } }',
    { id },
  );
  expect(published.userErrors).toEqual([]);
  return id as string;
}

describe('a web socket', () => {
  let service: TestService;
  let buyer: SignedInClient;
  let request: string;
  const sockets: SocketClient[] = [];

  beforeAll(async () => {
    service = await startTestService({
      environment: {
        SOCKETS_PER_ADDRESS: String(PER_ADDRESS),
        SOCKETS_PER_PERSON: String(PER_PERSON),
        SOCKET_PING_SECONDS: '1',
      },
    });
    buyer = await signedInBuyer(service);
    request = await publishedRequest(buyer);
  });
  afterAll(async () => {
    allGone();
    await service.close();
  });
  const opened = async (socket: Promise<SocketClient>): Promise<SocketClient> => {
    sockets.push(await socket);
    return socket;
  };
  /** The place of a socket that is gone may be counted a moment longer than its client sees. */
  const placed = async (opening: () => Promise<SocketClient>): Promise<SocketClient> => {
    let socket: SocketClient | undefined;
    await until(async () => {
      socket = await opened(opening());
      return socket.ended !== 429;
    }, 'there is a place');
    return socket!;
  };
  const open = (options = {}) => placed(() => SocketClient.open(service.url, options));
  const oneMore = () => opened(SocketClient.open(service.url));
  const connected = (who: TestClient = buyer, options = {}) =>
    placed(() => SocketClient.connected(service.url, authorizationOf(who), options));
  const allGone = (): void => {
    for (const { socket } of sockets.splice(0)) socket.terminate();
  };

  it.each([
    ['900 kB of a document', JSON.stringify({ type: 'subscribe', id: '1', payload: { query: '{a'.repeat(450_000) } })],
    ['900 kB of nothing', ' '.repeat(900_000)],
  ])('takes no frame of %s', async (_what, frame) => {
    const socket = await connected();
    socket.send(frame);
    expect(await socket.end()).toBe(1009);
  });

  it.each([
    ['tokens', '{a'.repeat(15_000)],
    ['directives', `subscription { requestMatchingProgress(requestId: "x") { isComplete ${'@a'.repeat(1000)} } }`],
  ])('takes no document of too many %s within a frame', async (_what, query) => {
    const socket = await connected();
    socket.subscribe('1', query);
    await until(() => socket.of('1').length > 0, 'it is answered');
    expect(socket.of('1')).toEqual([
      { type: 'error', id: '1', payload: [expect.objectContaining({ extensions: { code: 'LIMIT_EXCEEDED' } })] },
    ]);
    allGone();
  });

  it('is closed when nobody says who it is', async () => {
    expect(await (await open()).end()).toBe(4408);
  });

  it.each([
    ['does not answer', { autoPong: false }, () => undefined],
    ['answers without having listened', { autoPong: false }, ({ socket }: SocketClient) => socket.pong('ping')],
  ])('is cut when the client %s', async (_what, options, answer) => {
    const socket = await connected(buyer, options);
    socket.socket.on('ping', () => answer(socket));
    expect(await socket.end()).toBe(1006);
  });

  it('stays open while the client answers', async () => {
    const socket = await connected();
    await new Promise((resolve) => setTimeout(resolve, 3_500));
    socket.send({ type: 'ping' });
    await until(() => socket.heard.at(-1)?.type === 'pong', 'it answers');
    expect(socket.ended).toBeNull();
  });

  it('whose client does not read makes room for another', async () => {
    allGone();
    const deaf = await Promise.all(Array.from({ length: PER_ADDRESS }, () => open()));
    deaf.forEach(({ socket }) => socket.pause());
    expect((await oneMore()).ended).toBe(429);
    await until(async () => (await oneMore()).ended === null, 'there is room');
    deaf.forEach(({ socket }) => socket.terminate());
  });

  it('is one of so many from an address', async () => {
    allGone();
    const first = await Promise.all(Array.from({ length: PER_ADDRESS }, () => open()));
    expect(first.map(({ ended }) => ended)).toEqual(Array(PER_ADDRESS).fill(null));
    expect((await oneMore()).ended).toBe(429);
    first[0]!.socket.close();
    await until(async () => (await oneMore()).ended === null, 'another has its place');
  });

  it('is one of so many of a person', async () => {
    allGone();
    const person = await signedInBuyer(service);
    const first = await Promise.all(Array.from({ length: PER_PERSON }, () => connected(person)));
    expect(first.map(({ ended }) => ended)).toEqual(Array(PER_PERSON).fill(null));
    expect(await (await connected(person)).end()).toBe(1008);
    expect((await connected(await signedInBuyer(service))).ended).toBeNull();
    first[0]!.socket.close();
    await until(async () => (await connected(person)).ended === null, 'another has its place');
  });

  it('has so many subscriptions, of an id each, ended ones that have not come to their end counted', async () => {
    allGone();
    const [endless, twice] = [await connected(), await connected()];
    for (let at = 0; at <= 20; at++) {
      endless.subscribe(String(at), PROGRESS, { id: request });
      endless.send({ type: 'complete', id: String(at) });
    }
    expect(await endless.end()).toBe(1008);
    twice.subscribe('1', PROGRESS, { id: request });
    twice.subscribe('1', PROGRESS, { id: request });
    expect(await twice.end()).toBe(4409);
  });

  it.each([
    ['something else', 'hello', 4400],
    ['JSON that is no message', '[1, 2]', 4400],
    ['an unknown type', '{"type":"start","id":"1","payload":{}}', 4400],
    ['a second connection_init', '{"type":"connection_init"}', 4429],
    ['bytes', Buffer.from('{"type":"ping"}'), 4400],
  ])('is closed when it is sent %s', async (_what, message, code) => {
    allGone();
    const socket = await connected();
    socket.socket.send(message);
    expect(await socket.end()).toBe(code);
  });

  it('is closed when it is sent too many messages', async () => {
    const socket = await connected();
    for (let at = 0; at < 1000; at++) socket.send({ type: 'ping' });
    expect(await socket.end()).toBe(1008);
  });

  it('speaks one language only', async () => {
    const { WebSocket } = await import('ws');
    const socket = new WebSocket(`${service.url.replace('http', 'ws')}/graphql`, 'graphql-ws');
    const status = await new Promise((resolve) =>
      socket.on('unexpected-response', (_request, answer) => resolve(answer.statusCode)),
    );
    expect(status).toBe(400);
  });
});

describe('an open subscription', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService();
  });
  afterAll(() => service.close());

  it('ends with the next event when its session has been revoked, and with it alone', async () => {
    const [leaving, staying] = [await signedInBuyer(service), await signedInBuyer(service)];
    const open = await Promise.all(
      [leaving, staying].map(async (client) => {
        const id = await publishedRequest(client);
        const socket = await SocketClient.connected(service.url, authorizationOf(client));
        socket.subscribe('1', PROGRESS, { id });
        await until(() => socket.of('1').length > 0, 'it hears something');
        return socket;
      }),
    );
    await leaving.data('mutation ($token: String!) { sessionRevoke(refreshToken: $token) { userErrors { code } } }', {
      token: leaving.refreshToken,
    });
    await service.get(BackgroundWork).start();
    await until(() => open.every((socket) => socket.of('1').at(-1)?.type !== 'next'), 'both have ended');
    const [ended, complete] = open.map((socket) => socket.of('1'));
    expect(ended!.map(({ type }) => type)).toEqual(['next', 'error']);
    expect(ended!.at(-1)!.payload[0].extensions.code).toBe('UNAUTHENTICATED');
    expect(complete!.at(-1)!.type).toBe('complete');
  });

  it('ends with the service, which says so', async () => {
    const stopping = await startTestService();
    const client = await signedInBuyer(stopping);
    const socket = await SocketClient.connected(stopping.url, authorizationOf(client));
    socket.subscribe('1', PROGRESS, { id: await publishedRequest(client) });
    await until(() => socket.of('1').length > 0, 'it hears something');
    await stopping.close();
    expect(await socket.end()).toBe(1001);
  });
});
