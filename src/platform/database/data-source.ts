import type { Type } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { connectionOptions, DatabaseClient } from './client.js';
import { APPLICATION_ROLE } from './roles.js';
import { SnakeNamingStrategy } from './snake-naming-strategy.js';
import type { Migration } from '../room.js';

/**
 * The application’s connections. Statements of one operation are pipelined: parallel resolvers share the transaction
 * without waiting for each other’s round trip. Transactions read one snapshot without having to say so each time.
 */
export function applicationDataSource(url: string, entities: Type<object>[], poolSize: number): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    entities,
    namingStrategy: new SnakeNamingStrategy(),
    synchronize: false,
    applicationName: 'ketnoi',
    poolSize,
    extra: {
      Client: DatabaseClient,
      pipeline: true,
      options: connectionOptions(
        `-c role=${APPLICATION_ROLE}`,
        '-c default_transaction_isolation=repeatable\\ read',
        '-c idle_in_transaction_session_timeout=60000',
        '-c statement_timeout=60000',
      ),
    },
  });
}

/** The connection of whoever changes the database’s shape. */
export const ownerDataSource = (url: string, migrations: readonly Migration[]): DataSource =>
  new DataSource({
    type: 'postgres',
    url,
    migrations: [...migrations],
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    extra: { Client: DatabaseClient, options: connectionOptions() },
  });
