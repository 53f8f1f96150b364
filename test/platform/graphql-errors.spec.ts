import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { aRequestInput } from '../harness/factories/a-request-input.js';
import {
  aSignUp,
  SIGN_UP_SUPPLIER,
  signedInBuyer,
  signedInOfficial,
  signedInSupplier,
  type SignedInClient,
} from '../harness/people.js';
import type { GraphqlAnswer } from '../harness/test-client.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { CODES } from './graphql-post.js';

/** The same answer from a text that is new and from one that is kept. */
const ROUNDS = 5;

const codesOf = ({ errors }: GraphqlAnswer<unknown>): (string | undefined)[] =>
  (errors ?? []).map(({ extensions }) => extensions?.code);

describe('what a client is told of a failure', () => {
  let service: TestService;
  let superuser: Client;
  let supplier: SignedInClient;
  let buyer: SignedInClient;
  let official: SignedInClient;
  beforeAll(async () => {
    service = await startTestService();
    superuser = new Client({ connectionString: service.database.superuserUrl });
    await superuser.connect();
    supplier = await signedInSupplier(service);
    buyer = await signedInBuyer(service);
    official = await signedInOfficial(service);
  });
  afterAll(async () => {
    await superuser.end();
    await service.close();
  });

  const superuserDoes = (sql: string) => superuser.query(sql);
  async function repeated<T>(work: () => Promise<T>): Promise<T[]> {
    const results: T[] = [];
    for (let round = 0; round < ROUNDS; round++) results.push(await work());
    return results;
  }

  it('INTERNAL for what nobody expected, with nothing of it in the answer, and works again afterwards', async () => {
    const query = '{ myFirm { id name } }';
    await superuserDoes('REVOKE SELECT ON firm FROM ketnoi_supplier');
    const failed = await repeated(() => supplier.execute(query));
    await superuserDoes('GRANT SELECT ON firm TO ketnoi_supplier');
    for (const answer of failed) {
      expect(codesOf(answer)).toEqual(['INTERNAL']);
      expect(JSON.stringify(answer)).not.toMatch(/permission|denied|firm"? |query failed|select|ketnoi_|\.ts/i);
      expect(answer.data).toEqual({ myFirm: null });
    }
    expect((await supplier.execute(query)).errors).toBeUndefined();
  });

  it('nothing of a mutation that failed, not even what it could have answered', async () => {
    const { data } = await buyer.execute(
      `mutation ($input: ComponentRequestInput!) { requestCreate(input: $input) { request { id } } }`,
      { input: aRequestInput() },
    );
    await superuserDoes('REVOKE SELECT ON match_run FROM ketnoi_buyer');
    const answer = await buyer.execute(
      `mutation ($id: ID!) { requestPublish(id: $id) {
         request { id status matchingProgress { linesTotal } } userErrors { code } } }`,
      { id: data.requestCreate.request.id },
    );
    await superuserDoes('GRANT SELECT ON match_run TO ketnoi_buyer');
    expect([answer.data, codesOf(answer)]).toEqual([null, ['INTERNAL']]);
    const { request } = await buyer.data('query ($id: ID!) { request(id: $id) { status } }', {
      id: data.requestCreate.request.id,
    });
    expect(request).toEqual({ status: 'DRAFT' });
  });

  it('UNAVAILABLE with 503 while the database is gone, and the answer once it is back', async () => {
    const name = new URL(service.database.url).pathname.slice(1);
    const query = '{ organisationMembers { role } }';
    await superuserDoes(`ALTER DATABASE ${name} CONNECTION LIMIT 0`);
    await superuserDoes(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}' AND pid <> pg_backend_pid()`,
    );
    try {
      for (const client of [supplier, service.client()]) {
        for (const answer of await repeated(() => client.execute(query))) {
          expect([answer.status, answer.data, codesOf(answer)]).toEqual([503, null, ['UNAVAILABLE']]);
          expect(JSON.stringify(answer)).not.toMatch(/terminat|connection|postgres|ketnoi_/i);
        }
      }
      expect((await fetch(`${service.url}/readyz`)).status).toBe(503);
      expect((await fetch(`${service.url}/healthz`)).status).toBe(200);
    } finally {
      await superuserDoes(`ALTER DATABASE ${name} CONNECTION LIMIT -1`);
    }
    expect(await supplier.execute(query)).toEqual({
      status: 200,
      data: { organisationMembers: [{ role: 'OWNER' }] },
      extensions: { cost: { requested: 10, limit: 150_000 } },
    });
  });

  it.each([
    ['an argument of a wrong type', 'query ($id: ID!) { firm(id: $id) { id } }', { id: {} }],
    ['a variable that is missing', 'query ($id: ID!) { firm(id: $id) { id } }', {}],
    ['a page that is too long', 'query ($first: Int!) { firms(first: $first) { nodes { id } } }', { first: 101 }],
    ['a page of nothing', 'query ($first: Int!) { firms(first: $first) { nodes { id } } }', { first: 0 }],
    ['a cursor nobody gave out', 'query ($after: String) { firms(after: $after) { nodes { id } } }', { after: 'x' }],
    [
      'a cursor of another list',
      'query ($after: String) { firms(after: $after) { nodes { id } } }',
      { after: 'WyJ4Il0' },
    ],
    [
      'an enum value there is not',
      'mutation ($role: MemberRole!) { memberInvite(email: "a", role: $role) { userErrors { code } } }',
      { role: 'KING' },
    ],
    [
      'a field there is not',
      'mutation ($input: SignUpInput!) { buyerSignUp(input: $input) { userErrors { code } } }',
      { input: { nothing: 1 } },
    ],
  ])('INVALID_REQUEST for %s', async (_what, query, variables) => {
    for (const answer of await repeated(() => supplier.execute(query, variables))) {
      expect(new Set(codesOf(answer))).toEqual(new Set(['INVALID_REQUEST']));
    }
  });

  it.each([
    ['supplier', 'firms(after: $after) { nodes { id } }'],
    ['supplier', 'myMatches(after: $after) { nodes { id } }'],
    ['buyer', 'requests(after: $after) { nodes { id } }'],
    ['buyer', 'requests { nodes { lines { nodes { matches(after: $after) { nodes { id } } } } } }'],
    ['buyer', 'requests { nodes { lines(after: $after) { nodes { id } } } }'],
    ['buyer', 'requests { nodes { revisions(after: $after) { nodes { revision } } } }'],
    ['buyer', 'administrativeUnits(after: $after) { nodes { code } }'],
    ['official', 'certificatesToCheck(after: $after) { nodes { id } }'],
    ['official', 'reviewQueue(after: $after) { nodes { id } }'],
    ['official', 'requests(after: $after) { nodes { id } }'],
  ])('INVALID_REQUEST, never a fault of ours, for whatever a %s sends as a cursor of %s', async (kind, list) => {
    const client = { supplier, buyer, official }[kind as 'supplier' | 'buyer' | 'official'];
    await buyer.data('mutation { requestCreate(input: { lines: [{ title: "a" }] }) { userErrors { code } } }');
    const keys = [
      ['x'],
      [1],
      [-1.5],
      ['1', 'x'],
      [1, 2],
      ['x', 'y', 'z'],
      ['2026-02-30', 'x'],
      [''],
      [1e300],
      ['\u0000'],
    ];
    for (const key of keys) {
      const after = Buffer.from(JSON.stringify(key)).toString('base64url');
      const codes = codesOf(await client.execute(`query ($after: String) { ${list} }`, { after }));
      expect([key, codes.filter((code) => code !== 'INVALID_REQUEST')]).toEqual([key, []]);
    }
  });

  it.each([
    ['UNAUTHENTICATED', 401, () => service.client(), '{ organisationMembers { role } }'],
    ['FORBIDDEN', 200, () => buyer, 'mutation { firmWithdraw(id: "x") { userErrors { code } } }'],
    ['FORBIDDEN', 200, () => supplier, '{ requests { nodes { id } } }'],
    ['UNAUTHENTICATED', 401, () => service.client().withToken('nonsense'), '{ service { version } }'],
    [
      'UNAUTHENTICATED',
      401,
      () => service.client().withHeaders({ authorization: 'Basic YTpi' }),
      '{ service { version } }',
    ],
  ])('%s stays what it is (%i)', async (code, status, client, query) => {
    for (const answer of await repeated(() => client().execute(query))) {
      expect([answer.status, answer.data, codesOf(answer)]).toEqual([status, null, [code]]);
      expect(CODES).toContain(code);
    }
  });

  it('runs an operation the same each time, with defaults of variables and of input fields left out', async () => {
    const query = `mutation ($input: ComponentRequestInput!) { result: requestCreate(input: $input) {
      request { title lines { nodes { position } } } userErrors { code path } } }`;
    const answers = await repeated(() => buyer.execute(query, { input: aRequestInput() }));
    expect(answers).toEqual(Array(ROUNDS).fill(answers[0]));
    expect(answers[0]!.data.result.userErrors).toEqual([]);
    const page =
      'query ($first: Int = 2, $status: RequestStatus) { requests(first: $first, status: $status) { nodes { title } } }';
    for (const { data, errors } of await repeated(() => buyer.execute(page))) {
      expect([errors, data?.requests.nodes.length]).toEqual([undefined, 2]);
    }
    for (const { data } of await repeated(() => buyer.execute(page, { first: 1, status: 'DRAFT' }))) {
      expect(data.requests.nodes).toHaveLength(1);
    }
  });

  it.each([
    ['vi', 'vi-VN,vi;q=0.9,en;q=0.8', 'Mật khẩu phải có ít nhất 12 ký tự.'],
    ['en', 'en-GB,en;q=0.9', 'The password must have at least 12 characters.'],
    ['en', 'ja', 'The password must have at least 12 characters.'],
  ])('refuses in the language asked for: %s for %s', async (_language, acceptLanguage, sentence) => {
    const client = service.client().withHeaders({ 'accept-language': acceptLanguage });
    const variables = { input: aSignUp({ password: 'ngắn' }) };
    for (const { status, data, errors } of await repeated(() => client.execute(SIGN_UP_SUPPLIER, variables))) {
      expect([status, errors, data.result.session]).toEqual([200, undefined, null]);
      expect(data.result.userErrors).toEqual([
        { code: 'PASSWORD_TOO_SHORT', message: sentence, path: ['input', 'password'] },
      ]);
    }
  });
});
