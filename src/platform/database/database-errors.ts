import { QueryFailedError } from 'typeorm';

const SERIALIZATION_FAILURE = '40001';
const DEADLOCK_DETECTED = '40P01';
const UNIQUE_VIOLATION = '23505';

interface DriverError {
  code?: string;
  constraint?: string;
}

function driverError(error: unknown): DriverError {
  if (error instanceof QueryFailedError) return error.driverError as DriverError;
  return (error ?? {}) as DriverError;
}

/** Two transactions collided and this one lost: run again from the start, it may well pass. */
export function isRetryable(error: unknown): boolean {
  const { code } = driverError(error);
  return code === SERIALIZATION_FAILURE || code === DEADLOCK_DETECTED;
}

/** True for the violation of exactly that unique constraint or index, by our name for it. */
export function violates(error: unknown, constraint: string): boolean {
  const { code, constraint: violated } = driverError(error);
  return code === UNIQUE_VIOLATION && violated === constraint;
}

/** The database is gone, starting, out of space or out of connections: nothing the caller did. */
export function isOutage(error: unknown): boolean {
  const { code } = driverError(error);
  if (typeof code !== 'string') {
    return /terminat|ended|ECONN|timeout exceeded|not queryable/i.test(error instanceof Error ? error.message : '');
  }
  // 55000 comes from a database that takes no connections for the moment.
  return /^(08|53|57P|55000)/.test(code) || /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EHOST)/.test(code);
}
