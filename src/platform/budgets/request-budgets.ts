import { Inject, Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes, type RateLimiterStoreAbstract } from 'rate-limiter-flexible';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.token.js';
import { isPerson } from '../database/actor.js';
import type { OperationContext } from '../graphql/operation-context.js';
import { Retention } from '../retention/retention.js';
import type { BudgetStore } from './budget-store.js';
import { BudgetSpent } from './budget-spent.js';
import { type Budget, BUDGET_NAMES, type BudgetName, BUDGETS } from './budgets.js';

export const BUDGET_STORE = Symbol('BudgetStore');

/** Who spends: a person where one is signed in, or the key of a program, and the address in any case. */
export type Purse = Pick<OperationContext, 'actor' | 'client'>;

export interface Spent {
  budget: BudgetName;
  points: number;
  seconds: number;
  remaining: number;
  /** Until all of it is there again. */
  resetSeconds: number;
}

/**
 * The budgets in force. Spending is one statement in the store all processes share; whoever has spent all of a budget is
 * known in this process until it is there again, and asks nothing of the store. Where the store fails, each process reckons by itself.
 */
@Injectable()
export class RequestBudgets {
  private readonly limiters: Record<BudgetName, RateLimiterStoreAbstract>;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(BUDGET_STORE) store: BudgetStore,
    retention: Retention,
  ) {
    const limiterOf = (name: BudgetName) => {
      const { points, seconds } = this.of(name);
      const common = { keyPrefix: name, points, duration: seconds };
      const insuranceLimiter = new RateLimiterMemory(common);
      return [name, store.limiter({ ...common, inMemoryBlockOnConsumed: points, insuranceLimiter })];
    };
    this.limiters = Object.fromEntries(BUDGET_NAMES.map(limiterOf)) as typeof this.limiters;
    retention.register({
      period: 'budgets',
      table: 'budget',
      over: 'expire < (extract(epoch FROM $1::timestamptz) * 1000)::bigint',
      oldestFirst: 'expire',
    });
  }

  /** The budget that operations of this person or address are spent from. */
  ofOperations({ actor }: Purse): BudgetName {
    return isPerson(actor) ? 'operations' : 'strangers';
  }

  /** Refuses whoever is known to have spent all of it; asks nobody. */
  refuseIfSpent(name: BudgetName, purse: Purse): void {
    const limiter = this.limiters[name];
    const milliseconds = limiter.getInMemoryBlockMsBeforeExpire(limiter.getKey(this.keyOf(name, purse)));
    if (milliseconds > 0) throw new BudgetSpent(name, seconds(milliseconds));
  }

  /** Spends, or throws `BudgetSpent`. */
  async spend(name: BudgetName, purse: Purse, points = 1): Promise<Spent> {
    try {
      const { remainingPoints, msBeforeNext } = await this.limiters[name].consume(this.keyOf(name, purse), points);
      const budget = this.of(name);
      return {
        budget: name,
        points: budget.points,
        seconds: budget.seconds,
        remaining: remainingPoints,
        resetSeconds: seconds(msBeforeNext),
      };
    } catch (refused) {
      if (refused instanceof RateLimiterRes) throw new BudgetSpent(name, seconds(refused.msBeforeNext));
      throw refused;
    }
  }

  private of(name: BudgetName): Pick<Budget, 'points' | 'seconds'> {
    return this.config.budgets[name] ?? BUDGETS[name];
  }

  private keyOf(name: BudgetName, { actor, client }: Purse): string {
    return BUDGETS[name].per === 'PERSON' && isPerson(actor) ? (actor.key?.id ?? actor.personId) : client.address;
  }
}

const seconds = (milliseconds: number): number => Math.max(1, Math.ceil(milliseconds / 1000));

declare module 'rate-limiter-flexible' {
  interface RateLimiterStoreAbstract {
    getInMemoryBlockMsBeforeExpire(key: string): number;
  }
}
