import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../clock.js';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.token.js';
import { system } from '../database/actor.js';
import type { Condition } from '../database/access/table-access.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Routines } from '../jobs/routines.js';
import { PinoLogger } from '../logging/pino-logger.js';
import { type PeriodName, PERIODS } from './periods.js';

/** Rows of one transaction: a moment, so that nobody waits for it. */
const BATCH = 1_000;
const EVERY_TEN_MINUTES = 600_000;
const DAY = 86_400_000;
/** What a worker has not come round to for so long is told to an operator. */
const PATIENCE_DAYS = 1;

/** What goes from a table when its period is over. */
export interface RetentionRule {
  period: PeriodName;
  table: string;
  /** The rows that are over, `$1` being the moment of today that lies the period back; an index leads there. */
  over: Condition;
  /** The column of that index: the oldest go first. */
  oldestFirst: string;
  /** Further values that `over` speaks of, from `$2` on. */
  parameters?: () => unknown[];
}

/** What is kept beside the database. */
export interface RetentionElsewhere {
  period: PeriodName;
  /** Returns how much went. */
  removeBefore(moment: Date): Promise<number>;
  hasBefore(moment: Date): Promise<boolean>;
}

/**
 * The one place where what was kept long enough goes: each table has a rule, registered by the service that writes it, and a
 * period that the configuration may change. Rows go by the clock, some at a time, each time in a transaction of its own, so
 * that a million of them hold nobody up. Of several workers one is at a table at a time.
 */
@Injectable()
export class Retention {
  private readonly rules: RetentionRule[] = [];
  private readonly elsewhere: RetentionElsewhere[] = [];

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly log: PinoLogger,
    @Inject(CONFIG) private readonly config: Config,
    routines: Routines,
  ) {
    routines.register({ name: 'retention', everyMilliseconds: EVERY_TEN_MINUTES, work: () => this.removeAll() });
  }

  /** Called by whoever writes the table, from its constructor. */
  register(rule: RetentionRule | RetentionElsewhere): void {
    if (this.periods.includes(rule.period)) throw new Error(`There are two rules of retention for ${rule.period}`);
    if ('table' in rule) this.rules.push(rule);
    else this.elsewhere.push(rule);
  }

  get periods(): PeriodName[] {
    return [...this.rules, ...this.elsewhere].map(({ period }) => period);
  }

  get all(): readonly RetentionRule[] {
    return this.rules;
  }

  daysOf(period: PeriodName): number {
    return this.config.retention[period] ?? PERIODS[period].days;
  }

  /** Every table in turn; one that fails does not hinder the others. Returns how many rows went, by period. */
  async removeAll(): Promise<Partial<Record<PeriodName, number>>> {
    const removed: Partial<Record<PeriodName, number>> = {};
    for (const period of this.periods) {
      try {
        removed[period] = await this.remove(period);
      } catch (error) {
        this.log.warn({ period, err: error }, 'retention failed; it will be tried again');
      }
    }
    return removed;
  }

  /** Returns how many rows went. */
  async remove(period: PeriodName): Promise<number> {
    const beside = this.elsewhere.find((one) => one.period === period);
    if (beside) return beside.removeBefore(this.endOf(period));
    const rule = this.ruleOf(period);
    for (let total = 0; ;) {
      const removed = await this.unitOfWork.run(system('platform.retain'), async () => {
        const [lock] = await this.unitOfWork.query<{ isFree: boolean }>(
          `SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS "isFree"`,
          [`retention ${period}`],
        );
        if (!lock!.isFree) return [];
        return this.unitOfWork.query(
          `DELETE FROM ${rule.table} WHERE ctid = ANY (ARRAY(SELECT ctid FROM ${rule.table} WHERE ${rule.over}
             ORDER BY ${rule.oldestFirst} LIMIT ${BATCH})) RETURNING 1`,
          this.parametersOf(rule),
        );
      });
      total += removed.length;
      if (removed.length < BATCH) return total;
    }
  }

  /** The periods that were over more than a day ago for something that is still there. */
  async overdue(): Promise<PeriodName[]> {
    const late: PeriodName[] = [];
    for (const { period, hasBefore } of this.elsewhere) {
      if (await hasBefore(this.endOf(period, PATIENCE_DAYS))) late.push(period);
    }
    return this.unitOfWork.run(
      system('platform.look-at-retention'),
      async () => {
        for (const rule of this.rules) {
          const [found] = await this.unitOfWork.query(
            `SELECT FROM ${rule.table} WHERE ${rule.over} LIMIT 1`,
            this.parametersOf(rule, PATIENCE_DAYS),
          );
          if (found) late.push(rule.period);
        }
        return late;
      },
      { readOnly: true },
    );
  }

  private ruleOf(period: PeriodName): RetentionRule {
    const rule = this.rules.find((one) => one.period === period);
    if (!rule) throw new Error(`Nothing is kept for the period ${period}`);
    return rule;
  }

  private parametersOf({ period, parameters }: RetentionRule, patience = 0): unknown[] {
    return [this.endOf(period, patience), ...(parameters?.() ?? [])];
  }

  /** What is from before it is over. */
  private endOf(period: PeriodName, patience = 0): Date {
    return new Date(this.clock.now().getTime() - (this.daysOf(period) + patience) * DAY);
  }
}
