import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { ServiceProcess } from '../harness/compiled-service.js';
import { hasRedis, openRedis } from '../../bench/harness/redis-server.js';
import { cloneDatabase, type TestDatabase } from '../harness/test-service.js';
import { until } from '../harness/until.js';
import { freePort, SeverableLink } from '../../bench/harness/severable-link.js';

const SECRET = 'a secret that only the tests know, long enough';

describe('a process whose database is not there', () => {
  let database: TestDatabase;
  let superuser: Client;
  let link: SeverableLink;
  let running: ServiceProcess[] = [];

  beforeAll(async () => {
    database = await cloneDatabase();
    superuser = new Client({ connectionString: database.superuserUrl });
    await superuser.connect();
  });
  afterAll(async () => {
    await superuser?.end();
    await database?.close();
  });
  beforeEach(async () => {
    link = await SeverableLink.to(database.url);
  });
  afterEach(async () => {
    await Promise.all(running.map((one) => one.kill()));
    running = [];
    await link.close();
  });

  interface Started {
    process: ServiceProcess;
    url: string;
    ask(path: string): Promise<{ status: number; body: any }>;
    /** Fails where the process has ended. */
    isReady(): Promise<void>;
  }

  async function start(door: string, environment: Record<string, string> = {}, args: string[] = []): Promise<Started> {
    const port = await freePort();
    const process = await ServiceProcess.start(door, args, {
      NODE_ENV: 'test',
      PORT: String(port),
      KETNOI_SECRET: SECRET,
      DATABASE_URL: link.through(database.url),
      DATABASE_OWNER_URL: link.through(database.ownerUrl),
      ...environment,
    });
    running.push(process);
    const url = `http://127.0.0.1:${port}`;
    const ask = async (path: string) => {
      const response = await fetch(`${url}${path}`);
      return { status: response.status, body: await response.json() };
    };
    const isReady = () =>
      until(
        async () => {
          if (process.end) throw new Error(`it ended: ${JSON.stringify(process.end)}\n${process.stderr}`);
          return (await ask('/readyz').catch(() => ({ status: 0 }))).status === 200;
        },
        'it is ready',
        25_000,
      );
    return { process, url, ask, isReady };
  }

  const DOORS = [
    ['src/main.js', []],
    ['src/worker.js', []],
    ['src/cli.js', ['serve']],
  ] as const;

  it.each(DOORS)('waits for it where it starts before it, and says so: %s %j', async (door, args) => {
    const { process, ask, isReady } = await start(door, {}, [...args]);
    await until(async () => (await ask('/healthz').catch(() => null))?.status === 200, 'it answers');
    await until(() => process.stderr.includes('trying again'), 'it has tried');
    expect(await ask('/readyz')).toEqual({
      status: 503,
      body: { status: 'not ready', database: 'failed', migrations: 'failed', queue: 'failed' },
    });
    expect((await ask('/graphql')).status).toBe(503);
    expect(process.end).toBeNull();
    await link.open();
    await isReady();
    process.signal('SIGTERM');
    expect(await process.ended).toEqual({ code: 0, signal: null });
  });

  it('leaves at once while it waits, when it is told to', async () => {
    const { process, ask } = await start('src/worker.js');
    await until(async () => (await ask('/healthz').catch(() => null))?.status === 200, 'it answers');
    await until(() => process.stderr.includes('trying again'), 'it has tried');
    process.signal('SIGTERM');
    expect(await process.ended).toEqual({ code: 0, signal: null });
  });

  it('ends where waiting does not help: a password that is wrong', async () => {
    await link.open();
    const wrong = Object.assign(new URL(link.through(database.url)), { password: 'wrong' }).href;
    const { process } = await start('src/worker.js', { DATABASE_URL: wrong, DATABASE_OWNER_URL: wrong });
    expect(await process.ended).toEqual({ code: 3, signal: null });
    expect(process.stderr).toContain('password authentication failed');
  });

  it.each(DOORS)('outlives having its connections cut from its first moment on: %s %j', async (door, args) => {
    await link.open();
    const { process, isReady } = await start(door, {}, [...args]);
    const name = new URL(database.url).pathname.slice(1);
    const cuts = { by: 0 };
    for (const end = Date.now() + 12_000; Date.now() < end; await wait(20 + Math.random() * 150)) {
      // Both ways a connection ends: told by the server, and without a word.
      if (cuts.by++ % 2) link.cut();
      else {
        await superuser.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND pid <> pg_backend_pid()`,
          [name],
        );
      }
    }
    expect(process.end).toBeNull();
    await isReady();
    // And once more all of them, LISTEN too, while it runs.
    for (let round = 0; round < 20; round++) {
      link.cut();
      await wait(100);
    }
    await isReady();
    expect(process.stderr).not.toContain('Unhandled');
  });

  if (hasRedis()) {
    it('waits for Redis as well', async () => {
      const redis = await openRedis();
      const away = await SeverableLink.to(redis.url);
      await link.open();
      const { process, ask, isReady } = await start('src/worker.js', { REDIS_URL: away.through(redis.url) });
      await until(() => process.stderr.includes('trying again'), 'it has tried');
      expect((await ask('/readyz')).status).toBe(503);
      await away.open();
      await isReady();
      await process.kill();
      await away.close();
      await redis.close();
    });
  }

  describe('told by the doctor', () => {
    const examine = async () => {
      const doctor = await ServiceProcess.start('src/cli.js', ['doctor', '--json'], {
        NODE_ENV: 'test',
        KETNOI_SECRET: SECRET,
        DATABASE_URL: database.url,
        DATABASE_OWNER_URL: database.ownerUrl,
      });
      const { code } = await doctor.ended;
      const findings = doctor.stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      const failed = findings.filter(({ state }) => state === 'failed').map(({ check, found }) => `${check}: ${found}`);
      return { code, failed, found: new Map(findings.map((finding) => [finding.check as string, finding])) };
    };
    const aQueuedJob = (count: number, since: string) =>
      superuser.query(
        `INSERT INTO outbox (id, job, subject, payload, state, created_at, run_at, queued_at)
         SELECT gen_random_uuid(), 'test.nobody-does-this', 'x', '{}', 'QUEUED', at, at, at
         FROM (SELECT now() - $2::interval AS at) AS moment, generate_series(1, $1)`,
        [count, since],
      );
    afterEach(() => superuser.query('DELETE FROM outbox'));

    it('fails where jobs have been queued for hours and no worker runs', async () => {
      await aQueuedJob(70, '3 hours');
      const { code, found } = await examine();
      expect(code).toBe(3);
      expect(found.get('jobs')).toMatchObject({ state: 'failed', found: expect.stringMatching(/^70 .* 3 hours/) });
      expect(found.get('workers')).toMatchObject({ state: 'failed', found: 'none is connected, and 70 jobs wait' });
    });

    it('warns where no worker runs and nothing waits yet', async () => {
      const { code, failed, found } = await examine();
      expect({ code, failed }).toEqual({ code: 0, failed: [] });
      expect(found.get('workers')).toMatchObject({ state: 'warning', found: 'none is connected' });
    });

    it('counts the workers that are connected', async () => {
      await link.open();
      const worker = await start('src/worker.js');
      await worker.isReady();
      const { code, failed, found } = await examine();
      expect({ code, failed }).toEqual({ code: 0, failed: [] });
      expect(found.get('workers')).toMatchObject({ state: 'ok', found: '1 connected' });
    });
  });
});
