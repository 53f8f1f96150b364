import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import { aSignUp, signedInBuyer } from '../harness/people.js';
import type { GraphqlAnswer, TestClient } from '../harness/test-client.js';
import { startTestService, type TestService } from '../harness/test-service.js';

const codesOf = ({ errors }: GraphqlAnswer<unknown>) => errors?.map(({ extensions }) => extensions?.code);

describe('strangers', () => {
  let service: TestService;
  let stranger: TestClient;
  let buyer: TestClient;
  beforeAll(async () => {
    service = await startTestService();
    stranger = service.client();
    buyer = await signedInBuyer(service);
  });
  afterAll(() => service.close());

  it.each([
    ['all of it', getIntrospectionQuery()],
    ['one type', '{ __type(name: "Query") { name } }'],
    ['under another name', '{ a: __schema { types { name } } }'],
    ['through a fragment', '{ ...A } fragment A on Query { __schema { types { name } } }'],
    ['inline', '{ ... on Query { ... { __type(name: "Firm") { fields { name } } } } }'],
    ['beside something else', '{ service { version } __schema { queryType { name } } }'],
    ['skipped', '{ service { version } __schema @skip(if: true) { queryType { name } } }'],
  ])('are not shown the schema: %s', async (_what, query) => {
    // What was right for whoever is signed in is kept, and is still not for strangers.
    expect((await buyer.execute(query)).errors).toBeUndefined();
    const answer = await stranger.execute(query);
    expect([answer.status, answer.data, codesOf(answer)]).toEqual([401, null, ['UNAUTHENTICATED']]);
  });

  it('may ask for the name of a type, as clients do everywhere', async () => {
    expect(await stranger.data('{ __typename service { __typename } }')).toEqual({
      __typename: 'Query',
      service: { __typename: 'Service' },
    });
  });

  const SLIPS: [string, string, object?][] = [
    ['a field', '{ servce { version } }'],
    ['a field of a type', '{ service { versio } }'],
    ['an argument', '{ processLookUp(word: "x") { exact { code } } }'],
    ['a type', '{ ... on Qury { service { version } } }'],
    ['a type of a variable', 'query ($id: Strng) { service { version } }'],
    ['a directive', '{ service { version @skp(if: true) } }'],
    ['a field of an input', 'mutation { sessionCreate(input: { emai: "a", password: "b" }) { userErrors { code } } }'],
    [
      'a field of a variable',
      'mutation ($input: SignUpInput!) { supplierSignUp(input: $input) { userErrors { code } } }',
      { input: { ...aSignUp(), emai: 'a@b.example' } },
    ],
    ['a value of an enum', '{ ... @include(if: tru) { service { version } } }'],
    ['a value of an enum in an argument', '{ organisationMembers(role: OWNR) { role } }'],
    ['an enum in a variable', 'query ($s: RequestStatus) { requests(status: $s) { totalCount } }', { s: 'DRAF' }],
    ['an enum in the text', '{ requests(status: DRAF) { totalCount } }'],
  ];
  it.each(SLIPS)('get no suggestions: %s', async (_what, query, variables: object = {}) => {
    const answer = await stranger.execute(query, variables);
    expect(answer.data).toBeNull();
    const text = JSON.stringify(answer);
    expect(text).not.toMatch(/did you mean|is not one of|DRAFT|PUBLISHED/i);
    const suggested = [...text.matchAll(/"suggestions":(\[[^\]]*\]|null)/g)].map(([, list]) => list);
    expect(suggested.filter((list) => list !== '[]')).toEqual([]);
  });

  it.each([
    ['a field', '{ servce { version } }', /Did you mean \\"service\\"/],
    ['an enum', '{ requests(status: DRAF) { totalCount } }', /"suggestions":\["DRAFT"\]/],
  ])('who are signed in get them: %s', async (_what, query, suggested) => {
    expect(JSON.stringify(await buyer.execute(query))).toMatch(suggested);
  });

  it('of many mistakes in a document five are told, and how many more there are', async () => {
    const fields = Array.from({ length: 20 }, (_, at) => `f${at}`).join(' ');
    const { errors } = await stranger.execute(`{ service { ${fields} } }`);
    expect(errors).toHaveLength(5);
    expect(errors!.map(({ extensions }) => extensions)).toEqual([
      ...Array(4).fill({ code: 'INVALID_REQUEST' }),
      { code: 'INVALID_REQUEST', errorsLeftOut: 15 },
    ]);
  });
});

describe('where the schema is shown to anyone', () => {
  it('strangers may ask for it, and still get no suggestions', async () => {
    const service = await startTestService({ environment: { SCHEMA_SHOWN_TO: 'anyone' } });
    try {
      expect(await service.client().data('{ __schema { queryType { name } } }')).toEqual({
        __schema: { queryType: { name: 'Query' } },
      });
      expect(JSON.stringify(await service.client().execute('{ servce { version } }'))).not.toMatch(/did you mean/i);
    } finally {
      await service.close();
    }
  });
});
