import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { aRequestInput } from '../harness/factories/a-request-input.js';
import { aSignUp, PASSWORD, SIGN_IN, SIGN_UP_BUYER, signedInBuyer, type SignedInClient } from '../harness/people.js';
import type { TestClient } from '../harness/test-client.js';
import { startTestService, type TestService } from '../harness/test-service.js';

const CREATE = `mutation ($input: ComponentRequestInput!) {
  result: requestCreate(input: $input) { request { id title } userErrors { code } } }`;
const UPDATE = `mutation ($id: ID!, $input: ComponentRequestInput!) {
  result: requestUpdate(id: $id, input: $input) { request { id } userErrors { code } } }`;
const PUBLISH = 'mutation ($id: ID!) { result: requestPublish(id: $id) { request { status } userErrors { code } } }';
const REFRESH =
  'mutation ($token: String!) { result: sessionRefresh(refreshToken: $token) { session { refreshToken } userErrors { code } } }';

describe('mutations with an Idempotency-Key', () => {
  let service: TestService;
  let superuser: Client;
  let buyer: SignedInClient;
  let number = 0;
  beforeAll(async () => {
    service = await startTestService();
    superuser = new Client({ connectionString: service.database.superuserUrl });
    await superuser.connect();
    buyer = await signedInBuyer(service);
  });
  afterAll(async () => {
    await superuser.end();
    await service.close();
  });

  const aKey = (): string => `key-${++number}`;
  const withKey = (client: TestClient, key: string): TestClient => client.withHeaders({ 'idempotency-key': key });
  const named = (title: string) => ({ input: { title } });
  async function requestsNamed(title: string): Promise<number> {
    return (await superuser.query('SELECT FROM component_request WHERE title = $1', [title])).rowCount ?? 0;
  }
  async function isRemembered(key: string): Promise<boolean> {
    return (await superuser.query('SELECT FROM idempotency_key WHERE key = $1', [key])).rowCount === 1;
  }

  it('are done once, and answered the same each time', async () => {
    const client = withKey(buyer, aKey());
    const first = await client.execute(CREATE, named('một lần'));
    expect(first.data.result.userErrors).toEqual([]);
    for (let again = 0; again < 4; again++) expect(await client.execute(CREATE, named('một lần'))).toEqual(first);
    expect(await requestsNamed('một lần')).toBe(1);
  });

  it('are done once when they come all at the same time', async () => {
    const client = withKey(buyer, aKey());
    const answers = await Promise.all(Array.from({ length: 10 }, () => client.execute(CREATE, named('cùng lúc'))));
    expect(answers).toEqual(Array(10).fill(answers[0]));
    expect(answers[0]).toMatchObject({ status: 200, data: { result: { userErrors: [] } } });
    expect(await requestsNamed('cùng lúc')).toBe(1);
  });

  it.each([
    ['other variables', CREATE, named('khác')],
    ['another operation', `${CREATE} `, named('lần đầu')],
  ])('refuse a key that was used with %s', async (_what, query, variables) => {
    const client = withKey(buyer, aKey());
    await client.data(CREATE, named('lần đầu'));
    const { data, errors } = await client.execute(query, variables);
    expect([data, errors?.map(({ extensions }) => extensions?.code)]).toEqual([null, ['IDEMPOTENCY_KEY_REUSED']]);
    expect(await requestsNamed('khác')).toBe(0);
  });

  it('know keys by person', async () => {
    const key = aKey();
    const other = await signedInBuyer(service);
    const ids = [];
    for (const client of [buyer, other, buyer, other]) {
      ids.push((await withKey(client, key).data(CREATE, named('hai người'))).result.request.id);
    }
    expect([ids[0], ids[1]]).toEqual([ids[2], ids[3]]);
    expect(new Set(ids).size).toBe(2);
  });

  it('remember a refusal too: what stood in the way then is the answer to that request', async () => {
    const { result } = await buyer.data(CREATE, named('chưa xong'));
    const { id } = result.request;
    const client = withKey(buyer, aKey());
    const refused = await client.data(PUBLISH, { id });
    expect(refused.result.userErrors.length).toBeGreaterThan(0);
    await buyer.data(UPDATE, { id, input: aRequestInput() });
    expect(await client.data(PUBLISH, { id })).toEqual(refused);
    expect((await withKey(buyer, aKey()).data(PUBLISH, { id })).result).toEqual({
      request: { status: 'PUBLISHED' },
      userErrors: [],
    });
  });

  it('forget a key whose request failed: it may be sent again', async () => {
    const key = aKey();
    await superuser.query('REVOKE INSERT ON component_request FROM ketnoi_buyer');
    const failed = await withKey(buyer, key).execute(CREATE, named('thử lại'));
    await superuser.query('GRANT INSERT ON component_request TO ketnoi_buyer');
    expect([failed.errors?.length, await isRemembered(key)]).toEqual([1, false]);
    expect((await withKey(buyer, key).data(CREATE, named('thử lại'))).result.userErrors).toEqual([]);
    expect(await requestsNamed('thử lại')).toBe(1);
  });

  it('leave a key that came with a query free', async () => {
    const key = aKey();
    expect(await withKey(buyer, key).data('{ service { version } }')).toEqual(
      await buyer.data('{ service { version } }'),
    );
    expect(await isRemembered(key)).toBe(false);
    expect((await withKey(buyer, key).data(CREATE, named('sau câu hỏi'))).result.userErrors).toEqual([]);
  });

  it('never write an answer with tokens down', async () => {
    const key = aKey();
    const signIn = () => withKey(buyer, key).data(SIGN_IN, { input: { email: buyer.email, password: PASSWORD } });
    const [one, two] = [await signIn(), await signIn()];
    expect(one.result.session.refreshToken).not.toBe(two.result.session.refreshToken);
    const refreshed = await withKey(buyer, aKey()).data(REFRESH, { token: one.result.session.refreshToken });
    expect(refreshed.result.userErrors).toEqual([]);
    await withKey(buyer, aKey()).data(SIGN_UP_BUYER, { input: aSignUp({ countryCode: 'KR', taxCode: null }) });
    const { rowCount } = await superuser.query(`SELECT FROM idempotency_key WHERE response::text ~ 'oken'`);
    expect([rowCount, await isRemembered(key)]).toEqual([0, false]);
  });

  it('ignore the key of somebody unknown', async () => {
    const client = withKey(service.client(), aKey());
    const before = await superuser.query('SELECT count(*) FROM idempotency_key');
    for (let round = 0; round < 2; round++) {
      const { result } = await client.data(SIGN_UP_BUYER, { input: aSignUp({ countryCode: 'JP', taxCode: null }) });
      expect(result.userErrors).toEqual([]);
    }
    expect((await superuser.query('SELECT count(*) FROM idempotency_key')).rows).toEqual(before.rows);
  });

  it.each([
    ['empty', ''],
    ['too long', 'x'.repeat(201)],
  ])('refuse a key that is %s', async (_what, key) => {
    const { data, errors } = await withKey(buyer, key).execute(CREATE, named('khóa sai'));
    expect([data, errors?.[0]?.extensions?.code]).toEqual([null, 'INVALID_REQUEST']);
    expect(await requestsNamed('khóa sai')).toBe(0);
  });
});
