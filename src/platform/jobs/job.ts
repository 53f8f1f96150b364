import { StoredShape, type Versions } from '../database/stored-shape.js';

/**
 * The words of background work.
 *
 * - **job**: a name and a small payload of ids, declared once with `defineJob`.
 * - **outbox row**: a job asked for by a transaction, committed with the change that asks for it. It is the truth about
 *   what remains to be done and how often it failed; the queue holds only a hint with the row’s id.
 * - **delivery**: the queue handing the hint to a worker. It may happen twice, or never, or to two workers at once.
 * - **lease**: a worker’s exclusive right to do an outbox row, for a while. Each lease has a higher attempt number than
 *   the one before; the number fences off a worker that lost its lease and does not know it.
 * - **checkpoint**: what a long job has done so far, kept together with the state that its next lease goes on from.
 * - **failure**: a lease that ended with an error of the job itself. An outage of the database is none: the row is put off.
 */
export interface JobDefinition<Payload extends object> {
  /** `module.verb-object`, for instance `matching.match-line`. */
  name: string;
  /** Failures after which the row is set aside as FAILED. */
  attempts: number;
  /** Only for the type. */
  payload?: Payload;
}

export function defineJob<Payload extends object>(name: string, options: { attempts?: number } = {}) {
  return { name, attempts: options.attempts ?? 5 } as JobDefinition<Payload>;
}

/** A job that takes its time, and goes on from its last checkpoint where a worker has died or failed over it. */
export interface LongJobDefinition<Payload extends object, State> extends JobDefinition<Payload> {
  state: StoredShape<State>;
}

/** `state`: what a checkpoint keeps, with its versions; another build may go on from what this one has written. */
export function defineLongJob<Payload extends object, State>(
  name: string,
  state: Versions<State>,
  options: { attempts?: number } = {},
): LongJobDefinition<Payload, State> {
  return { ...defineJob<Payload>(name, options), state: new StoredShape(`the checkpoint of ${name}`, state) };
}

/** What a handler is given beside its payload. */
export interface JobRun {
  outboxId: string;
  /** The fencing number: 1 for the first lease, higher for every later one. */
  attempt: number;
  /** Aborted soon after the job was cancelled or its lease was lost, for waits in the world that are not worth it any more. */
  signal: AbortSignal;
  /**
   * Runs the effects in one unit of work that also settles the outbox row under this attempt’s number. Where another
   * worker has taken over in the meantime nothing is kept and `StaleLeaseError` is thrown; `JobCancelledError` where it was
   * cancelled.
   */
  commit<T>(effects: () => Promise<T>): Promise<T>;
}

/** Small: a position and some counts. */
export interface Checkpoint<State> {
  state: State;
  progress?: Progress;
}

export interface Progress {
  done: number;
  /** Null while nobody knows. */
  total: number | null;
}

export interface LongJobRun<State> extends JobRun {
  /** Of the last checkpoint, of whichever attempt; null where there is none yet. */
  readonly state: State | null;
  /**
   * Runs the effects in one unit of work that also keeps the state and the progress they answer, under this attempt’s number,
   * and renews the lease. Throws as `commit` does; also where the worker is about to stop: what is kept then is gone on from.
   */
  checkpoint(effects: () => Promise<Checkpoint<State>>): Promise<void>;
}

/**
 * A provider of its room that registers itself with `JobRegistry`: that is all it takes for its job to exist. It reads the
 * current state, is happy to run twice, and ends with exactly one `run.commit`.
 */
export interface JobHandler<Payload extends object> {
  readonly job: JobDefinition<Payload>;
  handle(payload: Payload, run: JobRun): Promise<void>;
}

/** As `JobHandler`, with any number of `run.checkpoint` before the commit. */
export interface LongJobHandler<Payload extends object, State> {
  readonly job: LongJobDefinition<Payload, State>;
  handle(payload: Payload, run: LongJobRun<State>): Promise<void>;
}

/** Thrown by a handler for what will never succeed: the row is set aside at once. */
export class HopelessJobError extends Error {
  override name = 'HopelessJobError';
}

/** Another worker has the lease now; what this one did was not kept. */
export class StaleLeaseError extends Error {
  override name = 'StaleLeaseError';
}

/** Nobody wants it any more: what earlier checkpoints have kept stays, and the row ends as CANCELLED. */
export class JobCancelledError extends Error {
  override name = 'JobCancelledError';
}

/** The worker is about to stop: the next one goes on from the checkpoint that was just kept. */
export class JobInterruptedError extends Error {
  override name = 'JobInterruptedError';
}
