/** What the queue is told and asked. Everything behind it, PostgreSQL or Redis, passes the same contract suite. */
export interface QueuedJob {
  /** The outbox row’s id: adding the same one twice queues it once. */
  id: string;
  name: string;
  attempts: number;
  /** From 1; lower is delivered sooner, of equals the one that was added first. */
  order: number;
}

/** `absent`: the queue knows nothing of it. `finished`: it was delivered to its end, well or badly. */
export type QueueState = 'waiting' | 'active' | 'finished' | 'absent';

/** Thrown by a consumer that cannot take the job now: it comes back after the delay, and no attempt is counted. */
export class DeliverLater extends Error {
  override name = 'DeliverLater';
  constructor(readonly milliseconds: number) {
    super(`to be delivered again in ${milliseconds} ms`);
  }
}

/** Thrown by a consumer for what will never succeed: no further delivery. */
export class DeliverNoMore extends Error {
  override name = 'DeliverNoMore';
}

export interface Delivery extends QueuedJob {
  /** True when a failure of this delivery is final. */
  isLast: boolean;
}

export interface JobQueue {
  readonly backend: 'postgres' | 'redis';
  /** Ready to take jobs; rebuilds the backend’s own structures where they are missing. */
  prepare(): Promise<void>;
  add(jobs: QueuedJob[]): Promise<void>;
  state(id: string): Promise<QueueState>;
  /** Forgets a job, so that its id can be added again. */
  remove(id: string): Promise<void>;
  /** Starts delivering. One consumer a process. */
  consume(consumer: (delivery: Delivery) => Promise<void>, concurrency: number): Promise<void>;
  counts(): Promise<{ waiting: number; active: number; failed: number }>;
  /** Takes no further job, waits for those in work, then lets go of the connections. */
  close(): Promise<void>;
}

export const JOB_QUEUE = Symbol('JobQueue');
