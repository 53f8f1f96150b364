import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { JobRegistry } from '../../src/platform/jobs/job-registry.js';
import { Outbox } from '../../src/platform/jobs/outbox.js';
import { JOB_QUEUE, type JobQueue } from '../../src/platform/jobs/job-queue.js';
import { defineJob } from '../../src/platform/jobs/job.js';
import { startTestService, type TestService } from '../harness/test-service.js';

const ALL_WELL = { status: 200, body: { status: 'ready', database: 'ok', migrations: 'ok', queue: 'ok' } };

describe('the pages for machines', () => {
  let service: TestService;
  let admin: Client;
  let elsewhere: Client;

  beforeAll(async () => {
    // The queue in the database, whatever the rest of the suite uses: its structures are dropped below.
    service = await startTestService({ environment: { REDIS_URL: '' } });
    const { superuserUrl } = service.database;
    admin = new Client({ connectionString: superuserUrl });
    elsewhere = new Client({ connectionString: Object.assign(new URL(superuserUrl), { pathname: '/postgres' }).href });
    await Promise.all([admin.connect(), elsewhere.connect()]);
  });
  afterAll(async () => {
    await Promise.all([admin?.end(), elsewhere?.end()]);
    await service?.close();
  });

  const ask = async (path: string): Promise<{ status: number; body: any }> => {
    const response = await fetch(`${service.url}${path}`);
    return { status: response.status, body: await response.json() };
  };
  const metrics = async (): Promise<string> => (await fetch(`${service.url}/metrics`)).text();

  it('say that the process runs', async () => {
    expect(await ask('/healthz')).toEqual({ status: 200, body: { status: 'ok' } });
  });

  it('say that it is ready', async () => {
    expect(await ask('/readyz')).toEqual(ALL_WELL);
  });

  it('say that it is not ready while a migration has not run', async () => {
    const { rows } = await admin.query('DELETE FROM migration WHERE id = (SELECT max(id) FROM migration) RETURNING *');
    expect(await ask('/readyz')).toEqual({
      status: 503,
      body: { status: 'not ready', database: 'ok', migrations: 'failed', queue: 'ok' },
    });
    await admin.query('INSERT INTO migration SELECT * FROM json_populate_record(NULL::migration, $1)', [rows[0]]);
    expect(await ask('/readyz')).toEqual(ALL_WELL);
  });

  it('say that it is not ready while the queue’s structures are missing', async () => {
    await admin.query('DROP SCHEMA bullmq CASCADE');
    expect(await ask('/readyz')).toMatchObject({ status: 503, body: { database: 'ok', queue: 'failed' } });
    await service.get<JobQueue>(JOB_QUEUE).prepare();
    expect(await ask('/readyz')).toEqual(ALL_WELL);
  });

  it('say within a few seconds that the database does not answer', async () => {
    await admin.query('BEGIN; LOCK TABLE migration IN ACCESS EXCLUSIVE MODE');
    const started = performance.now();
    expect(await ask('/readyz')).toMatchObject({ status: 503, body: { migrations: 'failed' } });
    expect(performance.now() - started).toBeLessThan(8_000);
    expect((await ask('/healthz')).status).toBe(200);
    await admin.query('ROLLBACK');
    expect(await ask('/readyz')).toEqual(ALL_WELL);
  });

  it('say that the database is gone, tell no address or name of it, and find it again', async () => {
    const name = new URL(service.database.url).pathname.slice(1);
    await elsewhere.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
    await elsewhere.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND application_name LIKE 'ketnoi%'`,
      [name],
    );
    const { status, body } = await ask('/readyz');
    expect({ status, body }).toEqual({
      status: 503,
      body: { status: 'not ready', database: 'failed', migrations: 'failed', queue: 'failed' },
    });
    expect(await ask('/healthz')).toEqual({ status: 200, body: { status: 'ok' } });
    const page = await metrics();
    expect(page).toContain('ketnoi_http_request_seconds_count');
    expect(page).not.toMatch(/^ketnoi_outbox_rows\{/m);
    const { errors } = await service.client().execute('{ viewer { person { id } } }');
    expect(JSON.stringify(errors ?? [])).not.toContain(name);
    await elsewhere.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
    expect(await ask('/readyz')).toEqual(ALL_WELL);
  });

  describe('for Prometheus', () => {
    it('count what was answered, by route and status', async () => {
      await service.client().execute('{ service { version } }');
      await fetch(`${service.url}/nothing/an.nguyen@example.vn`);
      const text = await metrics();
      expect(text).toMatch(/^ketnoi_http_request_seconds_count\{method="POST",route="\/graphql",status="200"\} [1-9]/m);
      expect(text).toMatch(/^ketnoi_http_request_seconds_count\{method="GET",route="\/readyz",status="503"\} [1-9]/m);
      expect(text).not.toContain('an.nguyen');
    });

    it('tell the state of the outbox and the queue, and of the process', async () => {
      const job = defineJob<{ text: string }>('test.job');
      service.get(JobRegistry).register({ job, handle: async () => undefined });
      await service.asSystem(() =>
        service.get(Outbox).put(job, { subject: 'x', organisationId: null, payload: { text: 'x' } }),
      );
      await service.get<JobQueue>(JOB_QUEUE).add([{ id: 'a', name: job.name, order: 1 }]);
      await admin.query(
        `INSERT INTO outbox (id, job, subject, payload, state) VALUES (gen_random_uuid(), 'a', 'b', '{}', 'FAILED')`,
      );
      const text = await metrics();
      for (const line of [
        'ketnoi_outbox_rows{state="WAITING"} 1',
        'ketnoi_outbox_rows{state="LATER"} 0',
        'ketnoi_outbox_rows{state="LATE"} 0',
        'ketnoi_outbox_rows{state="RUNNING"} 0',
        'ketnoi_outbox_rows{state="CANCELLED"} 0',
        'ketnoi_outbox_rows{state="FAILED"} 1',
        'ketnoi_queue_jobs{state="waiting"} 1',
        'ketnoi_queue_jobs{state="active"} 0',
        '# TYPE ketnoi_job_seconds histogram',
        '# TYPE ketnoi_job_failures_total counter',
        '# TYPE process_cpu_seconds_total counter',
      ]) {
        expect(text).toContain(line);
      }
    });
  });
});
