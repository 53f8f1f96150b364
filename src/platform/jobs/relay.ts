import { Inject, Injectable } from '@nestjs/common';
import { system } from '../database/actor.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { JobRegistry } from './job-registry.js';
import { JOB_QUEUE, type JobQueue } from './job-queue.js';

const BATCH = 200;

/**
 * Carries committed outbox rows into the queue. Several relays may run: each row is taken by one of them (SKIP
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

  /** Moves everything that waits; returns how many rows that were. */
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
      const rows = await this.unitOfWork.query<{ id: string; job: string }>(
        `SELECT id, job FROM outbox WHERE state = 'PENDING' ORDER BY id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`,
      );
      if (rows.length === 0) return 0;
      await this.queue.add(
        rows.map((row) => ({ id: row.id, name: row.job, attempts: this.registry.attempts(row.job) })),
      );
      await this.unitOfWork.query(`UPDATE outbox SET state = 'QUEUED', queued_at = now() WHERE id = ANY($1)`, [
        rows.map((row) => row.id),
      ]);
      return rows.length;
    });
  }
}
