import { AsyncLocalStorage } from 'node:async_hooks';
import type { EventEmitter } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import {
  DataSource,
  type QueryRunner,
  QueryRunnerAlreadyReleasedError,
  type EntityManager,
  type EntityTarget,
  type ObjectLiteral,
  type Repository,
} from 'typeorm';
import { acting } from './acting.js';
import type { Actor } from './actor.js';
import { isReadOnly, isRetryable, noteIfPassing } from './database-errors.js';
import { type Answers, WorkApart } from './work-apart.js';

interface Work {
  /** Who came, whoever acts in between. */
  caller: Actor;
  manager: EntityManager;
  actor: Actor;
  afterCommit: (() => void)[];
  savepoints: number;
  apart: Answers;
}

export interface UnitOfWorkOptions<T = unknown> {
  /** Nothing may be written; a reading replica would do. */
  readOnly?: boolean;
  /** Whole tries before a serialisation failure is let through. */
  attempts?: number;
  /** Decides by what the work answers; where it says no, everything is undone and the answer still handed back. */
  isKept?: (answer: T) => boolean;
}

/** Milliseconds between two tries: many that collide over one row get their turn one after the other. */
const LONGEST_PAUSE = 400;

/**
 * One transaction per GraphQL operation or job. Its first statement tells the database who is acting, for this
 * transaction only, and row-level security does the rest: outside of a unit of work there is no identity, and so
 * nothing to see. A transaction reads one snapshot (REPEATABLE READ, the default of the application’s connections); where
 * two of them collide, the loser is run again from the start, so the work must have no effects beside the database. Whatever
 * must happen in the world goes through the outbox.
 */
@Injectable()
export class UnitOfWork {
  private readonly current = new AsyncLocalStorage<Work>();

  constructor(private readonly dataSource: DataSource) {}

  async run<T>(actor: Actor, work: () => Promise<T>, options: UnitOfWorkOptions<T> = {}): Promise<T> {
    if (this.current.getStore()) throw new Error('A unit of work is already open; use its manager');
    const attempts = options.attempts ?? 10;
    const apart: Answers = new Map();
    for (let attempt = 1; ;) {
      try {
        return await this.once(actor, work, options, apart);
      } catch (error) {
        if (error instanceof WorkApart) {
          await error.answer(apart);
          continue;
        }
        if (attempt >= attempts || !isRetryable(error)) {
          noteIfPassing(error);
          throw error;
        }
        await wait(Math.min(2 ** attempt * 5, LONGEST_PAUSE) * (0.5 + Math.random()));
        attempt++;
      }
    }
  }

  /**
   * Slow work that needs no database, done while no transaction is open and no connection held: the unit of work is given
   * up, the work done, and the unit of work run again from the start, where it finds the answer to the same question at
   * once. Whatever was read before is read again, so ask before anything is written, and only where nothing runs beside
   * it: in a mutation or a job, never in a query. `question` says what the answer depends on, all of it.
   */
  async apart<T>(question: string, work: () => Promise<T>): Promise<T> {
    const { apart } = this.open();
    if (!apart.has(question)) throw new WorkApart(question, work);
    return apart.get(question) as T;
  }

  /**
   * Acts as someone else for a stretch of the open unit of work, then as before again. Only for steps that come
   * before anybody is known (sign-up, sign-in) and only where nothing runs beside it: a mutation, never a query.
   */
  async actAs<T>(actor: Actor, work: () => Promise<T>): Promise<T> {
    const open = this.open();
    const before = open.actor;
    open.actor = actor;
    await identify(open.manager, actor);
    try {
      return await work();
    } finally {
      open.actor = before;
      // After a failed statement the transaction answers nothing any more, and is about to be rolled back.
      await identify(open.manager, before).catch(() => undefined);
    }
  }

  /** Undoes what the work changed when it says so, and lets the transaction go on. */
  async undoIf<T>(mustUndo: (value: T) => boolean, work: () => Promise<T>): Promise<T> {
    const open = this.open();
    const name = `step_${++open.savepoints}`;
    await open.manager.query(`SAVEPOINT ${name}`);
    const value = await work();
    await open.manager.query(mustUndo(value) ? `ROLLBACK TO SAVEPOINT ${name}` : `RELEASE SAVEPOINT ${name}`);
    return value;
  }

  get actor(): Actor {
    return this.open().actor;
  }

  /** Whose unit of work it is, also while Ketnoi itself acts for a stretch of it. */
  get caller(): Actor {
    return this.open().caller;
  }

  get manager(): EntityManager {
    return this.open().manager;
  }

  get isOpen(): boolean {
    return this.current.getStore() !== undefined;
  }

  repository<T extends ObjectLiteral>(entity: EntityTarget<T>): Repository<T> {
    return this.manager.getRepository(entity);
  }

  /** Hand-written SQL inside the transaction; the rows it answers, of RETURNING too. */
  async query<Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    const runner = this.manager.queryRunner!;
    const result = (await runner.query(sql, parameters, true)) as { records: Row[] };
    return result.records;
  }

  /** From now on to the end the transaction only reads. Being about to write is then a fault of ours, and no outage. */
  onlyRead(): Promise<void> {
    return onlyRead(this.manager.queryRunner!);
  }

  /** Something to do once the transaction has committed: waking a relay, never an effect that must not be lost. */
  afterCommit(action: () => void): void {
    this.open().afterCommit.push(action);
  }

  private open(): Work {
    const work = this.current.getStore();
    if (!work) throw new Error('No unit of work is open: nothing may be read or written without an acting identity');
    return work;
  }

  private async once<T>(
    actor: Actor,
    work: () => Promise<T>,
    options: UnitOfWorkOptions<T>,
    apart: Answers,
  ): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    const open: Work = { manager: runner.manager, caller: actor, actor, afterCommit: [], savepoints: 0, apart };
    let result: T;
    const connection = new WatchedConnection();
    try {
      connection.watch(await runner.connect());
      await runner.startTransaction();
      await identify(runner.manager, actor);
      if (options.readOnly) await onlyRead(runner);
      result = await this.current.run(open, work);
      if (options.isKept && !options.isKept(result)) {
        await runner.rollbackTransaction().catch(() => undefined);
        return result;
      }
      await runner.commitTransaction();
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw error instanceof QueryRunnerAlreadyReleasedError ? (connection.lostBy ?? error) : error;
    } finally {
      connection.leave();
      await runner.release();
    }
    for (const action of open.afterCommit) action();
    return result;
  }
}

/** Remembers why a connection was lost while nothing was asked of it: who asks next is told only that it is gone. */
class WatchedConnection {
  lostBy: Error | null = null;
  private client: EventEmitter | null = null;
  private readonly onError = (error: Error): void => void (this.lostBy ??= error);

  watch(client: EventEmitter): void {
    this.client = client.on('error', this.onError);
  }

  leave(): void {
    this.client?.off('error', this.onError);
  }
}

/** The one place that tells a transaction that may not write from a database that takes no writes. */
async function onlyRead(runner: QueryRunner): Promise<void> {
  await runner.query('SET TRANSACTION READ ONLY');
  const ask = runner.query.bind(runner) as (...asked: unknown[]) => Promise<unknown>;
  const asked = async (...given: unknown[]): Promise<unknown> => {
    try {
      return await ask(...given);
    } catch (error) {
      throw isReadOnly(error) ? new Error('a read-only transaction was to write', { cause: error }) : error;
    }
  };
  runner.query = asked as QueryRunner['query'];
}

async function identify(manager: EntityManager, actor: Actor): Promise<void> {
  const { sql, parameters } = acting(actor);
  await manager.query(sql, parameters);
}
