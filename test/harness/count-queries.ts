import { DataSource } from 'typeorm';
import type { TestService } from './test-service.js';

/** How many statements the service sends while something runs, beside those that open and close the transactions. */
export async function countQueries(service: TestService, work: () => Promise<unknown>): Promise<number> {
  const dataSource = service.get(DataSource);
  const before = dataSource.logger;
  let count = 0;
  const logQuery = (query: string): void => {
    if (/^\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\b/i.test(query)) count++;
  };
  dataSource.logger = Object.assign(Object.create(before), { logQuery });
  try {
    await work();
  } finally {
    dataSource.logger = before;
  }
  return count;
}
