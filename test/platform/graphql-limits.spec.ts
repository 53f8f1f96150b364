import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildClientSchema, getIntrospectionQuery, parse } from 'graphql';
import { signedInBuyer } from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { codesOf, post, postJson } from './graphql-post.js';

const times = (count: number, text: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => text(at)).join(' ');
const SERVICE = '{ service { version } }';

describe('what one operation may ask for', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService();
  });
  afterAll(() => service.close());

  const send = (query: string, more: object = {}) => postJson(service.url, { query, ...more });

  const TOO_MUCH: [string, string][] = [
    ['levels', `{ service ${'{ service '.repeat(12)}{ version }${' }'.repeat(12)} }`],
    ['levels, through fragments', `{ service { ...A } } fragment A on Service ${'{ a '.repeat(12)}${'}'.repeat(12)}`],
    ['tokens', `{ ${times(1400, () => 'service { version }')} }`],
    ['aliases', `{ service { ${times(31, (at) => `v${at}: version`)} } }`],
    ['aliases, in fragments', `{ service { ...A } } fragment A on Service { ${times(31, (at) => `v${at}: version`)} }`],
    ['root fields', `{ ${times(31, () => 'service { version }')} }`],
    [
      'root fields, through fragments',
      `{ ...A ...A } fragment A on Query { ${times(16, () => 'service { version }')} }`,
    ],
    ['root fields, inline', `{ ... { ${times(31, () => 'service { version }')} } }`],
    ['directives', `{ service { ${times(21, () => 'version @skip(if: false)')} } }`],
    ['rounds of introspection', `{ __schema { types ${'{ fields { type '.repeat(4)}{ name }${' } }'.repeat(4)} } }`],
  ];
  it.each(TOO_MUCH)('has an end: %s', async (_what, query) => {
    const answer = await send(query);
    expect(answer.data).toBeNull();
    expect(codesOf(answer)).toContain('LIMIT_EXCEEDED');
  });

  it('lets everything through that stays within', async () => {
    const within = `query ($yes: Boolean!) { ${times(30, (at) => `s${at}: service { version }`)} }`;
    expect((await send(within.replace(' ($yes: Boolean!)', ''))).errors).toBeUndefined();
    const deepest = `{ service ${'{ ... '.repeat(20)}{ version }${' }'.repeat(20)} }`;
    expect((await send(deepest)).errors).toBeUndefined();
  });

  it.each([
    ['one that calls itself', '{ ...A } fragment A on Query { ...A }'],
    ['two that call each other', '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }'],
    ['deep in the fields', '{ service { ...A } } fragment A on Service { version ... on Service { ...A } }'],
  ])('refuses fragments in a circle: %s', async (_what, query) => {
    expect(codesOf(await send(query))).toEqual(['INVALID_REQUEST']);
  });

  it.each([
    ['the standard one', {}],
    ['that of GraphiQL', { schemaDescription: true, inputValueDeprecation: true, directiveIsRepeatable: true }],
  ])('answers the introspection query of whoever is signed in: %s', async (_what, options) => {
    const buyer = await signedInBuyer(service);
    const { data } = await buyer.execute(getIntrospectionQuery(options));
    expect(buildClientSchema(data).getQueryType()?.name).toBe('Query');
  });

  it('answers 413 to a body that is too large', async () => {
    const answer = await send(`# ${'x'.repeat(1_000_000)}\n${SERVICE}`);
    expect([answer.status, ...codesOf(answer)]).toEqual([413, 'LIMIT_EXCEEDED']);
  });

  it('takes no operation from a link', async () => {
    const answer = await post(`${service.url}`, null, {}, 'GET');
    expect([answer.status, ...codesOf(answer)]).toEqual([405, 'INVALID_REQUEST']);
    const link = await fetch(`${service.url}/graphql?query=${encodeURIComponent(SERVICE)}`);
    expect([link.status, (await link.json()) as object]).toEqual([405, expect.objectContaining({ data: null })]);
  });

  it.each([
    ['a form', 'application/x-www-form-urlencoded', `query=${encodeURIComponent(SERVICE)}`],
    ['text', 'text/plain', JSON.stringify({ query: SERVICE })],
    ['GraphQL itself', 'application/graphql', SERVICE],
    ['something like JSON', 'application/jsonp', JSON.stringify({ query: SERVICE })],
    ['a file', 'application/pdf', '%PDF-1.7'],
  ])('takes no operation from a page of another site: as %s', async (_what, type, body) => {
    const answer = await post(service.url, body, { 'content-type': type });
    expect([answer.status, answer.data, ...codesOf(answer)]).toEqual([415, null, 'INVALID_REQUEST']);
  });

  it('takes no operation from a form with parts, and none without a type', async () => {
    const form = new FormData();
    form.set('query', SERVICE);
    expect((await post(service.url, form)).status).toBe(415);
    const bytes = new Blob([JSON.stringify({ query: SERVICE })]);
    const untyped = await fetch(`${service.url}/graphql`, { method: 'POST', body: bytes });
    expect(untyped.status).toBe(415);
  });

  it.each([
    ['a list of operations', [{ query: SERVICE }, { query: SERVICE }]],
    ['a list of one', [{ query: SERVICE }]],
    ['no operation', {}],
    ['an empty operation', { query: '' }],
    ['an operation that is no text', { query: { kind: 'Document' } }],
    ['variables that are no object', { query: SERVICE, variables: 'x' }],
    ['cut off', '{"query":'],
    ['nothing', ''],
    ['a number', '1'],
    ['null', 'null'],
    ['a prototype', '{"query":"{ service { version } }","__proto__":{"admin":true}}'],
  ])('answers 400 to a body that is %s', async (_what, body) => {
    const answer = await postJson(service.url, body);
    expect([answer.status, answer.data, ...codesOf(answer)]).toEqual([400, null, 'INVALID_REQUEST']);
  });

  it.each([
    ['a syntax tree in JSON', JSON.stringify(parse(SERVICE, { noLocation: true }))],
    ['a number in JSON', '1'],
    ['null in JSON', 'null'],
    ['a broken syntax tree', '{"kind":"Document","definitions":[{"kind":"OperationDefinition"}]}'],
    ['no GraphQL', 'hello'],
    ['a fragment alone', 'fragment A on Service { version }'],
    ['a subscription', 'subscription { requestMatchingProgress(requestId: "x") { isComplete } }'],
    ['an unknown field', '{ nothing }'],
    ['a type definition', 'type Query { a: Int }'],
  ])('refuses an operation that is %s', async (_what, query) => {
    const answer = await send(query);
    expect(answer.data).toBeNull();
    expect(new Set(codesOf(answer))).toEqual(new Set(['INVALID_REQUEST']));
  });

  it('runs the operation that is named, however often, and none where the name is missing or unknown', async () => {
    const query = 'query A { a: service { version } } query B { b: service { version } }';
    for (let round = 0; round < 5; round++) {
      for (const operationName of ['A', 'B']) {
        expect(Object.keys((await send(query, { operationName })).data as object)).toEqual([
          operationName.toLowerCase(),
        ]);
      }
    }
    expect(codesOf(await send(query))).toEqual(['INVALID_REQUEST']);
    expect(codesOf(await send(query, { operationName: 'C' }))).toEqual(['INVALID_REQUEST']);
    expect(codesOf(await send(SERVICE, { operationName: 'A" }\n{ b: service { version } }' }))).toEqual([
      'INVALID_REQUEST',
    ]);
  });
});
