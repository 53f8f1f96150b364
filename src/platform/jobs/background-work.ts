import { Inject, Injectable } from '@nestjs/common';
import { AuditSealer } from '../audit/audit-sealer.js';
import { CONFIG } from '../config/config.token.js';
import type { Config } from '../config/config.js';
import { Signals } from '../database/signals.js';
import { EVENT_CHANNEL } from '../events/event-bus.js';
import { Followers } from '../events/followers.js';
import { PinoLogger } from '../logging/pino-logger.js';
import { JobRunner } from './job-runner.js';
import { JOB_QUEUE, type JobQueue } from './job-queue.js';
import { OUTBOX_CHANNEL } from './outbox.js';
import { Reconciler } from './reconciler.js';
import { Relay } from './relay.js';
import { Routine } from './routine.js';

/**
 * What runs in a worker process: the relay, the followers of events, the reconciler, the consumer of the queue and the housekeeping. Stopping
 * takes no further job and waits for those in work.
 */
@Injectable()
export class BackgroundWork {
  private routines: Routine[] = [];
  private stopListening: (() => void)[] = [];

  constructor(
    private readonly signals: Signals,
    private readonly relay: Relay,
    private readonly reconciler: Reconciler,
    private readonly runner: JobRunner,
    private readonly sealer: AuditSealer,
    private readonly followers: Followers,
    private readonly log: PinoLogger,
    @Inject(JOB_QUEUE) private readonly queue: JobQueue,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async start(): Promise<void> {
    const relay = this.routine('relay', 2_000, () => this.relay.drain());
    const followers = this.routine('followers', 1_000, () => this.followers.advance());
    this.routines = [
      relay,
      followers,
      this.routine('reconciler', 5_000, () => this.reconcile()),
      this.routine('audit sealer', 30_000, () => this.sealer.seal()),
      this.routine('trimming', 3_600_000, () => this.reconciler.trim()),
      this.routine('trimming of events', 3_600_000, () => this.followers.trim()),
    ];
    this.stopListening = [
      this.signals.on(OUTBOX_CHANNEL, () => relay.wake()),
      this.signals.on(EVENT_CHANNEL, () => followers.wake()),
    ];
    for (const routine of this.routines) routine.start();
    await this.queue.consume((delivery) => this.runner.deliver(delivery), this.config.jobs.concurrency);
  }

  async stop(): Promise<void> {
    for (const stop of this.stopListening) stop();
    await Promise.all(this.routines.map((routine) => routine.stop()));
    this.routines = [];
  }

  /** Asks the queue for a sign of life first: one without its structures is put right before anybody needs it. */
  private async reconcile(): Promise<void> {
    await this.queue.counts();
    await this.reconciler.reconcile();
  }

  /** A routine that fails tries again at its next turn; before that the queue’s structures are put right. */
  private routine(name: string, everyMilliseconds: number, work: () => Promise<unknown>): Routine {
    return new Routine(everyMilliseconds, work, async (error) => {
      this.log.warn({ routine: name, err: error }, 'routine failed; it will be tried again');
      await this.queue.prepare().catch(() => undefined);
    });
  }
}
