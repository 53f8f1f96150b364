import { system } from '../database/actor.js';
import type { StoredShape } from '../database/stored-shape.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { type Checkpoint, JobInterruptedError, type LongJobRun } from './job.js';
import type { Lease, Leases } from './leases.js';

/** What a handler is given: all it keeps, it keeps under the lease. */
export class LeasedRun implements LongJobRun<unknown> {
  readonly outboxId: string;
  readonly attempt: number;
  /** Committed, so that nothing is left to be given back. */
  isSettled = false;
  private readonly aborting = new AbortController();
  private lastState: unknown;

  /** `shape`: of the state; null for a job that has none. */
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly leases: Leases,
    private readonly lease: Lease,
    private readonly shape: StoredShape<unknown> | null,
    private readonly isStopping: () => boolean,
  ) {
    this.outboxId = lease.outboxId;
    this.attempt = lease.attempt;
    this.lastState = lease.checkpoint && shape ? shape.read(lease.checkpoint) : null;
  }

  get state(): unknown {
    return this.lastState;
  }

  get signal(): AbortSignal {
    return this.aborting.signal;
  }

  abort(reason: Error): void {
    this.aborting.abort(reason);
  }

  commit<T>(effects: () => Promise<T>): Promise<T> {
    return this.unitOfWork.run(system(this.lease.job), async () => {
      await this.leases.settle(this.lease);
      const result = await effects();
      this.unitOfWork.afterCommit(() => (this.isSettled = true));
      return result;
    });
  }

  async checkpoint(effects: () => Promise<Checkpoint<unknown>>): Promise<void> {
    const { shape } = this;
    if (!shape) throw new Error(`${this.lease.job} declares no state: it is not a long job`);
    this.lastState = await this.unitOfWork.run(system(this.lease.job), async () => {
      await this.leases.hold(this.lease);
      const { state, progress } = await effects();
      await this.leases.save(this.lease, shape.write(state), progress ?? null);
      return state;
    });
    if (this.isStopping()) throw new JobInterruptedError('the worker is about to stop');
  }
}
