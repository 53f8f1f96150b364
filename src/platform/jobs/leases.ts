import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '../config/config.token.js';
import type { Config } from '../config/config.js';
import { system } from '../database/actor.js';
import type { Stored } from '../database/stored-shape.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { JobCancelledError, type Progress, StaleLeaseError } from './job.js';
import { END, GIVE_BACK, HOLD, RENEW, SAVE, SETTLE, TAKE, WHY_OVER } from './lease-statements.js';

export interface Lease {
  outboxId: string;
  job: string;
  attempt: number;
  payload: object;
  /** State at the last checkpoint. */
  checkpoint: Stored | null;
}

/** `nothingToDo`: the row has ended, or its time has not come and the relay will bring it again. */
export type LeaseAnswer =
  | { lease: Lease }
  | { nothingToDo: true }
  | { heldForMilliseconds: number }
  /** A worker fell silent over it, and it was not to be taken if that is so. */
  | { isSuspect: true };

/**
 * Why a row was not done: `failed` is counted, `hopeless` is set aside at once; `put off` by an outage and `interrupted` by the end
 * of its worker are not counted.
 */
export type Outcome = 'failed' | 'hopeless' | 'put off' | 'interrupted';

export interface GivenBack {
  state: 'PENDING' | 'FAILED' | 'CANCELLED';
  failures: number;
}

interface Found {
  answer: 'FREE' | 'HELD' | 'OVER' | 'CANCELLED' | 'EARLY' | 'DEADLY' | 'SUSPECT';
  heldMilliseconds: number | null;
  attempt: number | null;
  payload: object;
  checkpoint: Stored | null;
}

/** Leases that may run out before the row is set aside with the next one: as many workers may die over a job. */
const MOST_TAKEOVERS = 4;

/**
 * The life of an outbox row in the hands of a worker. All times are the database’s, so a worker with a skewed clock harms
 * nobody; what a worker writes after its lease is over is refused by the attempt number.
 */
@Injectable()
export class Leases {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async take(outboxId: string, job: string, mayBeSuspect: boolean): Promise<LeaseAnswer> {
    return this.unitOfWork.run(system(job), async () => {
      const [found] = await this.unitOfWork.query<Found>(TAKE, [outboxId, this.seconds, MOST_TAKEOVERS, mayBeSuspect]);
      switch (found?.answer) {
        case 'FREE': {
          const { payload, checkpoint } = found;
          return { lease: { outboxId, job, attempt: found.attempt!, payload, checkpoint } };
        }
        case 'HELD':
          return { heldForMilliseconds: Math.ceil(found.heldMilliseconds!) + 50 };
        case 'SUSPECT':
          return { isSuspect: true };
        case 'CANCELLED':
          await this.unitOfWork.query(END, [outboxId, 'CANCELLED', null]);
          break;
        case 'DEADLY':
          await this.unitOfWork.query(END, [outboxId, 'FAILED', `${MOST_TAKEOVERS + 1} workers fell silent over it`]);
      }
      return { nothingToDo: true };
    });
  }

  /** Keeps the lease; answers why where there is nothing to keep it for. */
  async renew(lease: Lease): Promise<JobCancelledError | StaleLeaseError | null> {
    const [row] = await this.unitOfWork.run(system('platform.renew-lease'), () =>
      this.unitOfWork.query<{ isCancelled: boolean }>(RENEW, [...fence(lease), this.seconds]),
    );
    if (row && !row.isCancelled) return null;
    return row ? cancelled(lease) : stale(lease);
  }

  /** Within the unit of work of the effects, before any of them: until it ends nobody can take the row over. */
  async settle(lease: Lease): Promise<void> {
    const settled = await this.unitOfWork.query(SETTLE, fence(lease));
    if (settled.length === 0) throw await this.whyOver(lease);
  }

  /** As `settle`, where more is to come. */
  async hold(lease: Lease): Promise<void> {
    const held = await this.unitOfWork.query(HOLD, fence(lease));
    if (held.length === 0) throw await this.whyOver(lease);
  }

  /** After the effects, in the unit of work that holds the lease. */
  async save(lease: Lease, checkpoint: Stored, progress: Progress | null): Promise<void> {
    const { done, total } = progress ?? { done: null, total: null };
    await this.unitOfWork.query(SAVE, [...fence(lease), this.seconds, checkpoint, done, total]);
  }

  /** Null where the lease is no longer this one. */
  async giveBack(lease: Lease, outcome: Outcome, error: unknown, attempts: number): Promise<GivenBack | null> {
    const [row] = await this.unitOfWork.run(system('platform.release-lease'), () =>
      this.unitOfWork.query<GivenBack>(GIVE_BACK, [...fence(lease), String(error), outcome, attempts]),
    );
    return row ?? null;
  }

  private async whyOver(lease: Lease): Promise<Error> {
    const [row] = await this.unitOfWork.query<{ isCancelled: boolean }>(WHY_OVER, fence(lease));
    return row?.isCancelled ? cancelled(lease) : stale(lease);
  }

  private get seconds(): number {
    return this.config.jobs.leaseSeconds;
  }
}

function fence({ outboxId, attempt }: Lease): [string, number] {
  return [outboxId, attempt];
}

const stale = ({ outboxId, attempt }: Lease) => new StaleLeaseError(`attempt ${attempt} of ${outboxId} is over`);
const cancelled = ({ outboxId }: Lease) => new JobCancelledError(`${outboxId} was cancelled`);
