import type { Hint } from './job-queue.js';
import type { Lane } from './outbox.js';

/** What the queue is to know of an outbox row. */
export interface HintRow {
  id: string;
  job: string;
  lane: Lane;
}

/** The lane alone: within it the relay has decided whose turn it is, and one’s own priority is no claim to the turn of others. */
export function hintOf({ id, job, lane }: HintRow): Hint {
  return { id, name: job, order: lane === 'BULK' ? 2 : 1 };
}
