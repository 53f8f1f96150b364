/**
 * What the queue is told and asked: it carries hints to outbox rows, and knows nothing of failures. Everything behind it,
 * PostgreSQL or Redis, passes the same contract suite.
 */
export interface Hint {
  /** The outbox row’s id: as long as the queue holds it, adding it again changes nothing. */
  id: string;
  /** The job’s. */
  name: string;
  /** From 1; lower is delivered sooner, of equals the one that was added first. */
  order: number;
}

/** Thrown by a consumer that cannot take the hint now: it comes back after the delay. */
export class DeliverLater extends Error {
  override name = 'DeliverLater';
  constructor(readonly milliseconds: number) {
    super(`to be delivered again in ${milliseconds} ms`);
  }
}

export interface JobQueue {
  readonly backend: 'postgres' | 'redis';
  /** Ready to take hints; rebuilds the backend’s own structures where they are missing. */
  prepare(): Promise<void>;
  add(hints: Hint[]): Promise<void>;
  /** Whether it waits there or is being delivered. */
  holds(id: string): Promise<boolean>;
  /** Starts delivering. One consumer a process. A hint is forgotten once its consumer ends, well or badly. */
  consume(consumer: (hint: Hint) => Promise<void>, concurrency: number): Promise<void>;
  counts(): Promise<{ waiting: number; active: number }>;
  /** Processes that consume, as the backend sees their connections. */
  workers(): Promise<number>;
  /** Takes no further hint, waits for those in work, then lets go of the connections. */
  close(): Promise<void>;
}

export const JOB_QUEUE = Symbol('JobQueue');
