import { Inject, Injectable } from '@nestjs/common';
import { system } from '../database/actor.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { hintOf, type HintRow } from './hint.js';
import { JobRegistry } from './job-registry.js';
import { JOB_QUEUE, type JobQueue } from './job-queue.js';

const BATCH = 200;

/**
 * Carries committed outbox rows into the queue once they are due, what people wait for first. Several relays may run: each row is taken by one of them (SKIP
 * LOCKED), and a relay that dies between the queue and its own commit leaves rows that are simply added again, under
 * the same ids.
 */
@Injectable()
export class Relay {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly registry: JobRegistry,
    @Inject(JOB_QUEUE) private readonly queue: JobQueue,
  ) {}

  /** Moves everything that is due; returns how many rows that were. */
  async drain(): Promise<number> {
    let moved = 0;
    for (;;) {
      const count = await this.moveBatch();
      moved += count;
      if (count < BATCH) return moved;
    }
  }

  private moveBatch(): Promise<number> {
    return this.unitOfWork.run(system('platform.relay'), async () => {
      const rows = await this.unitOfWork.query<HintRow>(
        `SELECT id, job, lane, priority FROM outbox WHERE state = 'PENDING' AND run_at <= now()
         ORDER BY lane DESC, priority DESC, id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`,
      );
      if (rows.length === 0) return 0;
      await this.queue.add(rows.map((row) => hintOf(row, this.registry)));
      await this.unitOfWork.query(`UPDATE outbox SET state = 'QUEUED', queued_at = now() WHERE id = ANY($1)`, [
        rows.map((row) => row.id),
      ]);
      return rows.length;
    });
  }
}
