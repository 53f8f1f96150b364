import { Client } from 'pg';
import { pino } from 'pino';
import { DataSource } from 'typeorm';
import { Audit } from '../../src/platform/audit/audit.js';
import { AuditSealer } from '../../src/platform/audit/audit-sealer.js';
import { type Config, readConfig } from '../../src/platform/config/config.js';
import { system } from '../../src/platform/database/actor.js';
import { applicationDataSource } from '../../src/platform/database/data-source.js';
import { Signals } from '../../src/platform/database/signals.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { Followers } from '../../src/platform/events/followers.js';
import { Metrics } from '../../src/platform/health/metrics.js';
import { BackgroundWork } from '../../src/platform/jobs/background-work.js';
import { BullmqQueue } from '../../src/platform/jobs/bullmq-queue.js';
import { defineJob, type JobRun } from '../../src/platform/jobs/job.js';
import { JobAdmin } from '../../src/platform/jobs/job-admin.js';
import { JobRegistry } from '../../src/platform/jobs/job-registry.js';
import { JobRunner } from '../../src/platform/jobs/job-runner.js';
import { Leases } from '../../src/platform/jobs/leases.js';
import { Outbox, type Work } from '../../src/platform/jobs/outbox.js';
import { Reconciler } from '../../src/platform/jobs/reconciler.js';
import { Relay } from '../../src/platform/jobs/relay.js';
import { Clock } from '../../src/platform/clock.js';
import { Retention } from '../../src/platform/retention/retention.js';
import { Routines } from '../../src/platform/jobs/routines.js';
import { PinoLogger } from '../../src/platform/logging/pino-logger.js';
import { cloneDatabase, type TestDatabase } from '../harness/test-service.js';
import { Gate } from '../harness/until.js';
import { openQueuePlace, type QueuePlace } from './queue-places.js';

const silent = pino({ level: 'silent' });

/** A job whose one effect is a row that says which outbox row and attempt made it. */
export const LEAVE_MARK = defineJob<{ text: string }>('test.leave-mark', { attempts: 3 });

export const aMark = (text: string, changes: Partial<Work<{ text: string }>> = {}): Work<{ text: string }> => ({
  subject: text,
  organisationId: null,
  payload: { text },
  ...changes,
});

export interface OutboxRow {
  id: string;
  state: string;
  attempt: number;
  failures: number;
  takeovers: number;
  run_at: Date;
  queued_at: Date | null;
  joined_to: string | null;
  leased_until: Date | null;
  done_at: Date | null;
  last_error: string | null;
  checkpoint: { v: number; value: unknown } | null;
  progress_done: number | null;
  progress_total: number | null;
  cancelled_at: Date | null;
}

type Handle = (payload: { text: string }, run: JobRun, mark: () => Promise<void>) => Promise<void>;

/** One database for everything about jobs, and as many processes around it as a test wants. */
export class JobRoom {
  private readonly workers: JobProcess[] = [];

  private constructor(
    readonly database: TestDatabase,
    /** Superuser: sees everything, breaks anything. */
    readonly admin: Client,
    private readonly backend: 'postgres' | 'redis',
    private readonly queuePlace: QueuePlace,
  ) {}

  static async open(backend: 'postgres' | 'redis' = 'postgres'): Promise<JobRoom> {
    const database = await cloneDatabase();
    const admin = new Client({ connectionString: database.superuserUrl });
    await admin.connect();
    // No constraint: what happens twice is to be seen.
    await admin.query(`CREATE TABLE mark (outbox_id uuid, attempt integer, text text, place serial);
      GRANT ALL ON mark TO PUBLIC; GRANT USAGE ON mark_place_seq TO PUBLIC`);
    return new JobRoom(database, admin, backend, await openQueuePlace(backend, database));
  }

  /** As another process would: connections, registry and all of its own. */
  async process(options: { handle?: Handle; leaseSeconds?: number } = {}): Promise<JobProcess> {
    const process = await JobProcess.start(this.database, this.queuePlace.queue(), options);
    this.workers.push(process);
    return process;
  }

  async rows(): Promise<OutboxRow[]> {
    return (await this.admin.query<OutboxRow>('SELECT * FROM outbox ORDER BY id')).rows;
  }

  async row(id: string): Promise<OutboxRow> {
    return (await this.admin.query<OutboxRow>('SELECT * FROM outbox WHERE id = $1', [id])).rows[0]!;
  }

  async marks(): Promise<{ outbox_id: string; attempt: number; text: string }[]> {
    return (await this.admin.query('SELECT outbox_id, attempt, text FROM mark ORDER BY outbox_id, place')).rows;
  }

  /** Connections that wait for what another one has locked. */
  async waitingForLocks(): Promise<number> {
    const { rows } = await this.admin.query(`SELECT count(*)::int AS count FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`);
    return rows[0].count;
  }

  /** Lets no row wait for its time. */
  async makeDue(): Promise<void> {
    await this.admin.query(`UPDATE outbox SET run_at = now() WHERE state = 'PENDING'`);
  }

  /** The queue forgets everything, down to its tables, whoever is using them at the moment. */
  wipeQueue(): Promise<void> {
    return this.queuePlace.wipe();
  }

  /** Ends the processes and leaves nothing of what they did. */
  async clear(): Promise<void> {
    Gate.openAll();
    await Promise.all(this.workers.splice(0).map((worker) => worker.close()));
    const { rows } = await this.admin.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname = 'bullmq' AND tablename <> 'migration'`,
    );
    await this.admin.query(`TRUNCATE ${['outbox', 'mark', ...rows.map(({ name }) => name)].join(', ')}`);
    if (this.backend === 'redis') await this.wipeQueue();
  }

  async close(): Promise<void> {
    await this.queuePlace.close();
    await this.admin.end();
    await this.database.close();
  }
}

/** The parts of the platform that do jobs, put together as the module does it. */
export class JobProcess {
  private work: BackgroundWork | null = null;

  private constructor(
    readonly config: Config,
    readonly dataSource: DataSource,
    readonly unitOfWork: UnitOfWork,
    readonly registry: JobRegistry,
    readonly queue: BullmqQueue,
    readonly outbox: Outbox,
    readonly relay: Relay,
    readonly reconciler: Reconciler,
    readonly jobs: JobAdmin,
    readonly runner: JobRunner,
    readonly signals: Signals,
    private readonly routines: Routines,
    readonly retention: Retention,
    private readonly metrics: Metrics,
  ) {}

  static async start(
    database: TestDatabase,
    queue: BullmqQueue,
    { handle, leaseSeconds = 5 }: { handle?: Handle; leaseSeconds?: number },
  ): Promise<JobProcess> {
    const read = readConfig({ NODE_ENV: 'test' });
    const config = { ...read, jobs: { ...read.jobs, concurrency: 4, leaseSeconds } };
    const log = new PinoLogger(silent);
    const dataSource = await applicationDataSource(database.url, [], 8).initialize();
    const unitOfWork = new UnitOfWork(dataSource);
    const registry = new JobRegistry();
    const routines = new Routines();
    new AuditSealer(unitOfWork, routines);
    const retention = new Retention(unitOfWork, new Clock(), log, config, routines);
    new Followers(unitOfWork, log, routines, retention);
    const signals = new Signals(database.url, log);
    await Promise.all([queue.prepare(), signals.start()]);
    registry.register({
      job: LEAVE_MARK,
      handle: async (payload: { text: string }, run: JobRun) => {
        const mark = async () =>
          void (await unitOfWork.query('INSERT INTO mark VALUES ($1, $2, $3)', [
            run.outboxId,
            run.attempt,
            payload.text,
          ]));
        await (handle ?? markAndSettle)(payload, run, mark);
      },
    });
    const jobs = new JobAdmin(unitOfWork, new Audit(unitOfWork));
    const metrics = new Metrics(jobs, queue);
    return new JobProcess(
      config,
      dataSource,
      unitOfWork,
      registry,
      queue,
      new Outbox(unitOfWork, registry),
      new Relay(unitOfWork, queue, config, routines),
      new Reconciler(unitOfWork, queue, log, routines, retention),
      jobs,
      new JobRunner(unitOfWork, new Leases(unitOfWork, config), registry, log, metrics, config),
      signals,
      routines,
      retention,
      metrics,
    );
  }

  /** Asks for so many jobs in one transaction; their outbox ids. */
  put(...texts: string[]): Promise<string[]> {
    return this.unitOfWork.run(system('test'), () =>
      this.outbox.putMany(
        LEAVE_MARK,
        texts.map((text) => aMark(text)),
      ),
    );
  }

  putUnder(key: string): Promise<string> {
    return this.unitOfWork.run(system('test'), () => this.outbox.put(LEAVE_MARK, aMark(key, { key })));
  }

  /** A delivery as the queue would make it. */
  deliver(id: string): Promise<void> {
    return this.runner.deliver({ id, name: LEAVE_MARK.name, order: 1 });
  }

  /** Starts what a worker process runs. */
  async startWork(): Promise<void> {
    const { signals, routines, runner, queue, config } = this;
    this.work = new BackgroundWork(signals, routines, runner, new PinoLogger(silent), queue, config);
    await this.work.start();
  }

  asSystem<T>(work: () => Promise<T>): Promise<T> {
    return this.unitOfWork.run(system('test'), work);
  }

  metricsText(): Promise<string> {
    return this.metrics.text();
  }

  /** In the order of a process that shuts down. */
  async close(): Promise<void> {
    if (!this.dataSource.isInitialized) return;
    await this.work?.stop();
    await this.queue.close();
    await this.signals.close();
    await this.dataSource.destroy();
  }
}

const markAndSettle: Handle = (_payload, run, mark) => run.commit(mark);
