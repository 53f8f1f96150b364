import { Inject, Injectable } from '@nestjs/common';
import { PinoLogger } from '../logging/pino-logger.js';
import { system } from '../database/actor.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { hintOf, type HintRow } from './hint.js';
import { JOB_QUEUE, type JobQueue } from './job-queue.js';
import { Retention } from '../retention/retention.js';
import { Routines } from './routines.js';

/** A row queued a moment ago may still be on its way: look only at those older than this. */
const SETTLING_SECONDS = 5;
const BATCH = 500;

/**
 * The queue is a hint: wipe it, and this puts back what the outbox still waits for. A row that is queued and that the queue
 * does not hold is added again under the same id.
 */
@Injectable()
export class Reconciler {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(JOB_QUEUE) private readonly queue: JobQueue,
    private readonly log: PinoLogger,
    routines: Routines,
    retention: Retention,
  ) {
    routines.register({ name: 'reconciler', everyMilliseconds: 5_000, work: () => this.look() });
    retention.register({
      period: 'endedJobs',
      table: 'outbox',
      over: `state IN ('DONE', 'CANCELLED') AND done_at < $1`,
      oldestFirst: 'done_at',
    });
  }

  /** Asks the queue for a sign of life first: one without its structures is put right before anybody needs it. */
  private async look(): Promise<void> {
    await this.queue.counts();
    await this.reconcile();
  }

  /** Returns how many jobs were put back. */
  async reconcile(settlingSeconds = SETTLING_SECONDS): Promise<number> {
    let restored = 0;
    let after = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const rows = await this.unwatched(after, settlingSeconds);
      for (const row of rows) if (await this.putBack(row)) restored++;
      if (rows.length < BATCH) break;
      after = rows[rows.length - 1]!.id;
    }
    if (restored > 0) this.log.warn({ restored }, 'jobs the queue had lost were put back');
    return restored;
  }

  private unwatched(after: string, settlingSeconds: number): Promise<HintRow[]> {
    return this.unitOfWork.run(system('platform.reconcile'), () =>
      this.unitOfWork.query(
        `SELECT id, job, lane FROM outbox
         WHERE state = 'QUEUED' AND queued_at <= now() - make_interval(secs => $2)
           AND (leased_until IS NULL OR leased_until < now()) AND id > $1
         ORDER BY id LIMIT ${BATCH}`,
        [after, settlingSeconds],
      ),
    );
  }

  private async putBack(row: HintRow): Promise<boolean> {
    if (await this.queue.holds(row.id)) return false;
    await this.queue.add([hintOf(row)]);
    return true;
  }
}
