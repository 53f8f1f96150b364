import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import { pino } from 'pino';
import { isRetryable } from '../../src/platform/database/database-errors.js';
import { BullmqQueue } from '../../src/platform/jobs/bullmq-queue.js';
import { openRedis } from '../../bench/harness/redis-server.js';
import { cloneDatabase, type TestDatabase } from '../harness/test-service.js';

const silent = pino({ level: 'silent' });

/** Where queues live: each call of `queue` is one more process’s view of the same queue. */
export interface QueuePlace {
  queue(): BullmqQueue;
  /** Everything the queue knew is gone, and so are its structures. */
  wipe(): Promise<void>;
  close(): Promise<void>;
}

/** On PostgreSQL in a database of its own, unless one is given that somebody else closes. */
export async function openQueuePlace(backend: 'postgres' | 'redis', within?: TestDatabase): Promise<QueuePlace> {
  return backend === 'postgres' ? onPostgres(within) : onRedis();
}

async function onPostgres(within?: TestDatabase): Promise<QueuePlace> {
  const database = within ?? (await cloneDatabase());
  const admin = new Client({ connectionString: database.superuserUrl });
  await admin.connect();
  return {
    queue: () => BullmqQueue.onPostgres(database.url, silent),
    wipe: () => dropQueueSchema(admin),
    close: async () => {
      await admin.end();
      if (!within) await database.close();
    },
  };
}

/** Also while workers are using it: a deadlock with one of them is no reason to give up. */
export async function dropQueueSchema(admin: Client): Promise<void> {
  for (;;) {
    try {
      await admin.query('DROP SCHEMA IF EXISTS bullmq CASCADE');
      return;
    } catch (error) {
      if (!isRetryable(error)) throw error;
    }
  }
}

async function onRedis(): Promise<QueuePlace> {
  const redis = await openRedis();
  const namespace = randomUUID();
  const admin = new Redis(redis.url);
  const wipe = async () => {
    const keys = await admin.keys(`{ketnoi:${namespace}}:*`);
    if (keys.length > 0) await admin.del(...keys);
  };
  return {
    queue: () => BullmqQueue.onRedis(redis.url, namespace, silent),
    wipe,
    close: async () => {
      await wipe();
      await admin.quit();
      await redis.close();
    },
  };
}
