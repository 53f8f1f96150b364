/**
 * The words of background work.
 *
 * - **job**: a name and a small payload of ids, declared once with `defineJob`.
 * - **outbox row**: a job asked for by a transaction, committed with the change that asks for it. It is the truth about
 *   what remains to be done and how often it failed; the queue holds only a hint with the row’s id.
 * - **delivery**: the queue handing the hint to a worker. It may happen twice, or never, or to two workers at once.
 * - **lease**: a worker’s exclusive right to do an outbox row, for a while. Each lease has a higher attempt number than
 *   the one before; the number fences off a worker that lost its lease and does not know it.
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

/** What a handler is given beside its payload. */
export interface JobRun {
  outboxId: string;
  /** The fencing number: 1 for the first lease, higher for every later one. */
  attempt: number;
  /**
   * Runs the effects in one unit of work that also settles the outbox row under this attempt’s number. Where another
   * worker has taken over in the meantime nothing is kept and `StaleLeaseError` is thrown.
   */
  commit<T>(effects: () => Promise<T>): Promise<T>;
}

/**
 * A provider of its room that registers itself with `JobRegistry`: that is all it takes for its job to exist. It reads the
 * current state, is happy to run twice, and ends with exactly one `run.commit`.
 */
export interface JobHandler<Payload extends object> {
  readonly job: JobDefinition<Payload>;
  handle(payload: Payload, run: JobRun): Promise<void>;
}

/** Thrown by a handler for what will never succeed: the row is set aside at once. */
export class HopelessJobError extends Error {
  override name = 'HopelessJobError';
}

/** Another worker has the lease now; what this one did was not kept. */
export class StaleLeaseError extends Error {
  override name = 'StaleLeaseError';
}
