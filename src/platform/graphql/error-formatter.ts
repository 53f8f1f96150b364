import { type ExecutionResult, GraphQLError } from 'graphql';
import { isOutage, isRetryable } from '../database/database-errors.js';
import type { PinoLogger } from '../logging/pino-logger.js';
import type { ApiErrorCode } from './api-error.js';
import type { OperationContext } from './operation-context.js';

const STATUS: Partial<Record<ApiErrorCode, number>> = { UNAUTHENTICATED: 401, UNAVAILABLE: 503 };

interface Answered {
  message: string;
  code: ApiErrorCode;
}

/**
 * Turns whatever went wrong into one of the few codes. The original goes to the log, once, and to the unit of work,
 * which decides whether to run the operation again; nothing of it reaches the client.
 */
export function errorFormatter(log: PinoLogger) {
  return (execution: ExecutionResult, context: unknown) => {
    const { execution: state } = (context ?? {}) as Partial<OperationContext>;
    const errors = (execution.errors ?? []).flatMap(unfold).map((error) => {
      const original = causeOf(error);
      state?.failures.push(original);
      const { message, code } = answer(error, original, log);
      return { message, locations: error.locations, path: error.path, extensions: { code } };
    });
    const hasData = execution.data !== null && execution.data !== undefined;
    const statusCode = hasData ? 200 : (STATUS[errors[0]?.extensions.code as ApiErrorCode] ?? 200);
    return { statusCode, response: { data: execution.data ?? null, errors: errors as never } };
  };
}

/** Mercurius wraps a list of validation errors in one. */
function unfold(error: GraphQLError): GraphQLError[] {
  const inner = (error.originalError as { errors?: unknown } | undefined)?.errors;
  if (!Array.isArray(inner) || inner.length === 0) return [error];
  return inner.map((one: Error) => (one instanceof GraphQLError ? one : new GraphQLError(one.message)));
}

function causeOf(error: GraphQLError): unknown {
  let cause: unknown = error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return cause;
}

function answer(error: GraphQLError, original: unknown, log: PinoLogger): Answered {
  const known = [original, error].find((one) => one instanceof GraphQLError && one.extensions?.code) as GraphQLError;
  if (known) return { message: known.message, code: known.extensions.code as ApiErrorCode };
  // Still a GraphQLError at the bottom: graphql-js says that the operation itself is malformed.
  if (original instanceof GraphQLError) {
    const isTooLong = /tokens\. Parsing aborted/.test(original.message);
    return { message: original.message, code: isTooLong ? 'LIMIT_EXCEEDED' : 'INVALID_REQUEST' };
  }
  const { code, statusCode } = (original ?? {}) as { code?: string; statusCode?: number };
  if (code === 'MER_ERR_GQL_QUERY_DEPTH') return { message: 'The operation is too deep', code: 'LIMIT_EXCEEDED' };
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return { message: 'The request is too large', code: 'LIMIT_EXCEEDED' };
  if (isOutage(original) || isRetryable(original)) {
    log.error({ err: original }, 'the database did not answer');
    return { message: 'The service cannot answer now; try again in a moment', code: 'UNAVAILABLE' };
  }
  if (statusCode !== undefined && statusCode < 500) return { message: error.message, code: 'INVALID_REQUEST' };
  log.error({ err: original, path: error.path?.join('.') }, 'operation failed unexpectedly');
  return { message: 'Something went wrong on our side; it has been logged', code: 'INTERNAL' };
}
