import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '../config/config.token.js';
import type { Config } from '../config/config.js';
import { system } from '../database/actor.js';
import { violates } from '../database/database-errors.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Metrics } from '../health/metrics.js';
import { PinoLogger } from '../logging/pino-logger.js';
import { HopelessJobError, type JobHandler, type JobRun, StaleLeaseError } from './job.js';
import { type Delivery, DeliverLater, DeliverNoMore } from './job-queue.js';
import { JobRegistry } from './job-registry.js';
import { OUTBOX_CHANNEL } from './outbox.js';

interface Lease {
  outboxId: string;
  attempt: number;
  payload: object;
}

type LeaseAnswer = { lease: Lease } | { settled: true } | { heldForMilliseconds: number };

/** How long a delivery is put off while another row of its key is queued, which happens where the queue delivers unasked. */
const KEY_TAKEN_MILLISECONDS = 1_000;

/** What is due with the same key is done by this lease’s run: it reads what stands from here on. */
const LEASE = `WITH joined AS (
    UPDATE outbox SET state = 'DONE', done_at = now(), joined_to = $1
    WHERE job = $5 AND key = $6 AND state = 'PENDING' AND run_at <= now() AND id <> $1)
  UPDATE outbox SET attempt = $2, state = 'QUEUED', queued_at = coalesce(queued_at, now()),
         leased_until = clock_timestamp() + make_interval(secs => $3), takeovers = $4 WHERE id = $1`;

/** The relay has left alone what came under the key in the meantime. */
const SETTLE = `WITH settled AS (
    UPDATE outbox SET state = 'DONE', done_at = now(), leased_until = NULL, last_error = NULL WHERE id = $1 RETURNING job, key)
  SELECT pg_notify('${OUTBOX_CHANNEL}', '') FROM settled WHERE EXISTS (
    SELECT FROM outbox WHERE outbox.job = settled.job AND outbox.key = settled.key AND state = 'PENDING')`;

/** Workers that may die over a job before it is suspected of killing them. */
const MOST_TAKEOVERS = 10;

/**
 * Does one delivery: takes the lease of its outbox row, runs the handler, settles the row. All times are the
 * database’s, so a worker with a skewed clock harms nobody; a worker that stops answering loses its lease, and whatever
 * it still tries to write afterwards is refused by the attempt number.
 */
@Injectable()
export class JobRunner {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly registry: JobRegistry,
    private readonly log: PinoLogger,
    private readonly metrics: Metrics,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async deliver(delivery: Delivery): Promise<void> {
    const handler = this.registry.handler(delivery.name);
    if (!handler) throw new DeliverNoMore(`no handler for ${delivery.name}`);
    const answer = await this.lease(delivery);
    if ('settled' in answer) return;
    if ('heldForMilliseconds' in answer) throw new DeliverLater(answer.heldForMilliseconds);
    await this.handle(handler, answer.lease, delivery);
  }

  private async handle(handler: JobHandler<object>, lease: Lease, delivery: Delivery): Promise<void> {
    const started = process.hrtime.bigint();
    // One renewal at a time: while the handler commits, its row is locked and further ones would only use up connections.
    let renewing: Promise<void> | null = null;
    const renew = () => {
      renewing ??= this.renew(lease).finally(() => (renewing = null));
    };
    const renewal = setInterval(renew, (this.config.jobs.leaseSeconds * 1000) / 3);
    const context = { job: delivery.name, outboxId: lease.outboxId, attempt: lease.attempt };
    try {
      let isSettled = false;
      await handler.handle(
        lease.payload,
        this.runOf(lease, delivery.name, () => (isSettled = true)),
      );
      if (!isSettled) throw new Error(`the handler of ${delivery.name} ended without a commit`);
      const seconds = Number(process.hrtime.bigint() - started) / 1e9;
      this.metrics.jobSeconds.observe({ job: delivery.name }, seconds);
      this.log.info({ ...context, milliseconds: Math.round(seconds * 1000) }, 'job done');
    } catch (error) {
      if (error instanceof StaleLeaseError) {
        this.log.warn(context, 'job was taken over by another worker; nothing kept');
        return;
      }
      const isFinal = delivery.isLast || error instanceof HopelessJobError;
      this.metrics.jobFailures.inc({ job: delivery.name });
      await this.release(lease, error, isFinal);
      this.log.error({ ...context, err: error, isFinal }, 'job failed');
      if (isFinal) throw new DeliverNoMore(String(error));
      throw error;
    } finally {
      clearInterval(renewal);
    }
  }

  private runOf(lease: Lease, job: string, onSettled: () => void): JobRun {
    return {
      outboxId: lease.outboxId,
      attempt: lease.attempt,
      commit: (effects) =>
        this.unitOfWork.run(system(job), async () => {
          const settled = await this.unitOfWork.query<{ id: string }>(
            `SELECT id FROM outbox WHERE id = $1 AND attempt = $2 AND state = 'QUEUED' FOR UPDATE`,
            [lease.outboxId, lease.attempt],
          );
          if (settled.length === 0) throw new StaleLeaseError(`attempt ${lease.attempt} of ${lease.outboxId} is over`);
          const result = await effects();
          await this.unitOfWork.query(SETTLE, [lease.outboxId]);
          this.unitOfWork.afterCommit(onSettled);
          return result;
        }),
    };
  }

  private lease(delivery: Delivery): Promise<LeaseAnswer> {
    return this.takeLease(delivery).catch((error: unknown) => {
      if (violates(error, 'outbox_key_queued_once')) return { heldForMilliseconds: KEY_TAKEN_MILLISECONDS };
      throw error;
    });
  }

  private takeLease(delivery: Delivery): Promise<LeaseAnswer> {
    return this.unitOfWork.run(system(delivery.name), async () => {
      const [row] = await this.unitOfWork.query<{
        payload: object;
        key: string | null;
        state: string;
        attempt: number;
        takeovers: number;
        held: number | null;
      }>(
        `SELECT payload, key, state, attempt, takeovers,
                extract(epoch FROM leased_until - clock_timestamp())::float8 * 1000 AS held
         FROM outbox WHERE id = $1 FOR UPDATE`,
        [delivery.id],
      );
      if (!row || row.state === 'DONE' || row.state === 'FAILED') return { settled: true };
      if (row.held !== null && row.held > 0) return { heldForMilliseconds: Math.ceil(row.held) + 50 };
      // Only a worker that fell silent leaves a lease to run out. A job that does this to every worker harms them all.
      const takeovers = row.takeovers + (row.held === null ? 0 : 1);
      if (takeovers > MOST_TAKEOVERS) {
        await this.setAside(delivery.id);
        return { settled: true };
      }
      const attempt = row.attempt + 1;
      const { leaseSeconds } = this.config.jobs;
      await this.unitOfWork.query(LEASE, [delivery.id, attempt, leaseSeconds, takeovers, delivery.name, row.key]);
      return { lease: { outboxId: delivery.id, attempt, payload: row.payload } };
    });
  }

  private async setAside(outboxId: string): Promise<void> {
    await this.unitOfWork.query(
      `UPDATE outbox SET state = 'FAILED', leased_until = NULL, last_error = $2 WHERE id = $1`,
      [outboxId, `${MOST_TAKEOVERS + 1} workers fell silent while doing it`],
    );
    this.log.error({ outboxId, isFinal: true }, 'job set aside: every worker that took it fell silent');
  }

  /** Keeps the lease while the handler works. A renewal that fails is no reason to stop: the fence decides at the end. */
  private async renew(lease: Lease): Promise<void> {
    await this.unitOfWork
      .run(system('platform.renew-lease'), () =>
        this.unitOfWork.query(
          `UPDATE outbox SET leased_until = clock_timestamp() + make_interval(secs => $3)
           WHERE id = $1 AND attempt = $2 AND state = 'QUEUED'`,
          [lease.outboxId, lease.attempt, this.config.jobs.leaseSeconds],
        ),
      )
      .catch((error: unknown) => this.log.warn({ outboxId: lease.outboxId, err: error }, 'lease not renewed'));
  }

  private async release(lease: Lease, error: unknown, isFinal: boolean): Promise<void> {
    await this.unitOfWork
      .run(system('platform.release-lease'), () =>
        this.unitOfWork.query(
          `UPDATE outbox SET leased_until = NULL, last_error = left($3, 500), state = $4
           WHERE id = $1 AND attempt = $2 AND state = 'QUEUED'`,
          [lease.outboxId, lease.attempt, String(error), isFinal ? 'FAILED' : 'QUEUED'],
        ),
      )
      .catch((cause: unknown) => this.log.warn({ outboxId: lease.outboxId, err: cause }, 'lease not released'));
  }
}
