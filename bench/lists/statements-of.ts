import type { DataSource, QueryRunner } from 'typeorm';
import type { Statement } from './explain.js';

/** What the application sends to its database while the work is done: in order, by connection. */
export async function statementsOf(dataSource: DataSource, work: () => Promise<unknown>): Promise<Statement[][]> {
  const before = dataSource.logger;
  const byConnection = new Map<QueryRunner | undefined, Statement[]>();
  const logQuery = (sql: string, parameters: unknown[] = [], connection?: QueryRunner): void => {
    const statements = byConnection.get(connection) ?? [];
    byConnection.set(connection, [...statements, { sql, parameters }]);
  };
  dataSource.logger = Object.assign(Object.create(before), { logQuery });
  try {
    await work();
  } finally {
    dataSource.logger = before;
  }
  return [...byConnection.values()];
}
