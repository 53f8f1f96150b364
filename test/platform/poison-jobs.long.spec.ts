import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { poisonBuild, type PoisonKind } from '../../bench/harness/poison.js';
import { hasRedis, openRedis } from '../../bench/harness/redis-server.js';
import { MATCH_LINE } from '../../src/matching/matching.jobs.js';
import { OUTBOX_CHANNEL } from '../../src/platform/jobs/outbox.js';
import { anotherBuild, ServiceProcess } from '../harness/compiled-service.js';
import { cloneDatabase, type TestDatabase } from '../harness/test-service.js';
import { until } from '../harness/until.js';

const WORKERS = 2;
const GOOD = 60;
const DEATHS = 5;

/** Of the same service, with a handler that does to its process what the row says, and commits nothing otherwise. */
const poisonous = (folder: string): void => poisonBuild(folder, 'return run.commit(async () => undefined);');

const backends = hasRedis() ? (['postgres', 'redis'] as const) : (['postgres'] as const);

describe.each(backends)('a job that is poison, with the queue on %s', (backend) => {
  let database: TestDatabase;
  let admin: Client;
  let build: string;
  let redis: { url: string; close(): Promise<void> } | null = null;
  let workers: ServiceProcess[];
  let isOver: boolean;
  let keeping: Promise<void>[];
  let deaths: number;

  /** As whoever runs the service does: where a worker has ended, another is started. */
  const keepWorker = async (): Promise<void> => {
    while (!isOver) {
      const worker = await ServiceProcess.start(
        'src/worker.js',
        [],
        {
          NODE_ENV: 'test',
          NODE_OPTIONS: '--max-old-space-size=160',
          DATABASE_URL: database.url,
          DATABASE_OWNER_URL: database.ownerUrl,
          ...(redis && { REDIS_URL: redis.url }),
          PORT: '0',
          JOB_LEASE_SECONDS: '2',
          KETNOI_SECRET: 'a secret that only the tests know, long enough',
        },
        build,
      );
      workers.push(worker);
      await worker.ended;
      deaths++;
    }
  };

  const put = async (kind: PoisonKind | 'good', count: number): Promise<void> => {
    await admin.query(
      `INSERT INTO outbox (id, job, subject, payload) SELECT id, $2, $3, jsonb_build_object('lineId', $3::text, 'revision', 1)
       FROM unnest($1::uuid[]) AS id`,
      [Array.from({ length: count }, () => randomUUID()), MATCH_LINE.name, kind],
    );
    await admin.query(`NOTIFY ${OUTBOX_CHANNEL}`);
  };
  const rowsOf = async (kind: PoisonKind | 'good'): Promise<any[]> =>
    (await admin.query('SELECT * FROM outbox WHERE subject = $1', [kind])).rows;

  beforeAll(async () => {
    database = await cloneDatabase();
    admin = new Client({ connectionString: database.superuserUrl });
    await admin.connect();
    build = await anotherBuild(poisonous);
    if (backend === 'redis') redis = await openRedis();
  });
  afterAll(async () => {
    await admin?.end();
    await redis?.close();
    await database?.close();
    if (build) rmSync(build, { recursive: true, force: true });
  });
  beforeEach(() => {
    [workers, isOver, deaths] = [[], false, 0];
    keeping = Array.from({ length: WORKERS }, () => keepWorker());
  });
  afterEach(async () => {
    isOver = true;
    await Promise.all(workers.map((worker) => worker.kill()));
    await Promise.all(keeping);
    await admin.query('TRUNCATE outbox');
  });

  it.each([
    ['throw', 0, /^Error: poison$/],
    ['exit', DEATHS, /^5 workers fell silent over it$/],
    ['spin', DEATHS, /^5 workers fell silent over it$/],
    ['memory', DEATHS, /^5 workers fell silent over it$/],
  ] as const)(
    '(%s) is set aside with its reason after %i deaths, and every other one is done',
    async (kind, died, reason) => {
      await put(kind, 1);
      await put('good', GOOD);
      const goodDone = async () => (await rowsOf('good')).every(({ state }) => state === 'DONE');
      await until(goodDone, 'every good one is done');
      await until(async () => (await rowsOf(kind))[0].state === 'FAILED', 'the poison is set aside');
      expect((await rowsOf(kind))[0]).toMatchObject({ attempt: 5, last_error: expect.stringMatching(reason) });
      // A lease runs out before the process that spins, or that is short of memory, has come to its end.
      await until(() => deaths === died, `${died} workers have died`);
      // Nobody is suspected for having been beside it more than once or twice.
      expect(Math.max(...(await rowsOf('good')).map(({ takeovers }) => takeovers))).toBeLessThanOrEqual(2);
      await put('good', 1);
      await until(goodDone, 'the workers go on');
    },
    600_000,
  );
});
