import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type SignedInClient, signedInSupplier } from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { RawClient } from './raw-client.js';

/** A client that stalls is given ten seconds; the rest is how often somebody looks, and a machine with much to do. */
const CUT_MILLISECONDS = 20_000;

const post = (path: string, headers: string) => `POST ${path} HTTP/1.1\r\nhost: ketnoi\r\n${headers}\r\n\r\n`;

describe('a client that', () => {
  let service: TestService;
  let supplier: SignedInClient;
  beforeAll(async () => {
    service = await startTestService();
    supplier = await signedInSupplier(service);
  });
  afterAll(() => service.close());

  const authorization = (): string =>
    `authorization: ${(supplier as unknown as { headers: { authorization: string } }).headers.authorization}`;
  const JSON_HEAD = post('/graphql', 'content-type: application/json\r\ncontent-length: 100000');

  it('stalls in its head, its operation, its upload or a body nobody wants is cut, and others are answered', async () => {
    const upload = `${authorization()}\r\ncontent-type: application/pdf`;
    const ways: [name: string, begins: string, goesOn: string | null][] = [
      ['nothing at all', '', null],
      ['a byte of its head a second', 'GET /healthz HTTP/1.1\r\nx: ', 'x'],
      ['a header after the other', 'GET /healthz HTTP/1.1\r\n', 'x: y\r\n'],
      ['nothing of its operation', JSON_HEAD, null],
      ['a byte of its operation a second', `${JSON_HEAD}{"query":"`, 'x'],
      ['a byte of its upload a second', post('/files?name=a.pdf', `${upload}\r\ncontent-length: 100000`), 'x'],
      ['a chunk a second', post('/files?name=a.pdf', `${upload}\r\ntransfer-encoding: chunked`), '1\r\nx\r\n'],
      ['a body nobody wants', post('/nowhere', 'content-type: application/json\r\ncontent-length: 100000'), 'x'],
    ];
    const cut = ways.map(async ([name, begins, goesOn]) => {
      const slow = await Promise.all(Array.from({ length: 10 }, () => RawClient.open(service.url, begins)));
      if (goesOn !== null) slow.forEach((client) => client.goOn(goesOn));
      const milliseconds = Math.max(...(await Promise.all(slow.map((client) => client.cut))));
      return [name, milliseconds < CUT_MILLISECONDS];
    });
    expect((await service.client().data('{ service { version } }')).service.version).toBeDefined();
    expect(await Promise.all(cut)).toEqual(ways.map(([name]) => [name, true]));
  });

  it('has a slow line and sends all the same is answered', async () => {
    const query = '{ service { version } }';
    const body = JSON.stringify({ query: query + ' '.repeat(600_000) });
    const head = `content-type: application/json\r\nconnection: close\r\ncontent-length: ${body.length}`;
    const client = await RawClient.open(service.url, post('/graphql', head));
    let sent = 0;
    const piece = () => body.slice(sent, (sent += 10_000));
    const timer = setInterval(() => {
      if (sent < body.length) (client as unknown as { socket: { write(text: string): void } }).socket.write(piece());
    }, 250);
    await client.cut;
    clearInterval(timer);
    expect(client.answer).toMatch(/^HTTP\/1\.1 200/);
  });
});
