import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import { createClient } from 'graphql-ws';
import { Client } from 'pg';
import { WebSocket } from 'ws';
import { ROOMS } from '../../src/app.rooms.js';
import { rootsOf } from '../../src/platform/policy/guarded-schema.js';
import { type Scope, scopeOf, SCOPES } from '../../src/platform/policy/scopes.js';
import { policyOf } from '../../src/platform/room.js';
import { aRequestInput } from '../harness/factories/a-request-input.js';
import { invitedColleague, signedInBuyer, type SignedInClient, signedInSupplier } from '../harness/people.js';
import type { TestClient } from '../harness/test-client.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { until } from '../harness/until.js';
import { minimalCall } from './minimal-call.js';

const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
const policy = policyOf(ROOMS);
const OPERATIONS = rootsOf(schema)
  .filter((root) => root.name !== 'Subscription')
  .flatMap((root) =>
    Object.values(root.getFields()).map((field) => {
      const rule = policy.operations.get(field.name)!;
      const isWrite = root.name === 'Mutation';
      const isForAnyone = rule.to.includes('ANONYMOUS');
      const scope = rule.keys && rule.isForKeys && !isForAnyone ? scopeOf(rule.keys, isWrite) : null;
      return { name: field.name, to: rule.to, isOpen: isForAnyone && !isWrite, scope, call: minimalCall(root.name.toLowerCase(), field) }; // prettier-ignore
    }),
  );

const CREATE = `mutation ($input: ApiKeyCreateInput!) { result: apiKeyCreate(input: $input) {
  apiKey { id name prefix scopes expiresAt lastUsedAt revokedAt } secret userErrors { code path } } }`;
const REVOKE =
  'mutation ($id: ID!) { result: apiKeyRevoke(id: $id) { apiKey { revokedAt } userErrors { code path } } }';
const LIST = '{ apiKeys { id prefix lastUsedAt } }';
const CREATE_REQUEST = `mutation ($input: ComponentRequestInput!) {
  result: requestCreate(input: $input) { request { id } userErrors { code path } } }`;

describe('an API key', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService();
  });
  afterAll(() => service?.close());

  const keyOf = async (
    owner: SignedInClient,
    scopes: readonly Scope[],
  ): Promise<TestClient & { id: string; secret: string }> => {
    const { result } = await owner.data(CREATE, { input: { name: 'ERP', scopes } });
    expect(result.userErrors).toEqual([]);
    return Object.assign(service.client().withToken(result.secret), { id: result.apiKey.id, secret: result.secret });
  };
  const codesOf = async (client: TestClient, call: string, variables = {}) =>
    ((await client.execute(call, variables)).errors ?? []).map(({ extensions }) => extensions?.code);
  const rows = (sql: string, parameters: unknown[]) =>
    service.asSystem((unitOfWork) => unitOfWork.query<Record<string, any>>(sql, parameters));

  /** Past the service, which lets nobody change when a key is over. */
  const overAt = async (id: string): Promise<void> => {
    const superuser = new Client({ connectionString: service.database.superuserUrl });
    await superuser.connect();
    await superuser.query('UPDATE api_key SET expires_at = now() WHERE id = $1', [id]);
    await superuser.end();
  };

  it('opens what its scope says, of every operation, and never who belongs where and how people sign in', async () => {
    for (const owner of [await signedInSupplier(service), await signedInBuyer(service)]) {
      const kind = (await owner.data('{ viewer { organisation { kind } } }')).viewer.organisation.kind;
      const all = await keyOf(owner, SCOPES);
      for (const { name, to, isOpen, scope, call } of OPERATIONS) {
        const isAllowed = isOpen || (scope !== null && to.includes(kind));
        const codes = await codesOf(all, call);
        expect([name, codes.includes('FORBIDDEN') || codes.includes('STEP_UP_NEEDED')]).toEqual([name, !isAllowed]);
        expect([name, codes.includes('INTERNAL')]).toEqual([name, false]);
      }
    }
  });

  it.each(SCOPES)('without %s is refused what takes it', async (scope) => {
    for (const owner of [await signedInSupplier(service), await signedInBuyer(service)]) {
      const key = await keyOf(
        owner,
        SCOPES.filter((one) => one !== scope),
      );
      for (const operation of OPERATIONS.filter((one) => one.scope === scope)) {
        expect([operation.name, await codesOf(key, operation.call)]).toEqual([operation.name, ['FORBIDDEN']]);
      }
    }
  });

  it('that only reads is told which scope a write takes, and not of a role that it cannot have', async () => {
    const owner = await signedInBuyer(service);
    const key = await keyOf(owner, ['REQUESTS_READ']);
    const { errors } = await key.execute(CREATE_REQUEST, { input: aRequestInput() });
    expect(errors).toMatchObject([{ message: 'This takes an API key with the scope REQUESTS_WRITE' }]);
    await rows(`UPDATE membership SET role = 'VIEWER' WHERE person_id = $1`, [owner.personId]);
    const full = await service.client().withToken(key.secret).execute(CREATE_REQUEST, { input: aRequestInput() });
    expect(full.errors).toMatchObject([{ message: 'This takes an API key with the scope REQUESTS_WRITE' }]);
  });

  it('is told no field of a room it has no scope of, however it gets there', async () => {
    const buyer = await signedInBuyer(service);
    const { request } = (await buyer.data(CREATE_REQUEST, { input: aRequestInput() })).result;
    const query = `query ($id: ID!) { request(id: $id) { title lines(first: 1) { nodes { matches(first: 1) { nodes { id } } matchRun { id } } } } }`;
    const key = await keyOf(buyer, ['REQUESTS_READ']);
    const { data, errors } = await key.execute(query, { id: request.id });
    expect(data.request.title).toBeTruthy();
    expect(errors).toBeUndefined();
    const fields = [...policy.fields].filter(([, rule]) => rule.keys === 'MATCHES');
    expect(fields.length).toBeGreaterThan(20);
    const actor = { kind: 'BUYER', personId: '', organisationId: '', role: 'VIEWER', key: { id: '', scopes: ['REQUESTS_READ'] } } as const; // prettier-ignore
    expect(fields.filter(([, rule]) => !policy.isBeyondKey(rule, actor))).toEqual([]);
  });

  it('is shown once, kept as a hash, and known by how it begins', async () => {
    const owner = await signedInSupplier(service);
    const key = await keyOf(owner, ['FIRMS_READ']);
    expect(key.secret).toMatch(/^knt_[\dA-Za-z]{42}$/);
    const [row] = await rows('SELECT api_key::text AS text FROM api_key WHERE id = $1', [key.id]);
    expect(row!.text).not.toContain(key.secret.slice(12));
    const listed = (await owner.data(LIST)).apiKeys;
    expect(listed).toEqual([{ id: key.id, prefix: key.secret.slice(0, 12), lastUsedAt: null }]);
    await key.data('{ myFirm { id } }');
    expect((await owner.data(LIST)).apiKeys[0].lastUsedAt).not.toBeNull();
  });

  it('that is mistyped, made up or over is none', async () => {
    const owner = await signedInSupplier(service);
    const { secret, id } = await keyOf(owner, ['FIRMS_READ']);
    const other = secret.endsWith('0') ? '1' : '0';
    for (const wrong of [secret.slice(0, -1) + other, `${secret}0`, 'knt_', `knt_${'0'.repeat(42)}`]) {
      expect((await service.client().withToken(wrong).execute('{ myFirm { id } }')).status).toBe(401);
    }
    expect((await service.client().withToken(secret).execute('{ myFirm { id } }')).status).toBe(200);
    await overAt(id);
    expect((await service.client().withToken(secret).execute('{ myFirm { id } }')).status).toBe(401);
  });

  it('is limited in time, in number and in name', async () => {
    const owner = await signedInSupplier(service);
    const create = async (input: object) => (await owner.data(CREATE, { input })).result.userErrors;
    expect(await create({ name: ' ', scopes: [], expiresInDays: 366 })).toEqual([
      { code: 'TEXT_MISSING', path: ['input', 'name'] },
      { code: 'API_KEY_SCOPES_MISSING', path: ['input', 'scopes'] },
      { code: 'API_KEY_DAYS', path: ['input', 'expiresInDays'] },
    ]);
    for (let number = 0; number < 20; number++)
      expect(await create({ name: 'ERP', scopes: ['FIRMS_READ'] })).toEqual([]);
    expect(await create({ name: 'ERP', scopes: ['FIRMS_READ'] })).toEqual([
      { code: 'TOO_MANY_API_KEYS', path: ['input'] },
    ]);
  });

  it('is made by owners alone, lately proven, and never by a key', async () => {
    const owner = await signedInSupplier(service);
    const editor = await invitedColleague(service, owner, 'EDITOR');
    const input = { name: 'ERP', scopes: ['FIRMS_READ'] };
    expect(await codesOf(editor, CREATE, { input })).toEqual(['FORBIDDEN']);
    expect(await codesOf(await keyOf(owner, SCOPES), CREATE, { input })).toEqual(['FORBIDDEN']);
    await rows(`UPDATE session SET proven_at = now() - interval '1 hour' WHERE person_id = $1`, [owner.personId]);
    expect(await codesOf(owner, CREATE, { input })).toEqual(['STEP_UP_NEEDED']);
  });

  it('of another organisation is as good as none', async () => {
    const key = await keyOf(await signedInSupplier(service), ['FIRMS_READ']);
    const stranger = await signedInSupplier(service);
    expect((await stranger.data(REVOKE, { id: key.id })).result.userErrors).toEqual([
      { code: 'API_KEY_NOT_FOUND', path: ['id'] },
    ]);
    expect((await stranger.data(LIST)).apiKeys).toEqual([]);
    expect((await key.execute('{ myFirm { id } }')).status).toBe(200);
  });

  it('loses its force with whoever made it: at once, and as far as they do', async () => {
    const owner = await signedInBuyer(service);
    const second = await invitedColleague(service, owner, 'OWNER');
    const key = await keyOf(second, SCOPES);
    const post = () => codesOf(key, CREATE_REQUEST, { input: aRequestInput() });
    expect(await post()).toEqual([]);
    await rows(`UPDATE membership SET role = 'VIEWER' WHERE person_id = $1`, [second.personId]);
    expect(await post()).toEqual(['FORBIDDEN']);
    expect((await key.execute('{ requests { nodes { id } } }')).status).toBe(200);
    await rows(`UPDATE membership SET suspended_at = now() WHERE person_id = $1`, [second.personId]);
    expect((await key.execute('{ requests { nodes { id } } }')).status).toBe(401);
    await rows(`UPDATE membership SET suspended_at = NULL WHERE person_id = $1`, [second.personId]);
    expect((await key.execute('{ requests { nodes { id } } }')).status).toBe(200);
    await rows(`DELETE FROM membership WHERE person_id = $1`, [second.personId]);
    expect((await key.execute('{ requests { nodes { id } } }')).status).toBe(401);
  });

  it('is named by the entries of what is done with it', async () => {
    const buyer = await signedInBuyer(service);
    const key = await keyOf(buyer, ['REQUESTS_WRITE']);
    const { request } = (await key.data(CREATE_REQUEST, { input: aRequestInput() })).result;
    const byPerson = (await buyer.data(CREATE_REQUEST, { input: aRequestInput() })).result.request;
    const entries = await rows('SELECT subject_id, person_id, data FROM audit_entry WHERE subject_id = ANY ($1)', [
      [request.id, byPerson.id],
    ]);
    const named = Object.fromEntries(entries.map(({ subject_id, data }) => [subject_id, data.apiKeyId]));
    expect(named).toEqual({ [request.id]: key.id, [byPerson.id]: undefined });
    expect(entries.every(({ person_id }) => person_id === buyer.personId)).toBe(true);
  });

  it('that is revoked ends at once, on an open subscription too', async () => {
    const buyer = await signedInBuyer(service);
    const key = await keyOf(buyer, ['MATCHES_READ']);
    const { request } = (await buyer.data(CREATE_REQUEST, { input: aRequestInput() })).result;
    await buyer.data('mutation ($id: ID!) { requestPublish(id: $id) { userErrors { code } } }', { id: request.id });
    const socket = createClient({
      url: `${service.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${key.secret}` },
      retryAttempts: 0,
    });
    let told = 0;
    let ended: unknown = null;
    const query = `subscription { requestMatchingProgress(requestId: "${request.id}") { isComplete } }`;
    socket.subscribe(
      { query },
      { next: () => told++, complete: () => (ended ??= 'complete'), error: (error) => (ended = error) },
    );
    await until(() => told > 0 || ended !== null, 'it is told');
    expect([told, ended]).toEqual([1, null]);
    expect((await buyer.data(REVOKE, { id: key.id })).result).toMatchObject({ userErrors: [] });
    expect((await key.execute('{ service { version } }')).status).toBe(401);
    await until(() => ended !== null, 'the subscription ends');
    await socket.dispose();
    expect(ended).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    expect((await buyer.data(REVOKE, { id: key.id })).result.userErrors).toMatchObject([{ code: 'API_KEY_NOT_FOUND' }]);
  });

  it('spends a budget of its own', async () => {
    const small = await startTestService({ environment: { BUDGETS: 'posting=2/600' } });
    try {
      const buyer = await signedInBuyer(small);
      const keys = await Promise.all(
        [1, 2].map(
          async () => (await buyer.data(CREATE, { input: { name: 'ERP', scopes: ['REQUESTS_WRITE'] } })).result.secret,
        ),
      );
      const [one, other] = keys.map((secret: string) => small.client().withToken(secret)) as [TestClient, TestClient];
      const post = (client: TestClient) => codesOf(client, CREATE_REQUEST, { input: aRequestInput() });
      expect([await post(one), await post(one), await post(one)]).toEqual([[], [], ['BUDGET_SPENT']]);
      expect([await post(other), await post(buyer)]).toEqual([[], []]);
    } finally {
      await small.close();
    }
  });
});
