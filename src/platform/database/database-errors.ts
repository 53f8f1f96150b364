import { QueryFailedError } from 'typeorm';

const SERIALIZATION_FAILURE = '40001';
const DEADLOCK_DETECTED = '40P01';
const UNIQUE_VIOLATION = '23505';
const FOREIGN_KEY_VIOLATION = '23503';
const READ_ONLY = '25006';

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

/** The transaction may not write: the database takes no writes, or the transaction itself has said that it only reads. */
export const isReadOnly = (error: unknown): boolean => driverError(error).code === READ_ONLY;

/** A row was to go that others refer to, or one was to refer to a row that is not there. */
export const isReferredTo = (error: unknown): boolean => driverError(error).code === FOREIGN_KEY_VIOLATION;

/** Another transaction has come between, as the work itself finds out: it is run again from the start. */
export class CollisionError extends Error {
  override name = 'CollisionError';
  readonly code = SERIALIZATION_FAILURE;
  constructor(cause: unknown) {
    super('another transaction came between', { cause });
  }
}

/** What the driver and TypeORM say of a connection that is no more, where they give no code. */
const LOST_CONNECTION =
  /^Query runner already released|already released, cannot continue|^Connection is closed\.$|Connection terminated|is not queryable|timeout exceeded when trying to connect|timeout expired|Query read timeout|Cannot use a pool after calling end/;

/** The database is gone, starting, out of space or out of connections, or takes no writes: nothing the caller did. */
export function isOutage(error: unknown): boolean {
  const { code } = driverError(error);
  if (typeof code !== 'string') return LOST_CONNECTION.test(error instanceof Error ? error.message : '');
  // 55000 comes from a database that takes no connections for the moment.
  return (
    code === READ_ONLY ||
    /^(08|53|57P|55000)/.test(code) ||
    /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOST)/.test(code)
  );
}

const passing = new WeakSet<object>();

/** Called with what a unit of work fails with: whoever catches it further out cannot tell whose connection was refused. */
export function noteIfPassing(error: unknown): void {
  if (error instanceof Error && (isOutage(error) || isRetryable(error))) passing.add(error);
}

/** A unit of work has failed because the database was gone, or because others were in the way every time: it will pass. */
export function isPassing(error: unknown): boolean {
  return error instanceof Error && (passing.has(error) || isPassing(error.cause));
}
