import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import { signedInBuyer } from '../harness/people.js';
import type { TestClient } from '../harness/test-client.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { bomb } from './cost-bomb.js';
import { codesOf, post, postJson } from './graphql-post.js';

/** As often as scanners send it, and ten times that. */
const TEN_FOLD = 10;
const SERVICE = '{ service { version } }';
const times = (count: number, text: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => text(at)).join(' ');
const form = (fields: Record<string, string>): string => new URLSearchParams(fields).toString();

/** What graphql-cop looks for, each with what it takes for a hole. */
describe('what scanners look for', () => {
  let service: TestService;
  let buyer: TestClient;
  beforeAll(async () => {
    service = await startTestService();
    buyer = await signedInBuyer(service);
  });
  afterAll(() => service.close());

  const send = (query: string, more: object = {}) => postJson(service.url, { query, ...more });
  const get = async (parameters: Record<string, string>): Promise<[number, string[]]> => {
    const response = await fetch(`${service.url}/graphql?${form(parameters)}`);
    const { errors, data } = (await response.json()) as any;
    expect(data).toBeNull();
    return [response.status, errors.map(({ extensions }: any) => extensions.code)];
  };

  it.each([
    ['alias overloading', `{ ${times(101 * TEN_FOLD, (at) => `a${at}: __typename`)} }`],
    ['alias overloading below the root', `{ service { ${times(101 * TEN_FOLD, (at) => `a${at}: version`)} } }`],
    ['directive overloading', `{ __typename ${times(10 * TEN_FOLD, () => '@aa')} }`],
    ['directive overloading with known ones', `{ __typename ${times(10 * TEN_FOLD, () => '@include(if: true)')} }`],
    ['field duplication', `{ ${times(500 * TEN_FOLD, () => '__typename')} }`],
    ['field duplication below the root', `{ service { ${times(500, () => 'version')} } }`],
    ['circular fragments', '{ __schema { ...A } } fragment A on __Schema { ...B } fragment B on __Schema { ...A }'],
    [
      'circular introspection',
      `{ __schema { types ${'{ fields { type '.repeat(TEN_FOLD)}{ name }${' } }'.repeat(TEN_FOLD)} } }`,
    ],
  ])('%s is refused at once', async (_what, query) => {
    for (let round = 0; round < TEN_FOLD; round++) {
      const answer = await send(query);
      expect(answer.data).toBeNull();
      const expected = ['LIMIT_EXCEEDED', 'INVALID_REQUEST', 'UNAUTHENTICATED'];
      expect(codesOf(answer).filter((code) => !expected.includes(code))).toEqual([]);
    }
    expect((await buyer.execute(query)).data).toBeNull();
    expect((await send(SERVICE)).errors).toBeUndefined();
  });

  it('introspection is not for strangers', async () => {
    const answers = await Promise.all(Array.from({ length: TEN_FOLD }, () => send(getIntrospectionQuery())));
    for (const answer of answers) expect([answer.status, codesOf(answer)]).toEqual([401, ['UNAUTHENTICATED']]);
  });

  it('a slip is told without a suggestion', async () => {
    const answer = await send('{ __schema { directive } servic { version } }');
    expect(answer.text).not.toMatch(/did you mean/i);
  });

  it('a list of operations is none', async () => {
    const answer = await postJson(service.url, Array(TEN_FOLD * TEN_FOLD).fill({ query: '{ __typename }' }));
    expect([answer.status, codesOf(answer)]).toEqual([400, ['INVALID_REQUEST']]);
  });

  it.each([
    ['a query', '{ __typename }'],
    ['a mutation', 'mutation { __typename }'],
    ['introspection', '{ __schema { types { name } } }'],
  ])('a link holds no operation: %s', async (_what, query) => {
    expect(await get({ query })).toEqual([405, ['INVALID_REQUEST']]);
    expect(await get({ query, variables: '{}', operationName: 'a' })).toEqual([405, ['INVALID_REQUEST']]);
    expect(await get({ documentId: `sha256:${'0'.repeat(64)}` })).toEqual([405, ['INVALID_REQUEST']]);
  });

  it.each([
    ['a form', 'application/x-www-form-urlencoded', form({ query: '{ __typename }' })],
    ['a form with a character set', 'application/x-www-form-urlencoded; charset=utf-8', form({ query: SERVICE })],
    ['plain text', 'text/plain', JSON.stringify({ query: SERVICE })],
    ['plain text that names JSON', 'text/plain; a=application/json', JSON.stringify({ query: SERVICE })],
    ['parts', 'multipart/form-data; boundary=x', `--x\r\nContent-Disposition: form-data; name="operations"\r\n\r\n{}\r\n--x--\r\n`], // prettier-ignore
    ['two types', 'text/plain, application/json', JSON.stringify({ query: SERVICE })],
    ['no known type', 'application/json+x', JSON.stringify({ query: SERVICE })],
  ])('a page of another site can send no operation: as %s', async (_what, type, body) => {
    const answer = await post(service.url, body, { 'content-type': type, origin: 'https://evil.example' });
    expect([answer.status, answer.data, codesOf(answer)]).toEqual([415, null, ['INVALID_REQUEST']]);
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('other methods do nothing', async () => {
    for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      const { status, headers } = await fetch(`${service.url}/graphql`, { method });
      expect([method, status >= 400 && status < 500]).toEqual([method, true]);
      expect(headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  it('answers hold neither traces nor what is behind an error', async () => {
    for (const headers of [{}, { 'x-apollo-tracing': '1', 'apollo-query-plan-experimental': '1' }]) {
      const answer = await postJson(service.url, { query: SERVICE, extensions: { tracing: true } }, headers);
      expect(Object.keys(JSON.parse(answer.text).extensions)).toEqual(['cost']);
      codesOf({ ...answer, errors: [] });
    }
    for (const broken of ['qwerty cop { abc }', '{', 'mutation', 'query ($a: Int = {}) { __typename }']) {
      expect(codesOf(await send(broken))).toContain('INVALID_REQUEST');
    }
  });

  it('GraphiQL is not there in production, whatever way it is asked for', async () => {
    const production = await startTestService({ environment: { NODE_ENV: 'production' } });
    try {
      for (const path of ['/graphiql', '/playground', '/console', '/altair', '/voyager', '/graphiql/start.js']) {
        expect((await fetch(`${production.url}${path}`, { headers: { accept: 'text/html' } })).status).toBe(404);
      }
      const page = await fetch(`${production.url}/graphql`, { headers: { accept: 'text/html' } });
      expect([page.status, await page.text()]).toEqual([405, expect.not.stringMatching(/graphiql|playground/i)]);
    } finally {
      await production.close();
    }
  });

  it.each(Array.from({ length: 9 }, (_, at) => at + 2))(
    'bombs of fragments, %i wide and 2 to 15 deep, are judged while others are answered',
    async (width) => {
      const bombs = Array.from({ length: 14 }, (_, at) => bomb(width, at + 2));
      const answers = Promise.all(bombs.map((query) => send(query)));
      const beside = await send(SERVICE);
      expect(beside.errors).toBeUndefined();
      for (const answer of await answers) {
        expect(answer.status).toBe(200);
        expect(codesOf(answer)).toContain('LIMIT_EXCEEDED');
      }
    },
  );
});
