import { setTimeout as wait } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '../config/config.token.js';
import type { Config } from '../config/config.js';
import { isPassing, violates } from '../database/database-errors.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Metrics } from '../health/metrics.js';
import { PinoLogger } from '../logging/pino-logger.js';
import { HopelessJobError, JobInterruptedError, StaleLeaseError } from './job.js';
import { DeliverLater, type Hint } from './job-queue.js';
import { type AnyJobHandler, JobRegistry } from './job-registry.js';
import { LeasedRun } from './leased-run.js';
import { type GivenBack, type Lease, type LeaseAnswer, Leases, type Outcome } from './leases.js';

/** Until a hint comes back that cannot be followed: its key is taken, the database is gone, or only another build knows its job. */
const LATER_MILLISECONDS = 1_000;
const SUSPECTS_IN_TURN_MILLISECONDS = 250;

/**
 * Does one delivery: takes the lease of its outbox row, runs the handler, which settles the row, or gives it back. What the
 * queue is told is only whether to bring the hint again.
 */
@Injectable()
export class JobRunner {
  private isStopping = false;
  /** The one job in hand that a worker has fallen silent over before. */
  private suspect: string | null = null;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly leases: Leases,
    private readonly registry: JobRegistry,
    private readonly log: PinoLogger,
    private readonly metrics: Metrics,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Long jobs in hand end at their next checkpoint, for the next worker to go on with. */
  stop(): void {
    this.isStopping = true;
  }

  async deliver(hint: Hint): Promise<void> {
    const handler = this.registry.handler(hint.name);
    if (!handler) throw new DeliverLater(LATER_MILLISECONDS);
    const answer = await this.lease(hint);
    if ('heldForMilliseconds' in answer) throw new DeliverLater(answer.heldForMilliseconds);
    try {
      if ('lease' in answer) await this.handle(handler, answer.lease);
    } finally {
      this.unsuspect(hint);
    }
  }

  /**
   * Where a worker fell silent, any of the jobs in its hands may be the cause. They are tried again one at a time, so that the one
   * which takes a second worker with it takes none of the others along, and only its own count rises. One that works for as long as
   * a lease lasts holds the others up no longer.
   */
  private async lease(hint: Hint): Promise<Exclude<LeaseAnswer, { isSuspect: true }>> {
    const answer = await this.take(hint, false);
    if (!('isSuspect' in answer)) return answer;
    if (this.suspect !== null) return { heldForMilliseconds: SUSPECTS_IN_TURN_MILLISECONDS };
    this.suspect = hint.id;
    const taken = await this.take(hint, true);
    if ('lease' in taken) {
      setTimeout(() => this.unsuspect(hint), this.config.jobs.leaseSeconds * 1000).unref();
      return taken;
    }
    this.unsuspect(hint);
    return 'isSuspect' in taken ? { nothingToDo: true } : taken;
  }

  private unsuspect({ id }: Hint): void {
    if (this.suspect === id) this.suspect = null;
  }

  private take({ id, name }: Hint, mayBeSuspect: boolean): Promise<LeaseAnswer> {
    return this.leases.take(id, name, mayBeSuspect).catch((error: unknown) => {
      if (!violates(error, 'outbox_key_queued_once')) this.log.warn({ outboxId: id, err: error }, 'lease not taken');
      return { heldForMilliseconds: LATER_MILLISECONDS };
    });
  }

  private async handle(handler: AnyJobHandler, lease: Lease): Promise<void> {
    const started = process.hrtime.bigint();
    const context = { job: lease.job, outboxId: lease.outboxId, attempt: lease.attempt };
    let stopRenewing = () => {};
    try {
      const shape = 'state' in handler.job ? handler.job.state : null;
      const run = new LeasedRun(this.unitOfWork, this.leases, lease, shape, () => this.isStopping);
      stopRenewing = this.keepRenewing(lease, run);
      await handler.handle(lease.payload, run);
      if (!run.isSettled) throw new Error(`the handler of ${lease.job} ended without a commit`);
      const seconds = Number(process.hrtime.bigint() - started) / 1e9;
      this.metrics.jobSeconds.observe({ job: lease.job }, seconds);
      this.log.info({ ...context, milliseconds: Math.round(seconds * 1000) }, 'job done');
    } catch (error) {
      const given = error instanceof StaleLeaseError ? null : await this.giveBack(handler, lease, error);
      if (given === null) this.log.warn({ ...context, err: error }, 'job is no longer this worker’s; nothing kept');
      else this.tell(given, error, context);
    } finally {
      stopRenewing();
    }
  }

  /** One renewal at a time: while the handler commits, its row is locked and further ones would only use up connections. */
  private keepRenewing(lease: Lease, run: LeasedRun): () => void {
    let renewing: Promise<void> | null = null;
    const renewal = setInterval(
      () => {
        renewing ??= this.renew(lease, run).finally(() => (renewing = null));
      },
      (this.config.jobs.leaseSeconds * 1000) / 3,
    );
    return () => clearInterval(renewal);
  }

  /** A renewal that fails is no reason to stop: the fence decides at the end. */
  private async renew(lease: Lease, run: LeasedRun): Promise<void> {
    try {
      const over = await this.leases.renew(lease);
      if (over) run.abort(over);
    } catch (error) {
      this.log.warn({ outboxId: lease.outboxId, err: error }, 'lease not renewed');
    }
  }

  /**
   * Tries for as long as the lease may last: after that the reconciler brings the row to whoever comes. Null where it is no
   * longer this worker’s.
   */
  private async giveBack(handler: AnyJobHandler, lease: Lease, error: unknown): Promise<GivenBack | null> {
    const outcome = outcomeOf(error);
    const deadline = performance.now() + this.config.jobs.leaseSeconds * 1000;
    for (let pause = 100; ; pause *= 2) {
      try {
        return await this.leases.giveBack(lease, outcome, error, handler.job.attempts);
      } catch (cause) {
        this.log.warn({ outboxId: lease.outboxId, err: cause }, 'lease not given back');
        if (performance.now() + pause > deadline) return null;
        await wait(pause);
      }
    }
  }

  private tell({ state, failures }: GivenBack, error: unknown, context: { job: string }): void {
    if (state === 'CANCELLED') return this.log.info(context, 'job cancelled');
    const outcome = outcomeOf(error);
    if (outcome === 'interrupted') return this.log.info(context, 'job interrupted; the next worker goes on with it');
    if (outcome === 'put off') return this.log.warn({ ...context, err: error }, 'job put off');
    this.metrics.jobFailures.inc({ job: context.job });
    this.log.error({ ...context, err: error, failures, isFinal: state === 'FAILED' }, 'job failed');
  }
}

function outcomeOf(error: unknown): Outcome {
  if (error instanceof HopelessJobError) return 'hopeless';
  if (error instanceof JobInterruptedError) return 'interrupted';
  return isPassing(error) ? 'put off' : 'failed';
}
