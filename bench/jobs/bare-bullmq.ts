import { createPostgresBackend, createRedisBackend, type Queue, runMigrations, withBackend, type Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { Client, Pool } from 'pg';
import type { BenchDatabase } from '../harness/bench-database.js';
import { type Contender, Countdown, type Kind, timedBeside } from './contender.js';

const NAME = 'bench';
const SCHEMA = 'bench_bullmq';

/**
 * The queue alone, used as its manual shows: an effect is written at least once, by no transaction that also asked for it, and
 * what was added by a process that dies before is lost.
 */
export async function bareBullmq(
  { superuserUrl: connectionString }: BenchDatabase,
  redisUrl: string | null,
  concurrency: number,
): Promise<Contender> {
  const ofQueue = { connectionString, application_name: 'bench-peer-queue' };
  const effects = new Pool({ connectionString, max: 10 });
  const countdown = new Countdown();
  const process = async ({ data }: { data: { kind: Kind; text: string } }): Promise<void> => {
    if (data.kind === 'effect') await effects.query('INSERT INTO bench_effect VALUES ($1)', [data.text]);
  };
  const { queue, worker, disconnect } = await (redisUrl ? onRedis(redisUrl) : onPostgres());
  worker.on('completed', ({ data }: { data: { text: string } }) => countdown.done(data.text));
  await worker.waitUntilReady();
  const ask = async (kind: Kind, label: string, count: number): Promise<void> => {
    const opts = { removeOnComplete: true, removeOnFail: true };
    await queue.addBulk(
      Array.from({ length: count }, (_, index) => ({ name: 'job', data: { kind, text: `${label} ${index}` }, opts })),
    );
  };
  return {
    name: 'bare BullMQ',
    run: async (kind, label, count) => {
      const allDone = countdown.from(count);
      await ask(kind, label, count);
      await allDone;
    },
    beside: (many) => timedBeside(countdown, many, (_whose, label, count) => ask('effect', label, count)),
    close: async () => {
      await worker.close();
      await queue.close();
      await disconnect();
      await effects.end();
    },
  };

  async function onPostgres() {
    const connection = { ...ofQueue, schema: SCHEMA, max: 4 };
    const client = new Client(ofQueue);
    await client.connect();
    await runMigrations(client, SCHEMA);
    await client.end();
    const bound = withBackend(createPostgresBackend);
    const queue = new bound.Queue(NAME, { connection }) as unknown as Queue;
    const worker = new bound.Worker(NAME, process as never, { connection, concurrency }) as unknown as Worker;
    return { queue, worker, disconnect: async () => undefined };
  }

  async function onRedis(url: string) {
    const connection = new Redis(url, { maxRetriesPerRequest: null });
    const bound = withBackend(createRedisBackend);
    const queue = new bound.Queue(NAME, { connection, prefix: '{bench}' }) as unknown as Queue;
    const options = { connection, prefix: '{bench}', concurrency };
    const worker = new bound.Worker(NAME, process as never, options) as unknown as Worker;
    return { queue, worker, disconnect: async () => void (await connection.quit()) };
  }
}
