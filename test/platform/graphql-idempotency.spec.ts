import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { Client } from 'pg';
import { aRequestInput } from '../harness/factories/a-request-input.js';
import { aSignUp, PASSWORD, SIGN_IN, SIGN_UP_BUYER, signedInBuyer, type SignedInClient } from '../harness/people.js';
import type { TestClient } from '../harness/test-client.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { until } from '../harness/until.js';
import { Retention } from '../../src/platform/retention/retention.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { newId } from '../../src/platform/database/new-id.js';

const CREATE = `mutation ($input: ComponentRequestInput!) {
  result: requestCreate(input: $input) { request { id title } userErrors { code } } }`;
const UPDATE = `mutation ($id: ID!, $input: ComponentRequestInput!) {
  result: requestUpdate(id: $id, input: $input) { request { id } userErrors { code } } }`;
const PUBLISH = 'mutation ($id: ID!) { result: requestPublish(id: $id) { request { status } userErrors { code } } }';
const REFRESH =
  'mutation ($token: String!) { result: sessionRefresh(refreshToken: $token) { session { refreshToken } userErrors { code } } }';

type ApiErrors = Awaited<ReturnType<TestClient['execute']>>['errors'];

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
  const codeOf = (errors: ApiErrors) => errors?.[0]?.extensions?.code;
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

  it('have one effect when a hundred come at the same time: some get the answer, the others are told to wait', async () => {
    const client = withKey(buyer, aKey());
    const answers = await Promise.all(Array.from({ length: 100 }, () => client.execute(CREATE, named('cùng lúc'))));
    const codes = answers.map(({ status, errors }) => (errors ? `${status} ${codeOf(errors)}` : `${status}`));
    expect(new Set(codes).size).toBeLessThanOrEqual(2);
    expect(codes.every((code) => code === '200' || code === '409 IDEMPOTENCY_KEY_IN_PROGRESS')).toBe(true);
    const done = answers.filter(({ errors }) => !errors);
    expect(done.length).toBeGreaterThan(0);
    expect(done).toEqual(done.map(() => done[0]));
    expect(await client.execute(CREATE, named('cùng lúc'))).toEqual(done[0]);
    expect(await requestsNamed('cùng lúc')).toBe(1);
  });

  it('answer a twin at once while one is in flight, and hold no connection for it', async () => {
    const client = withKey(buyer, aKey());
    const holder = new Client({ connectionString: service.database.superuserUrl });
    await holder.connect();
    await holder.query('BEGIN; LOCK TABLE component_request IN EXCLUSIVE MODE');
    const first = client.execute(CREATE, named('đang làm'));
    try {
      const blocked = `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query ~ 'component_request'`;
      await until(async () => (await superuser.query(blocked)).rowCount === 1, 'the first waits for the table');
      // More than the pool has connections.
      const twins = await Promise.all(Array.from({ length: 20 }, () => client.execute(CREATE, named('đang làm'))));
      expect(twins.map(({ errors }) => codeOf(errors))).toEqual(Array(20).fill('IDEMPOTENCY_KEY_IN_PROGRESS'));
    } finally {
      await holder.end();
    }
    expect(await client.execute(CREATE, named('đang làm'))).toEqual(await first);
    expect(await requestsNamed('đang làm')).toBe(1);
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

  it('are tried anew where they were refused: nothing was done, and what stood in the way may be gone', async () => {
    const key = aKey();
    const { id } = (await buyer.data(CREATE, named('chưa xong'))).result.request;
    const client = withKey(buyer, key);
    expect((await client.data(PUBLISH, { id })).result.userErrors.length).toBeGreaterThan(0);
    expect(await isRemembered(key)).toBe(false);
    expect((await client.data(UPDATE, { id, input: aRequestInput() })).result.userErrors).toEqual([]);
    expect(codeOf((await client.execute(PUBLISH, { id })).errors)).toBe('IDEMPOTENCY_KEY_REUSED');
    expect((await withKey(buyer, aKey()).data(PUBLISH, { id })).result).toEqual({
      request: { status: 'PUBLISHED' },
      userErrors: [],
    });
  });

  it('are remembered whole where one of two was refused', async () => {
    const { id } = (await buyer.data(CREATE, named('trống'))).result.request;
    const both = `mutation ($id: ID!, $input: ComponentRequestInput!) {
      first: requestCreate(input: $input) { request { id } userErrors { code } }
      second: requestPublish(id: $id) { userErrors { code } } }`;
    const client = withKey(buyer, aKey());
    const first = await client.execute(both, { id, ...named('một nửa') });
    expect([first.data.first.userErrors.length, first.data.second.userErrors.length > 0]).toEqual([0, true]);
    expect(await client.execute(both, { id, ...named('một nửa') })).toEqual(first);
    expect(await requestsNamed('một nửa')).toBe(1);
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

  it('never write an answer with tokens down: a repeat is told that it was done, and nothing happens', async () => {
    const key = aKey();
    const signIn = () => withKey(buyer, key).execute(SIGN_IN, { input: { email: buyer.email, password: PASSWORD } });
    const sessions = async () =>
      (await superuser.query('SELECT FROM session WHERE person_id = $1', [buyer.personId])).rowCount;
    const { data } = await signIn();
    const before = await sessions();
    expect(codeOf((await signIn()).errors)).toBe('IDEMPOTENCY_ANSWER_NOT_KEPT');
    expect(await sessions()).toBe(before);
    const refresh = { token: data.result.session.refreshToken };
    expect((await withKey(buyer, aKey()).data(REFRESH, refresh)).result.userErrors).toEqual([]);
    const { rowCount } = await superuser.query(`SELECT FROM idempotency_key WHERE response::text ~ 'oken'`);
    expect([rowCount, await isRemembered(key)]).toEqual([0, true]);
  });

  it('sign a stranger up once: a repeat is not told that the address is taken', async () => {
    const client = withKey(service.client(), newId());
    const input = aSignUp();
    const answers = await Promise.all(Array.from({ length: 10 }, () => client.execute(SIGN_UP_BUYER, { input })));
    const codes = answers.map(({ data, errors }) => codeOf(errors) ?? data.result.userErrors.length);
    expect(codes.filter((code) => code === 0)).toHaveLength(1);
    expect(
      codes.every((code) => [0, 'IDEMPOTENCY_KEY_IN_PROGRESS', 'IDEMPOTENCY_ANSWER_NOT_KEPT'].includes(code)),
    ).toBe(true);
    expect(codeOf((await client.execute(SIGN_UP_BUYER, { input })).errors)).toBe('IDEMPOTENCY_ANSWER_NOT_KEPT');
    const another = await client.execute(SIGN_UP_BUYER, { input: aSignUp() });
    expect(codeOf(another.errors)).toBe('IDEMPOTENCY_KEY_REUSED');
    const { rowCount } = await superuser.query('SELECT FROM person WHERE email = $1', [input.email]);
    expect(rowCount).toBe(1);
  });

  it('keep no password where words could be tried on it', async () => {
    const input = aSignUp();
    const key = newId();
    await withKey(service.client(), key).data(SIGN_UP_BUYER, { input });
    const { rows } = await superuser.query('SELECT request_hash FROM idempotency_key WHERE key = $1', [key]);
    const plain = createHash('sha256')
      .update(JSON.stringify([SIGN_UP_BUYER, { input }, null]))
      .digest('hex');
    expect(rows[0].request_hash).toMatch(/^[0-9a-f]{64}$/);
    expect(rows[0].request_hash).not.toBe(plain);
  });

  it.each([
    ['empty', ''],
    ['too long', 'x'.repeat(201)],
    ['in other letters', 'kh%C3%B3a'],
    ['given twice', 'one, two'],
  ])('refuse a key that is %s', async (_what, key) => {
    const { data, errors } = await withKey(buyer, key).execute(CREATE, named('khóa sai'));
    expect([data, codeOf(errors)]).toEqual([null, 'INVALID_REQUEST']);
    expect(await requestsNamed('khóa sai')).toBe(0);
  });

  it('refuse a stranger’s key that another could come upon', async () => {
    const { errors } = await withKey(service.client(), 'sign-up-1').execute(SIGN_UP_BUYER, { input: aSignUp() });
    expect(codeOf(errors)).toBe('INVALID_REQUEST');
  });

  it('are remembered for thirty days, and found and trimmed by an index among 100,000', async () => {
    await superuser.query(`INSERT INTO idempotency_key (organisation_id, person_id, key, request_hash, created_at)
      SELECT gen_random_uuid(), gen_random_uuid(), 'key-' || n, '', now() - make_interval(mins => n)
      FROM generate_series(1, 100000) n`);
    await superuser.query('ANALYZE idempotency_key');
    const plans: string[] = [];
    const unitOfWork = service.get(UnitOfWork);
    const original = unitOfWork.query.bind(unitOfWork);
    unitOfWork.query = async <Row>(sql: string, parameters: unknown[] = []) => {
      if (/^(SELECT request_hash|DELETE FROM idempotency_key|UPDATE idempotency_key)/.test(sql.trim())) {
        const rows = await original<{ 'QUERY PLAN': object }>(`EXPLAIN (FORMAT JSON) ${sql}`, parameters);
        plans.push(JSON.stringify(rows));
      }
      return original<Row>(sql, parameters);
    };
    try {
      const client = withKey(buyer, aKey());
      await client.data(CREATE, named('trong nhiều'));
      const older = 100_000 - 30 * 24 * 60;
      expect(await service.get(Retention).remove('answers')).toBe(older + 1);
      expect(await service.get(Retention).remove('answers')).toBe(0);
      await client.data(CREATE, named('trong nhiều'));
    } finally {
      unitOfWork.query = original;
    }
    expect(await requestsNamed('trong nhiều')).toBe(1);
    expect(plans.length).toBeGreaterThan(4);
    expect(plans.filter((plan) => plan.includes('Seq Scan'))).toEqual([]);
  });
});
