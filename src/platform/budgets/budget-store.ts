import { Redis } from 'ioredis';
import {
  type IRateLimiterStoreOptions,
  RateLimiterPostgres,
  RateLimiterRedis,
  type RateLimiterStoreAbstract,
} from 'rate-limiter-flexible';
import { DataSource } from 'typeorm';
import { connectionOptions, DatabaseClient } from '../database/client.js';
import { answerInTime } from '../health/answer-in-time.js';
import { ROLE_OF } from '../database/roles.js';

type LimiterOptions = Omit<IRateLimiterStoreOptions, 'storeClient' | 'storeType' | 'tableName'>;

/** Where what was spent is kept, so that all processes know it. */
export interface BudgetStore {
  limiter(options: LimiterOptions): RateLimiterStoreAbstract;
  close(): Promise<void>;
}

/** Longer than any answer of a store in order; what takes longer is reckoned in this process alone. */
const PATIENCE_MILLISECONDS = 1_000;
const CONNECTIONS = 2;

/**
 * Connections of its own, so that a spending is kept whatever becomes of the operation and never waits for one of its
 * connections. A statement waits for none before it and need not be on the disk: what is lost in a crash was spent for nothing.
 */
export async function budgetsInPostgres(url: string): Promise<BudgetStore> {
  const dataSource = await new DataSource({
    type: 'postgres',
    url,
    applicationName: 'ketnoi-budgets',
    poolSize: CONNECTIONS,
    extra: {
      Client: DatabaseClient,
      options: connectionOptions(
        `-c role=${ROLE_OF.SYSTEM}`,
        '-c synchronous_commit=off',
        `-c statement_timeout=${PATIENCE_MILLISECONDS}`,
      ),
    },
  }).initialize();
  const { master } = dataSource.driver as unknown as { master: { query(statement: object): Promise<unknown> } };
  const query = (statement: object) => answerInTime(() => master.query(statement), PATIENCE_MILLISECONDS);
  return {
    limiter: (options) =>
      new RateLimiterPostgres({
        ...options,
        storeClient: { query },
        storeType: 'client',
        tableName: 'budget',
        tableCreated: true,
        clearExpiredByTimeout: false,
      }),
    close: () => dataSource.destroy(),
  };
}

/** With Redis they need no table; `namespace` keeps apart what shares the server. */
export function budgetsInRedis(url: string, namespace: string): BudgetStore {
  const redis = new Redis(url, {
    keyPrefix: `${namespace}:budget:`,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    commandTimeout: PATIENCE_MILLISECONDS,
  });
  // What is asked of it fails while it is away, and is reckoned here.
  redis.on('error', () => undefined);
  return {
    limiter: (options) => new RateLimiterRedis({ ...options, storeClient: redis, rejectIfRedisNotReady: true }),
    close: async () => redis.disconnect(),
  };
}
