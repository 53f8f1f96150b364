import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '../config/config.token.js';
import type { Config } from '../config/config.js';
import { Signals } from '../database/signals.js';
import { PinoLogger } from '../logging/pino-logger.js';
import { JobRunner } from './job-runner.js';
import { type Hint, JOB_QUEUE, type JobQueue } from './job-queue.js';
import { Routine } from './routine.js';
import { type RoutineDefinition, Routines } from './routines.js';

/**
 * What runs in a worker process: the routines that rooms have registered and the consumer of the queue. Stopping takes no
 * further job and waits for those in work, for long ones until their next checkpoint.
 */
@Injectable()
export class BackgroundWork {
  private running: Routine[] = [];
  private wokenByDeliveries: { routine: Routine; every: number }[] = [];
  private stopListening: (() => void)[] = [];
  private readonly inHand = { count: 0, ended: 0 };

  constructor(
    private readonly signals: Signals,
    private readonly routines: Routines,
    private readonly runner: JobRunner,
    private readonly log: PinoLogger,
    @Inject(JOB_QUEUE) private readonly queue: JobQueue,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async start(): Promise<void> {
    for (const definition of this.routines.all) this.startRoutine(definition);
    await this.queue.consume((hint) => this.deliver(hint), this.config.jobs.concurrency);
  }

  async stop(): Promise<void> {
    this.runner.stop();
    for (const stop of this.stopListening.splice(0)) stop();
    await Promise.all(this.running.splice(0).map((routine) => routine.stop()));
  }

  private async deliver(hint: Hint): Promise<void> {
    const { inHand } = this;
    inHand.count++;
    try {
      await this.runner.deliver(hint);
    } finally {
      inHand.count--;
      inHand.ended++;
      for (const { routine, every } of this.wokenByDeliveries) {
        if (inHand.count === 0 || inHand.ended % every === 0) routine.wake();
      }
    }
  }

  /** Where one has failed, the queue’s structures are put right before its next turn. */
  private startRoutine({
    name,
    everyMilliseconds,
    wokenBy,
    wokenEveryDeliveries: every,
    work,
  }: RoutineDefinition): void {
    const routine = new Routine(everyMilliseconds, work, async (error) => {
      this.log.warn({ routine: name, err: error }, 'routine failed; it will be tried again');
      await this.queue.prepare().catch(() => undefined);
    });
    if (wokenBy) this.stopListening.push(this.signals.on(wokenBy, () => routine.wake()));
    if (every) this.wokenByDeliveries.push({ routine, every });
    this.running.push(routine);
    routine.start();
  }
}
