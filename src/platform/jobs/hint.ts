import type { Hint } from './job-queue.js';
import type { Lane } from './outbox.js';

/** What the queue is to know of an outbox row. */
export interface HintRow {
  id: string;
  job: string;
  lane: Lane;
  priority: number;
}

/** More than the widest span of priorities, so that no bulk work comes before any that people wait for. */
const BULK_STEP = 1000;

export function hintOf({ id, job, lane, priority }: HintRow): Hint {
  return { id, name: job, order: BULK_STEP / 2 - priority + (lane === 'BULK' ? BULK_STEP : 0) };
}
