import { createPostgresBackend, DelayedError, type Job, type Queue, UnrecoverableError, type Worker } from 'bullmq';
import { createRedisBackend, runMigrations, withBackend } from 'bullmq';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import type { Logger } from 'pino';
import { QUEUE_ROLE } from '../database/roles.js';
import {
  type Delivery,
  DeliverLater,
  DeliverNoMore,
  type JobQueue,
  type QueuedJob,
  type QueueState,
} from './job-queue.js';

const QUEUE_NAME = 'ketnoi';
const SCHEMA = 'bullmq';
/** A worker whose queue is broken fails a hundred times a second; the log is told once in a while. */
const COMPLAINT_MILLISECONDS = 5_000;
const DEFAULT_LEASE_SECONDS = 15;

type Jobs = Queue<QueuedJob>;
type Consumer = Worker<QueuedJob>;
type Processor = (job: Job<QueuedJob>, token?: string) => Promise<void>;

/** What differs between the two backends: how to connect, and how to make the backend’s own structures. */
interface Backend {
  readonly kind: 'postgres' | 'redis';
  prepare(): Promise<void>;
  queue(): Jobs;
  worker(process: Processor, concurrency: number): Consumer;
  close(): Promise<void>;
}

/** BullMQ behind our narrow port. Finished jobs are trimmed: what was done is written in the outbox, not here. */
export class BullmqQueue implements JobQueue {
  private queue: Jobs | null = null;
  private worker: Consumer | null = null;
  private complainedAt = -Infinity;

  private constructor(
    private readonly backendAdapter: Backend,
    private readonly log: Logger,
  ) {}

  static onPostgres(url: string, log: Logger, leaseSeconds = DEFAULT_LEASE_SECONDS): BullmqQueue {
    return new BullmqQueue(postgresBackend(url, workerTiming(leaseSeconds)), log);
  }

  /** `namespace` keeps several installations on one Redis apart. */
  static onRedis(url: string, namespace: string, log: Logger, leaseSeconds = DEFAULT_LEASE_SECONDS): BullmqQueue {
    return new BullmqQueue(redisBackend(url, namespace, workerTiming(leaseSeconds)), log);
  }

  get backend(): 'postgres' | 'redis' {
    return this.backendAdapter.kind;
  }

  async prepare(): Promise<void> {
    await this.backendAdapter.prepare();
    if (!this.queue) {
      this.queue = this.backendAdapter.queue();
      this.queue.on('error', (error) => this.complain(error));
      await this.queue.waitUntilReady();
    }
  }

  async add(jobs: QueuedJob[]): Promise<void> {
    if (jobs.length === 0) return;
    await this.ready().addBulk(
      jobs.map((job) => ({
        name: job.name,
        data: job,
        opts: {
          jobId: job.id,
          attempts: job.attempts,
          priority: job.order,
          backoff: { type: 'exponential', delay: 500, jitter: 0.5 },
          removeOnComplete: { count: 500 },
          removeOnFail: { count: 500 },
        },
      })),
    );
  }

  async state(id: string): Promise<QueueState> {
    const job = await this.ready().getJob(id);
    switch (await job?.getState()) {
      case 'completed':
      case 'failed':
        return 'finished';
      case 'active':
        return 'active';
      case undefined:
      case 'unknown':
        return 'absent';
      default:
        return 'waiting';
    }
  }

  async remove(id: string): Promise<void> {
    const job = await this.ready().getJob(id);
    await job?.remove();
  }

  async consume(consumer: (delivery: Delivery) => Promise<void>, concurrency: number): Promise<void> {
    if (this.worker) throw new Error('This process consumes the queue already');
    this.worker = this.backendAdapter.worker(async (job, token) => {
      try {
        const isLast = job.attemptsMade + 1 >= (job.opts.attempts ?? 1);
        await consumer({ ...job.data, isLast });
      } catch (error) {
        if (error instanceof DeliverLater) {
          await job.moveToDelayed(Date.now() + error.milliseconds, token);
          throw new DelayedError();
        }
        if (error instanceof DeliverNoMore) throw new UnrecoverableError(error.message);
        throw error;
      }
    }, concurrency);
    this.worker.on('error', (error) => this.complain(error));
    await this.worker.waitUntilReady();
  }

  async counts(): Promise<{ waiting: number; active: number; failed: number }> {
    const counts = await this.ready().getJobCounts('waiting', 'prioritized', 'delayed', 'active', 'failed');
    return {
      waiting: (counts.waiting ?? 0) + (counts.prioritized ?? 0) + (counts.delayed ?? 0),
      active: counts.active ?? 0,
      failed: counts.failed ?? 0,
    };
  }

  async close(): Promise<void> {
    await this.worker?.close();
    await this.queue?.close();
    await this.backendAdapter.close();
    this.worker = null;
    this.queue = null;
  }

  private complain(error: Error): void {
    const now = performance.now();
    if (now - this.complainedAt < COMPLAINT_MILLISECONDS) return;
    this.complainedAt = now;
    this.log.warn({ err: error }, 'the queue failed');
  }

  private ready(): Jobs {
    if (!this.queue) throw new Error('The queue is not prepared');
    return this.queue;
  }
}

type WorkerTiming = ReturnType<typeof workerTiming>;

/**
 * A worker that fell silent is taken for dead, and its jobs go to others, by the time the lease of their outbox rows has
 * run out: looking earlier finds them still leased, later keeps them waiting.
 */
function workerTiming(leaseSeconds: number) {
  return {
    lockDuration: Math.round((leaseSeconds * 2000) / 3),
    stalledInterval: Math.round((leaseSeconds * 1000) / 3),
    // A worker may die any number of times; whether the job is hopeless is for its own attempts to say.
    maxStalledCount: 1000,
  };
}

function postgresBackend(url: string, timing: WorkerTiming): Backend {
  const { Queue, Worker } = withBackend(createPostgresBackend);
  const connection = {
    connectionString: url,
    schema: SCHEMA,
    options: `-c role=${QUEUE_ROLE}`,
    application_name: 'ketnoi-queue',
    max: 4,
  };
  return {
    kind: 'postgres',
    async prepare() {
      const client = new Client({ ...connection });
      await client.connect();
      try {
        await runMigrations(client, SCHEMA);
      } finally {
        await client.end();
      }
    },
    queue: () => new Queue(QUEUE_NAME, { connection }) as unknown as Jobs,
    worker: (process, concurrency) =>
      new Worker(QUEUE_NAME, process as never, { connection, concurrency, ...timing }) as unknown as Consumer,
    close: async () => undefined,
  };
}

function redisBackend(url: string, namespace: string, timing: WorkerTiming): Backend {
  const { Queue, Worker } = withBackend(createRedisBackend);
  // Braces keep all keys of the queue in one slot of a cluster.
  const prefix = `{ketnoi:${namespace}}`;
  const connection = new Redis(url, { maxRetriesPerRequest: null, lazyConnect: true });
  connection.on('error', () => undefined); // The queue and the worker report it.
  return {
    kind: 'redis',
    async prepare() {
      if (connection.status === 'wait') await connection.connect();
      await connection.ping();
    },
    queue: () => new Queue(QUEUE_NAME, { connection, prefix }) as unknown as Jobs,
    worker: (process, concurrency) =>
      new Worker(QUEUE_NAME, process as never, {
        connection,
        prefix,
        concurrency,
        ...timing,
      }) as unknown as Consumer,
    close: async () => {
      await connection.quit().catch(() => undefined);
    },
  };
}
