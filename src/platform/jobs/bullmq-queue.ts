import { setTimeout as wait } from 'node:timers/promises';
import { createPostgresBackend, DelayedError, type Job, type Queue, type Worker } from 'bullmq';
import { createRedisBackend, runMigrations, withBackend } from 'bullmq';
import { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { connectionOptions, DatabaseClient } from '../database/client.js';
import { QUEUE_ROLE, QUEUE_SCHEMA } from '../database/roles.js';
import { DeliverLater, type Hint, type JobQueue } from './job-queue.js';

const QUEUE_NAME = 'ketnoi';
/** What consumers are known by: a connection of ours with the name of the queue alone may be anything. */
const WORKER_NAME = 'worker';
/** A worker whose queue is broken fails a hundred times a second; the log is told once in a while. */
const COMPLAINT_MILLISECONDS = 5_000;
const DEFAULT_LEASE_SECONDS = 15;
const PAUSE_AFTER_ERROR_MILLISECONDS = 250;

/** Spells "QUEU": of several that find no schema one makes it, and the others find it made. */
const SCHEMA_LOCK = 0x51554555;
const MAKE_SCHEMA = `WITH locked AS MATERIALIZED (SELECT pg_advisory_xact_lock(${SCHEMA_LOCK}))
  SELECT make_queue_schema() FROM locked`;

type Jobs = Queue<Hint>;
type Consumer = Worker<Hint>;
type Processor = (job: Job<Hint>, token?: string) => Promise<void>;

/** What differs between the two backends: how to connect, and how to make the backend’s own structures. */
interface Backend {
  readonly kind: 'postgres' | 'redis';
  prepare(): Promise<void>;
  queue(): Jobs;
  worker(process: Processor, concurrency: number): Consumer;
  close(): Promise<void>;
}

/** BullMQ behind our narrow port: one attempt for each hint, and nothing kept of it afterwards. What was done is written in the outbox. */
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
    this.queue ??= await this.open();
  }

  /** BullMQ remembers that a queue could not be reached: one that could not is given up, and the next is another. */
  private async open(): Promise<Jobs> {
    const queue = this.backendAdapter.queue();
    queue.on('error', (error) => this.complain(error));
    try {
      await queue.waitUntilReady();
      await forgetFinished(queue);
      return queue;
    } catch (error) {
      await queue.close().catch(() => undefined);
      throw error;
    }
  }

  async add(hints: Hint[]): Promise<void> {
    if (hints.length === 0) return;
    await this.ready().addBulk(
      hints.map((hint) => ({
        name: hint.name,
        data: hint,
        opts: { jobId: hint.id, priority: hint.order, attempts: 1, removeOnComplete: true, removeOnFail: true },
      })),
    );
  }

  async holds(id: string): Promise<boolean> {
    return (await this.ready().getJob(id)) !== undefined;
  }

  async consume(consumer: (hint: Hint) => Promise<void>, concurrency: number): Promise<void> {
    if (this.worker) throw new Error('This process consumes the queue already');
    this.worker = this.backendAdapter.worker(async (job, token) => {
      try {
        await consumer(job.data);
      } catch (error) {
        if (!(error instanceof DeliverLater)) throw error;
        await job.moveToDelayed(Date.now() + error.milliseconds, token);
        throw new DelayedError();
      }
    }, concurrency);
    this.worker.on('error', (error) => this.complain(error));
    await this.worker.waitUntilReady();
  }

  async counts(): Promise<{ waiting: number; active: number }> {
    const counts = await this.ready().getJobCounts('waiting', 'prioritized', 'delayed', 'active');
    const { waiting = 0, prioritized = 0, delayed = 0, active = 0 } = counts;
    return { waiting: waiting + prioritized + delayed, active };
  }

  async workers(): Promise<number> {
    const connected = await this.ready().getWorkers();
    // A Redis that tells nothing of its connections is taken at BullMQ’s word for one.
    return connected.filter(({ rawname }) => rawname?.endsWith(`:w:${WORKER_NAME}`) ?? true).length;
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

/** Earlier builds kept what was finished, and an id that is still there could not be added again. */
async function forgetFinished(queue: Jobs): Promise<void> {
  for (const state of ['completed', 'failed'] as const) await queue.clean(0, 0, state);
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
    // A worker may die any number of times; whether the job is hopeless is for its outbox row to say.
    maxStalledCount: 1000,
  };
}

function postgresBackend(url: string, timing: WorkerTiming): Backend {
  const { Queue, Worker } = withBackend(patientPostgresBackend);
  const connection = {
    connectionString: url,
    schema: QUEUE_SCHEMA,
    // BullMQ adds a search path of its own schema alone.
    options: connectionOptions(`-c role=${QUEUE_ROLE}`),
    application_name: 'ketnoi-queue',
    Client: DatabaseClient,
    max: 4,
  };
  return {
    kind: 'postgres',
    async prepare() {
      const client = new DatabaseClient(connection);
      try {
        await client.connect();
        await client.query(MAKE_SCHEMA);
        await runMigrations(withoutMakingSchemas(client), QUEUE_SCHEMA);
      } finally {
        await client.end().catch(() => undefined);
      }
    },
    queue: () => new Queue(QUEUE_NAME, { connection }) as unknown as Jobs,
    worker: (process, concurrency) =>
      new Worker(QUEUE_NAME, process as never, {
        name: WORKER_NAME,
        connection,
        concurrency,
        ...timing,
      }) as unknown as Consumer,
    close: async () => undefined,
  };
}

/** PostgreSQL refuses the statement to whoever may make no schemas, although the schema is there. */
function withoutMakingSchemas(client: DatabaseClient): Pick<DatabaseClient, 'query'> {
  const query = async (sql: string, values?: unknown[]) =>
    sql.startsWith('CREATE SCHEMA IF NOT EXISTS') ? { rows: [], rowCount: 0 } : client.query(sql, values);
  return { query: query as DatabaseClient['query'] };
}

/**
 * A consumer of BullMQ’s asks again at once where the answer was an error, and nothing else runs in the process while the
 * errors come without an answer from the network: a pool that has lost its connection, a readiness that was refused once.
 */
const patientPostgresBackend: typeof createPostgresBackend = (...given) => {
  const backend = createPostgresBackend(...given);
  const { waitForJob, moveToActive } = backend;
  backend.waitForJob = (...asked) => pausedAfterError(() => waitForJob.apply(backend, asked));
  backend.moveToActive = (...asked) => pausedAfterError(() => moveToActive.apply(backend, asked));
  return backend;
};

async function pausedAfterError<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (error) {
    await wait(PAUSE_AFTER_ERROR_MILLISECONDS);
    throw error;
  }
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
        name: WORKER_NAME,
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
