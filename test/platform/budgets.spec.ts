import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { RequestBudgets } from '../../src/platform/budgets/request-budgets.js';
import { Retention } from '../../src/platform/retention/retention.js';
import { aSignUp, SIGN_IN, signedInBuyer, SIGN_UP_SUPPLIER } from '../harness/people.js';
import { cloneDatabase, startTestService, type TestDatabase, type TestService } from '../harness/test-service.js';
import { codesOf, type Posted, postJson } from './graphql-post.js';
import { SocketClient } from './socket-client.js';

const BUDGETS = 'strangers=100000/600,operations=5000/600,signUp=20/3600,signIn=30/600,posting=2/600';
const TRUSTED = { BUDGETS, TRUSTED_PROXIES: '1' };
const VERSION = '{ service { version } }';

let count = 0;
const anAddress = (): string => `203.0.113.${++count}`;
const from = (address: string) => ({ 'x-forwarded-for': `198.51.100.99, ${address}` });

describe('budgets', () => {
  let database: TestDatabase;
  let services: TestService[];
  let superuser: Client;
  beforeAll(async () => {
    database = await cloneDatabase();
    // Two processes on one database.
    services = [
      await startTestService({ database, environment: TRUSTED }),
      await startTestService({ database: { ...database, close: async () => undefined }, environment: TRUSTED }),
    ];
    superuser = new Client({ connectionString: database.superuserUrl });
    await superuser.connect();
  });
  afterAll(async () => {
    await superuser?.end();
    for (const service of (services ?? []).reverse()) await service.close();
  });
  const rowsOf = async (sql: string) => (await superuser.query(sql)).rows;
  const codeOf = (answer: Posted): string | null => (answer.errors ? codesOf(answer)[0]! : null);

  it('do not let thirty firms sign up, in one request or one by one', async () => {
    const address = anAddress();
    const signUps = async (many: number): Promise<string | null> => {
      const inputs = Object.fromEntries(Array.from({ length: many }, (_, at) => [`i${at}`, aSignUp()]));
      const names = Object.keys(inputs);
      const fields = names.map((name) => `${name}: supplierSignUp(input: $${name}) { userErrors { code } }`);
      const query = `mutation (${names.map((name) => `$${name}: SignUpInput!`).join()}) { ${fields.join(' ')} }`;
      return codeOf(await postJson(services[0]!.url, { query, variables: inputs }, from(address)));
    };
    const organisations = async () => Number((await rowsOf('SELECT count(*) FROM organisation'))[0].count);
    const before = await organisations();
    expect(await signUps(30)).toBe('LIMIT_EXCEEDED');
    expect(await signUps(2)).toBe('INVALID_REQUEST');
    const codes: (string | null)[] = [];
    for (let count = 0; count < 25; count++) codes.push(await signUps(1));
    expect(codes.filter((code) => code === null).length).toBeLessThanOrEqual(20);
    expect(codes.at(-1)).toBe('BUDGET_SPENT');
    expect(await organisations()).toBe(before + codes.filter((code) => code === null).length);
  });

  it('are those of all processes together, and of each address by itself', async () => {
    const [one, other] = [anAddress(), anAddress()];
    const answers: (string | null)[] = [];
    for (let at = 0; at < 24; at++) {
      const body = { query: SIGN_UP_SUPPLIER, variables: { input: aSignUp() } };
      answers.push(codeOf(await postJson(services[at % 2]!.url, body, from(one))));
    }
    expect(answers).toEqual([...Array(20).fill(null), ...Array(4).fill('BUDGET_SPENT')]);
    const body = { query: SIGN_UP_SUPPLIER, variables: { input: aSignUp() } };
    expect(codeOf(await postJson(services[0]!.url, body, from(other)))).toBeNull();
  });

  it('end the trying of accounts from one address, whatever it says of where it comes from', async () => {
    const address = anAddress();
    const tries = Array.from({ length: 150 }, async (_, at) => {
      const variables = { input: { email: `an.${at}@example.vn`, password: 'a guess that is long enough' } };
      const spoofed = { 'x-forwarded-for': `192.0.2.${at}, ${address}` };
      return codeOf(await postJson(services[at % 2]!.url, { query: SIGN_IN, variables }, spoofed));
    });
    const codes = await Promise.all(tries);
    expect(codes.filter((code) => code === null)).toHaveLength(30);
    expect(codes.filter((code) => code === 'BUDGET_SPENT')).toHaveLength(120);
  });

  it('say what is left, and when to come again', async () => {
    const address = anAddress();
    const first = await postJson(services[0]!.url, { query: VERSION }, from(address));
    const { budget, requested } = JSON.parse(first.text).extensions.cost;
    const left = 100_000 - 100 - requested;
    expect(budget).toEqual({
      budget: 'strangers',
      points: 100_000,
      seconds: 600,
      remaining: left,
      resetSeconds: 600,
    });
    expect(first.headers.get('ratelimit-policy')).toBe('"strangers";q=100000;w=600');
    expect(first.headers.get('ratelimit')).toBe(`"strangers";r=${left};t=600`);
    let answer = first;
    for (let at = 0; at < 300 && !answer.errors; at++) {
      // Nothing of it is right, and it is paid for all the same.
      const wrong = await postJson(services[0]!.url, { query: '{ nothing }' }, from(address));
      answer = codeOf(wrong) === 'BUDGET_SPENT' ? wrong : first;
    }
    expect(answer.status).toBe(429);
    expect(codesOf(answer)).toEqual(['BUDGET_SPENT']);
    const { budget: name, retryAfterSeconds } = answer.errors[0]!.extensions as unknown as Record<string, unknown>;
    expect([name, answer.headers.get('retry-after')]).toEqual(['strangers', String(retryAfterSeconds)]);
    expect(retryAfterSeconds).toBeGreaterThan(500);
  });

  it('ask nothing of the database for whoever has spent all', async () => {
    const address = anAddress();
    const { budgets, service } = { budgets: services[0]!.get(RequestBudgets), service: services[0]! };
    const purse = { actor: { kind: 'ANONYMOUS' as const }, client: { address, name: null } };
    await expect(budgets.spend('strangers', purse, 100_001)).rejects.toMatchObject({ budget: 'strangers' });
    await superuser.query('BEGIN; LOCK TABLE budget IN ACCESS EXCLUSIVE MODE');
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => postJson(service.url, { query: VERSION }, from(address))),
    );
    await superuser.query('COMMIT');
    expect(new Set(answers.map(codeOf))).toEqual(new Set(['BUDGET_SPENT']));
    expect((await fetch(`${service.url}/healthz`, { headers: from(address) })).status).toBe(200);
  });

  it('of a person are those of all of its addresses, and leave others alone', async () => {
    const [buyer, another] = [await signedInBuyer(services[0]!), await signedInBuyer(services[0]!)];
    const codes: (string | undefined)[] = [];
    for (let at = 0; at < 60; at++) {
      const { errors } = await buyer.withHeaders(from(anAddress())).execute(VERSION);
      codes.push(errors?.[0]?.extensions?.code);
    }
    expect([codes[0], codes.at(-1)]).toEqual([undefined, 'BUDGET_SPENT']);
    expect((await another.execute(VERSION)).errors).toBeUndefined();
    const authorization = (buyer as unknown as { headers: { authorization: string } }).headers.authorization;
    const socket = await SocketClient.connected(services[0]!.url, authorization);
    socket.subscribe('1', 'subscription { requestMatchingProgress(requestId: "x") { isComplete } }');
    await new Promise((resolve) => socket.socket.once('message', resolve));
    expect(socket.of('1')[0]!.payload[0].extensions.code).toBe('BUDGET_SPENT');
    socket.socket.terminate();
  });

  it('are apart for posting', async () => {
    const buyer = await signedInBuyer(services[0]!);
    const create = () =>
      buyer.execute('mutation { requestCreate(input: { title: "Một" }) { userErrors { code } } }', {});
    const answers = [await create(), await create(), await create()];
    expect(answers.map(({ errors }) => errors?.[0]?.extensions?.code)).toEqual([undefined, undefined, 'BUDGET_SPENT']);
  });

  it('are forgotten when they have expired', async () => {
    await superuser.query(`INSERT INTO budget VALUES ('signIn:old', 1, 1), ('signIn:new', 1, 32503680000000)`);
    await services[0]!.get(Retention).remove('budgets');
    expect(await rowsOf(`SELECT key FROM budget WHERE key IN ('signIn:old', 'signIn:new')`)).toEqual([
      { key: 'signIn:new' },
    ]);
  });

  it('are reckoned by each process where the store fails, and nothing stops', async () => {
    const address = anAddress();
    await superuser.query('ALTER TABLE budget RENAME TO elsewhere');
    const codes: (string | null)[] = [];
    for (let at = 0; at < 22; at++) {
      const body = { query: SIGN_UP_SUPPLIER, variables: { input: aSignUp() } };
      codes.push(codeOf(await postJson(services[0]!.url, body, from(address))));
    }
    await superuser.query('ALTER TABLE elsewhere RENAME TO budget');
    expect(codes).toEqual([...Array(20).fill(null), ...Array(2).fill('BUDGET_SPENT')]);
  });
});
