import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '../config/config.token.js';
import type { Config } from '../config/config.js';
import { system } from '../database/actor.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { StaleLeaseError } from './job.js';
import { GIVE_BACK, RENEW, SET_ASIDE, SETTLE, TAKE } from './lease-statements.js';

export interface Lease {
  outboxId: string;
  job: string;
  attempt: number;
  payload: object;
}

/** `nothingToDo`: the row has ended, or its time has not come and the relay will bring it again. */
export type LeaseAnswer = { lease: Lease } | { nothingToDo: true } | { heldForMilliseconds: number };

/** What becomes of a row that was not done: `failed` is counted, `hopeless` is set aside at once, `put off` is not counted. */
export type Outcome = 'failed' | 'hopeless' | 'put off';

export interface GivenBack {
  state: 'PENDING' | 'FAILED';
  failures: number;
}

interface Found {
  answer: 'FREE' | 'HELD' | 'OVER' | 'EARLY' | 'DEADLY';
  heldMilliseconds: number | null;
  attempt: number | null;
  payload: object;
}

/** Workers that may die over a job before it is suspected of killing them. */
const MOST_TAKEOVERS = 10;

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

  async take(outboxId: string, job: string): Promise<LeaseAnswer> {
    return this.unitOfWork.run(system(job), async () => {
      const [found] = await this.unitOfWork.query<Found>(TAKE, [outboxId, this.seconds, MOST_TAKEOVERS]);
      switch (found?.answer) {
        case 'FREE':
          return { lease: { outboxId, job, attempt: found.attempt!, payload: found.payload } };
        case 'HELD':
          return { heldForMilliseconds: Math.ceil(found.heldMilliseconds!) + 50 };
        case 'DEADLY':
          await this.unitOfWork.query(SET_ASIDE, [
            outboxId,
            `${MOST_TAKEOVERS + 1} workers fell silent while doing it`,
          ]);
      }
      return { nothingToDo: true };
    });
  }

  /** Keeps the lease; false where it is lost. */
  async renew(lease: Lease): Promise<boolean> {
    const rows = await this.unitOfWork.run(system('platform.renew-lease'), () =>
      this.unitOfWork.query(RENEW, [...this.fence(lease), this.seconds]),
    );
    return rows.length > 0;
  }

  /** Within the unit of work of the effects, before any of them: until it ends nobody can take the row over. */
  async settle(lease: Lease): Promise<void> {
    const settled = await this.unitOfWork.query(SETTLE, this.fence(lease));
    if (settled.length === 0) throw new StaleLeaseError(`attempt ${lease.attempt} of ${lease.outboxId} is over`);
  }

  /** Null where the lease is no longer this one. */
  async giveBack(lease: Lease, outcome: Outcome, error: unknown, attempts: number): Promise<GivenBack | null> {
    const [row] = await this.unitOfWork.run(system('platform.release-lease'), () =>
      this.unitOfWork.query<GivenBack>(GIVE_BACK, [...this.fence(lease), String(error), outcome, attempts]),
    );
    return row ?? null;
  }

  private fence({ outboxId, attempt }: Lease): [string, number] {
    return [outboxId, attempt];
  }

  private get seconds(): number {
    return this.config.jobs.leaseSeconds;
  }
}
