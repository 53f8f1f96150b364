import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { signedInBuyer, type SignedInClient } from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { codesOf, postJson } from './graphql-post.js';

const SERVICE = '{ service { version } }';
const OTHER = '{ service { version }, __typename }';
const UPPER = 'query ($word: String!) { processLookUp(words: [$word]) { exact { code } } }';
const SIGN_IN =
  'mutation ($input: SessionCreateInput!) { sessionCreate(input: $input) { session { accessToken } userErrors { code } } }';
const STALE = '{ noLongerThere }';
const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const idOf = (text: string): string => `sha256:${hash(text)}`;

describe('registered operations', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ketnoi-operations-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function fileOf(content: unknown): Promise<string> {
    const path = join(folder, `${hash(JSON.stringify(content))}.json`);
    await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  }
  const registered = () =>
    fileOf(Object.fromEntries([SERVICE, UPPER, SIGN_IN, STALE].map((text) => [hash(text), text])));

  async function startWith(othersFrom: string): Promise<{ service: TestService; buyer: SignedInClient }> {
    const open = await startTestService();
    const buyer = await signedInBuyer(open);
    await open.app.close();
    const environment = { REGISTERED_OPERATIONS: await registered(), OTHER_OPERATIONS_FROM: othersFrom };
    const service = await startTestService({ database: open.database, environment });
    return { service, buyer: service.client().withHeaders(headersOf(buyer)) as SignedInClient };
  }
  const headersOf = (client: object) => (client as { headers: Record<string, string> }).headers;

  describe('where others are taken, too', () => {
    let service: TestService;
    let buyer: SignedInClient;
    beforeAll(async () => {
      ({ service, buyer } = await startWith('anyone'));
    });
    afterAll(() => service.close());

    it('are sent by their hash, with variables, by anyone', async () => {
      const answer = await postJson(service.url, { documentId: idOf(SERVICE) });
      expect(answer.data).toEqual({ service: { version: expect.any(String) } });
      const withWord = { documentId: idOf(UPPER), variables: { word: 'CNC milling' } };
      const { data } = await postJson(service.url, withWord, headersOf(buyer));
      expect(data.processLookUp).toHaveLength(1);
    });

    it('are as all others for the rest', async () => {
      const wrong = { documentId: idOf(UPPER), variables: { word: 5 } };
      expect(codesOf(await postJson(service.url, wrong))).toEqual(['INVALID_REQUEST']);
      expect(codesOf(await postJson(service.url, { documentId: idOf(STALE) }))).toEqual(['INVALID_REQUEST']);
      expect((await service.client().execute(OTHER)).errors).toBeUndefined();
    });

    it('are told from those that nobody registered', async () => {
      const answer = await postJson(service.url, { documentId: idOf(OTHER) });
      expect([answer.status, answer.data, ...codesOf(answer)]).toEqual([200, null, 'OPERATION_NOT_REGISTERED']);
    });

    it.each([
      ['no algorithm', { documentId: hash(SERVICE) }],
      ['another algorithm', { documentId: `md5:${hash(SERVICE)}` }],
      ['capital letters', { documentId: `sha256:${hash(SERVICE).toUpperCase()}` }],
      ['a number', { documentId: 5 }],
      ['null', { documentId: null }],
      ['a list', { documentId: [idOf(SERVICE)] }],
      ['a name that every object has', { documentId: 'sha256:constructor' }],
      ['the text as well', { documentId: idOf(SERVICE), query: SERVICE }],
      ['the way of other servers', { extensions: { persistedQuery: { version: 1, sha256Hash: hash(SERVICE) } } }],
    ])('have one way to be named: not %s', async (_what, body) => {
      const answer = await postJson(service.url, body);
      expect([answer.status, answer.data, ...codesOf(answer)]).toEqual([400, null, 'INVALID_REQUEST']);
    });
  });

  describe('where strangers may send no other', () => {
    let service: TestService;
    let buyer: SignedInClient;
    beforeAll(async () => {
      ({ service, buyer } = await startWith('people'));
    });
    afterAll(() => service.close());

    it('strangers have these, by hash or text, and nothing else', async () => {
      expect((await postJson(service.url, { documentId: idOf(SERVICE) })).data).not.toBeNull();
      expect((await service.client().execute(SERVICE)).errors).toBeUndefined();
      for (const other of [OTHER, `${SERVICE} `, '{ nothing', '# only words']) {
        expect(codesOf(await postJson(service.url, { query: other }))).toEqual(['OPERATION_NOT_REGISTERED']);
      }
    });

    it('whoever is signed in sends what it likes', async () => {
      expect((await buyer.execute(OTHER)).errors).toBeUndefined();
    });
  });

  describe('where nobody may send another', () => {
    let service: TestService;
    let buyer: SignedInClient;
    beforeAll(async () => {
      ({ service, buyer } = await startWith('nobody'));
    });
    afterAll(() => service.close());

    it('there is nothing else, over a web socket either', async () => {
      expect(codesOf(await postJson(service.url, { query: OTHER }, headersOf(buyer)))).toEqual([
        'OPERATION_NOT_REGISTERED',
      ]);
      const { authorization } = headersOf(buyer);
      const url = `${service.url.replace('http', 'ws')}/graphql`;
      const client = createClient({
        url,
        webSocketImpl: WebSocket,
        connectionParams: { authorization },
        retryAttempts: 0,
      });
      const query = 'subscription { requestMatchingProgress(requestId: "x") { isComplete } }';
      const refused = await new Promise((resolve) => {
        client.subscribe({ query }, { next: resolve, error: resolve, complete: () => resolve(null) });
      });
      await client.dispose();
      expect(refused).toMatchObject([{ extensions: { code: 'OPERATION_NOT_REGISTERED' } }]);
    });
  });

  it.each([
    ['is not there', null, /cannot be read as JSON/],
    ['is no JSON', '{', /cannot be read as JSON/],
    ['is a list', [SERVICE], /is to hold/],
    ['has a wrong hash', { [hash(OTHER)]: SERVICE }, /is not the SHA-256 of its document/],
  ])('keep the service from starting where their file %s', async (_what, content, message) => {
    const path = content === null ? join(folder, 'nowhere.json') : await fileOf(content);
    await expect(startTestService({ environment: { REGISTERED_OPERATIONS: path } })).rejects.toThrow(message);
  });
});
