import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { MATCH_LINE } from '../../src/matching/matching.jobs.js';
import { OUTBOX_CHANNEL } from '../../src/platform/jobs/outbox.js';
import { ServiceProcess } from '../harness/compiled-service.js';
import { cloneDatabase, type TestDatabase } from '../harness/test-service.js';
import { HoldUp } from './hold-up.js';
import { until } from '../harness/until.js';

const ROWS = 40;
const CONCURRENCY = 4;

describe('a worker process with work in hand', () => {
  let database: TestDatabase;
  let admin: Client;
  let holdUp: HoldUp;
  let workers: ServiceProcess[];

  const startWorker = async (): Promise<ServiceProcess> => {
    const worker = await ServiceProcess.start('src/cli.js', ['serve', '--role', 'worker', '--port', '0'], {
      NODE_ENV: 'test',
      DATABASE_URL: database.url,
      DATABASE_OWNER_URL: database.ownerUrl,
      JOB_CONCURRENCY: String(CONCURRENCY),
      JOB_LEASE_SECONDS: '2',
      KETNOI_SECRET: 'a secret that only the tests know, long enough',
      LOG_LEVEL: 'info',
    });
    workers.push(worker);
    await worker.running();
    return worker;
  };

  const count = async (condition: string): Promise<number> =>
    (await admin.query(`SELECT count(*)::int AS count FROM outbox WHERE ${condition}`)).rows[0].count;

  /** Real jobs about lines that are no more: each reads, finds nothing to do, and settles. */
  const putRows = async (): Promise<void> => {
    await admin.query(
      `INSERT INTO outbox (id, job, subject, payload) SELECT id, $2, id, jsonb_build_object('lineId', id, 'revision', 1)
       FROM unnest($1::uuid[]) AS id`,
      [Array.from({ length: ROWS }, () => randomUUID()), MATCH_LINE.name],
    );
    await admin.query(`NOTIFY ${OUTBOX_CHANNEL}`);
  };

  const handsFull = () => until(async () => (await holdUp.count()) === CONCURRENCY, 'its hands are full');
  const allDone = () => until(async () => (await count(`state = 'DONE'`)) === ROWS, 'every row is done');

  beforeAll(async () => {
    database = await cloneDatabase();
    admin = new Client({ connectionString: database.superuserUrl });
    await admin.connect();
    holdUp = await HoldUp.on(database);
  });
  afterAll(async () => {
    await Promise.all([admin?.end(), holdUp?.end()]);
    await database?.close();
  });
  beforeEach(() => {
    workers = [];
  });
  afterEach(async () => {
    await holdUp.letGo();
    await Promise.all(workers.map((worker) => worker.kill()));
    await admin.query('TRUNCATE outbox; DROP SCHEMA IF EXISTS bullmq CASCADE');
  });

  it('finishes it on SIGTERM, takes nothing further and exits 0; the next one does the rest', async () => {
    const worker = await startWorker();
    await holdUp.begin();
    await putRows();
    await handsFull();
    worker.signal('SIGTERM');
    await until(() => worker.log.some(({ msg }) => msg.startsWith('stopping')), 'it says that it stops');
    expect(worker.end).toBeNull();
    await holdUp.letGo();
    expect(await worker.ended).toEqual({ code: 0, signal: null });
    expect(worker.log.filter(({ level }) => level === 'error' || level === 'fatal')).toEqual([]);
    expect(await count(`state = 'DONE' AND attempt = 1`)).toBe(CONCURRENCY);
    expect(await count(`state <> 'DONE' AND attempt = 0`)).toBe(ROWS - CONCURRENCY);

    await startWorker();
    await allDone();
    expect(await count('attempt = 1')).toBe(ROWS);
  });

  it('leaves it to the next one when it is killed: each row is done, only those in hand are begun again', async () => {
    const worker = await startWorker();
    await holdUp.begin();
    await putRows();
    await handsFull();
    expect(await worker.kill()).toEqual({ code: null, signal: 'SIGKILL' });
    await holdUp.letGo();
    expect(await count(`state = 'DONE'`)).toBe(0);

    await startWorker();
    await allDone();
    expect(await count('attempt = 1')).toBe(ROWS - CONCURRENCY);
    expect(await count('attempt = 2')).toBe(CONCURRENCY);
  });
});
