import { Inject, Injectable } from '@nestjs/common';
import { violates } from '../database/database-errors.js';
import { system } from '../database/actor.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { hintOf, type HintRow } from './hint.js';
import { JOB_QUEUE, type JobQueue } from './job-queue.js';
import { OUTBOX_CHANNEL } from './outbox.js';
import { Routines } from './routines.js';

const BATCH = 200;

interface Waiting extends HintRow {
  key: string | null;
}

/**
 * Carries committed outbox rows into the queue once they are due, what people wait for first. Several relays may run: each
 * row is taken by one of them (SKIP LOCKED), and a relay that dies between the queue and its own commit leaves rows that are
 * simply added again, under the same ids. Of each key one row is queued at a time, and none while one of it waits for its
 * turn after a failure; what waits behind is joined to that run or comes after it.
 */
@Injectable()
export class Relay {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(JOB_QUEUE) private readonly queue: JobQueue,
    routines: Routines,
  ) {
    routines.register({
      name: 'relay',
      everyMilliseconds: 2_000,
      wokenBy: OUTBOX_CHANNEL,
      work: () => this.drain(),
    });
  }

  /** Moves everything that is due; returns how many rows that were. */
  async drain(): Promise<number> {
    let moved = 0;
    for (;;) {
      const batch = await this.moveBatch().catch((error: unknown) => {
        // Another relay has queued a row of one of these keys at the same moment: look again.
        if (violates(error, 'outbox_key_queued_once')) return { moved: 0, isLast: false };
        throw error;
      });
      moved += batch.moved;
      if (batch.isLast) return moved;
    }
  }

  private moveBatch(): Promise<{ moved: number; isLast: boolean }> {
    return this.unitOfWork.run(system('platform.relay'), async () => {
      const waiting = await this.unitOfWork.query<Waiting>(
        `SELECT id, job, key, lane, priority FROM outbox
         WHERE state = 'PENDING' AND run_at <= now() AND (key IS NULL OR NOT EXISTS (
           SELECT FROM outbox AS queued
           WHERE queued.job = outbox.job AND queued.key = outbox.key AND queued.state = 'QUEUED')
           AND NOT EXISTS (SELECT FROM outbox AS failed
           WHERE failed.job = outbox.job AND failed.key = outbox.key AND failed.state = 'PENDING'
             AND failed.attempt > 0 AND failed.key IS NOT NULL AND failed.run_at > now()))
         ORDER BY lane DESC, priority DESC, id LIMIT ${BATCH} FOR UPDATE OF outbox SKIP LOCKED`,
      );
      const rows = firstOfEachKey(waiting);
      if (rows.length === 0) return { moved: 0, isLast: true };
      await this.unitOfWork.query(`UPDATE outbox SET state = 'QUEUED', queued_at = now() WHERE id = ANY($1)`, [
        rows.map((row) => row.id),
      ]);
      await this.queue.add(rows.map((row) => hintOf(row)));
      return { moved: rows.length, isLast: waiting.length < BATCH };
    });
  }
}

function firstOfEachKey(rows: Waiting[]): Waiting[] {
  const taken = new Set<string>();
  return rows.filter(({ job, key }) => {
    if (key === null) return true;
    const name = JSON.stringify([job, key]);
    return !taken.has(name) && taken.add(name);
  });
}
