import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '../config/config.token.js';
import type { Config } from '../config/config.js';
import { Signals } from '../database/signals.js';
import { PinoLogger } from '../logging/pino-logger.js';
import { JobRunner } from './job-runner.js';
import { JOB_QUEUE, type JobQueue } from './job-queue.js';
import { Routine } from './routine.js';
import { type RoutineDefinition, Routines } from './routines.js';

/**
 * What runs in a worker process: the routines that rooms have registered and the consumer of the queue. Stopping takes no
 * further job and waits for those in work, for long ones until their next checkpoint.
 */
@Injectable()
export class BackgroundWork {
  private running: Routine[] = [];
  private stopListening: (() => void)[] = [];

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
    await this.queue.consume((delivery) => this.runner.deliver(delivery), this.config.jobs.concurrency);
  }

  async stop(): Promise<void> {
    this.runner.stop();
    for (const stop of this.stopListening.splice(0)) stop();
    await Promise.all(this.running.splice(0).map((routine) => routine.stop()));
  }

  /** Where one has failed, the queue’s structures are put right before its next turn. */
  private startRoutine({ name, everyMilliseconds, wokenBy, work }: RoutineDefinition): void {
    const routine = new Routine(everyMilliseconds, work, async (error) => {
      this.log.warn({ routine: name, err: error }, 'routine failed; it will be tried again');
      await this.queue.prepare().catch(() => undefined);
    });
    if (wokenBy) this.stopListening.push(this.signals.on(wokenBy, () => routine.wake()));
    this.running.push(routine);
    routine.start();
  }
}
