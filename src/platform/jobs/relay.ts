import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '../config/config.token.js';
import type { Config } from '../config/config.js';
import { violates } from '../database/database-errors.js';
import { system } from '../database/actor.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { hintOf, type HintRow } from './hint.js';
import { JOB_QUEUE, type JobQueue } from './job-queue.js';
import { type Lane, OUTBOX_CHANNEL } from './outbox.js';
import { Routines } from './routines.js';
import { COUNT_AHEAD, IN_TURN, LANES, NOBODY } from './turn-statements.js';

/**
 * Of each lane, hints that wait in the queue for every hand of this process: enough to keep it busy until the relay looks
 * again, and no more, because whoever asks next is behind them.
 */
export const AHEAD_PER_HAND = 8;

interface Due extends HintRow {
  key: string | null;
  organisation: string;
}

/**
 * Carries committed outbox rows into the queue once they are due: what people wait for first, and of each lane one row of every
 * organisation that has work waiting, round after round. The queue is given a few hints more than there are hands, whatever
 * waits. Several relays may run: each row is taken by one of them (SKIP LOCKED), and a relay that dies between the queue and its
 * own commit leaves rows that are simply added again, under the same ids. Of each key one row is queued at a time, and none
 * while one of it waits for its turn after a failure; what waits behind is joined to that run or comes after it.
 */
@Injectable()
export class Relay {
  /** Whose turn it was last. Another relay goes round by itself: an organisation is passed over by none of them. */
  private readonly last: Record<Lane, string> = { INTERACTIVE: NOBODY, BULK: NOBODY };
  private readonly mostAhead: number;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(JOB_QUEUE) private readonly queue: JobQueue,
    @Inject(CONFIG) { jobs }: Config,
    routines: Routines,
  ) {
    this.mostAhead = AHEAD_PER_HAND * jobs.concurrency;
    routines.register({
      name: 'relay',
      everyMilliseconds: 2_000,
      wokenBy: OUTBOX_CHANNEL,
      wokenEveryDeliveries: 2 * jobs.concurrency,
      work: () => this.drain(),
    });
  }

  /** Moves what is due, as far as the queue has room for it; returns how many rows that were. */
  async drain(): Promise<number> {
    let moved = 0;
    for (;;) {
      const batch = await this.moveBatch().catch((error: unknown) => {
        // Another relay has queued a row of one of these keys at the same moment: look again.
        if (violates(error, 'outbox_key_queued_once')) return null;
        throw error;
      });
      if (batch === null) continue;
      for (const { lane, organisation } of batch) this.last[lane] = organisation;
      moved += batch.length;
      // While hands are quick there is always room again: whoever fills it without an end never hears that it is to stop.
      if (batch.length === 0 || moved >= LANES.length * this.mostAhead) return moved;
    }
  }

  private moveBatch(): Promise<Due[]> {
    return this.unitOfWork.run(system('platform.relay'), async () => {
      const rows: Due[] = [];
      for (const { lane, room } of await this.rooms()) {
        rows.push(...firstOfEachKey(await this.unitOfWork.query<Due>(IN_TURN, [lane, this.last[lane], room])));
      }
      if (rows.length === 0) return rows;
      await this.unitOfWork.query(`UPDATE outbox SET state = 'QUEUED', queued_at = now() WHERE id = ANY($1)`, [
        rows.map((row) => row.id),
      ]);
      await this.queue.add(rows.map((row) => hintOf(row)));
      return rows;
    });
  }

  private async rooms(): Promise<{ lane: Lane; room: number }[]> {
    const counts = await this.unitOfWork.query<{ lane: Lane; ahead: number }>(COUNT_AHEAD);
    const ahead = new Map(counts.map((count) => [count.lane, count.ahead]));
    return LANES.map((lane) => ({ lane, room: this.mostAhead - (ahead.get(lane) ?? 0) })).filter(
      ({ room }) => room > 0,
    );
  }
}

function firstOfEachKey(rows: Due[]): Due[] {
  const taken = new Set<string>();
  return rows.filter(({ job, key }) => {
    if (key === null) return true;
    const name = JSON.stringify([job, key]);
    return !taken.has(name) && taken.add(name);
  });
}
