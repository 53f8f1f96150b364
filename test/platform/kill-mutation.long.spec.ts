import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { ServiceProcess } from '../harness/compiled-service.js';
import { signedInBuyer, type SignedInClient } from '../harness/people.js';
import { TestClient } from '../harness/test-client.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { until } from '../harness/until.js';
import { HoldingLink, type Step } from '../../bench/harness/holding-link.js';

const CREATE = `mutation ($input: ComponentRequestInput!) {
  result: requestCreate(input: $input) { request { id } userErrors { code } } }`;
const SECRET = 'a secret that only the tests know, long enough';

/** The commit of the mutation, and not of what looks up who asks. */
const COMMIT = { statement: 'COMMIT', following: 'UPDATE idempotency_key' };

const STEPS: [string, Step, { isDone: boolean }][] = [
  ['before it looks for the key', { statement: 'FROM idempotency_key', hold: 'BEFORE' }, { isDone: false }],
  ['before it claims the key', { statement: 'pg_try_advisory_xact_lock', hold: 'BEFORE' }, { isDone: false }],
  ['with the lock in hand', { statement: 'pg_try_advisory_xact_lock', hold: 'AFTER' }, { isDone: false }],
  ['with the key claimed', { statement: 'INSERT INTO idempotency_key', hold: 'AFTER' }, { isDone: false }],
  ['before it writes', { statement: 'INSERT INTO "component_request"', hold: 'BEFORE' }, { isDone: false }],
  ['after it has written', { statement: 'INSERT INTO "component_request"', hold: 'AFTER' }, { isDone: false }],
  ['before the answer is remembered', { statement: 'UPDATE idempotency_key', hold: 'BEFORE' }, { isDone: false }],
  ['between the write and the commit', { ...COMMIT, hold: 'BEFORE' }, { isDone: false }],
  ['after the commit and before the answer', { ...COMMIT, hold: 'AFTER' }, { isDone: true }],
];

describe('a service that is killed with `kill -9` in the middle of a mutation with an Idempotency-Key', () => {
  let service: TestService;
  let superuser: Client;
  let buyer: SignedInClient;
  let link: HoldingLink;
  let process: ServiceProcess;
  const home = mkdtempSync(join(tmpdir(), 'ketnoi-kill-'));
  beforeAll(async () => {
    service = await startTestService();
    superuser = new Client({ connectionString: service.database.superuserUrl });
    await superuser.connect();
    buyer = await signedInBuyer(service);
  });
  afterEach(async () => {
    await process?.kill();
    await link?.close();
  });
  afterAll(async () => {
    await superuser.end();
    await service.close();
    rmSync(home, { recursive: true, force: true });
  });

  /** A process of its own, whose way to the database can be held. */
  async function anotherProcess(): Promise<TestClient> {
    link = new HoldingLink(service.database.url);
    process = await ServiceProcess.start('src/main.js', [], {
      NODE_ENV: 'production',
      KETNOI_HOME: home,
      KETNOI_SECRET: SECRET,
      DATABASE_URL: await link.open(),
      DATABASE_OWNER_URL: service.database.ownerUrl,
      PORT: '0',
    });
    await process.running();
    const { headers } = buyer as unknown as { headers: Record<string, string> };
    const { url } = process.log.find(({ msg }) => msg === 'ketnoi is running');
    return new TestClient(url).withHeaders(headers);
  }

  it.each(STEPS)('%s: the repeat leaves one effect, and gets one answer', async (name, step, { isDone }) => {
    const variables = { input: { title: name } };
    const key = randomUUID();
    const doomed = (await anotherProcess()).withHeaders({ 'idempotency-key': key });
    link.holdAt(step);
    const unanswered = doomed.execute(CREATE, variables).catch(() => 'no answer');
    await until(() => link.isHolding, 'it has come to the step');
    const written = async () =>
      (await superuser.query('SELECT id FROM component_request WHERE title = $1', [name])).rows as { id: string }[];
    if (isDone) await until(async () => (await written()).length === 1, 'it is committed');
    await process.kill();
    await link.close();
    expect(await unanswered).toBe('no answer');
    expect(await written()).toHaveLength(isDone ? 1 : 0);

    const repeating = buyer.withHeaders({ 'idempotency-key': key });
    let repeat = await repeating.execute(CREATE, variables);
    await until(async () => {
      // PostgreSQL may take a moment to see that nobody is there any more.
      if (repeat.errors?.[0]?.extensions?.code !== 'IDEMPOTENCY_KEY_IN_PROGRESS') return true;
      repeat = await repeating.execute(CREATE, variables);
      return false;
    }, 'the killed one holds the key no longer');
    expect(repeat).toMatchObject({ status: 200, data: { result: { userErrors: [] } } });
    const rows = await written();
    expect(rows).toEqual([{ id: repeat.data.result.request.id }]);
    expect(await repeating.execute(CREATE, variables)).toEqual(repeat);
    expect(await written()).toEqual(rows);
  });
});
