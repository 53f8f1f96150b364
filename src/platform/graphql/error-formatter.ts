import { type ExecutionResult, GraphQLError } from 'graphql';
import { isOutage, isRetryable } from '../database/database-errors.js';
import { WorkApart } from '../database/work-apart.js';
import type { Language } from '../i18n/message.js';
import type { PinoLogger } from '../logging/pino-logger.js';
import { ApiError, type ApiErrorCode } from './api-error.js';
import { InvalidValues } from './invalid-values.js';
import { LIMITS } from './limits.js';
import type { OperationContext } from './operation-context.js';

const STATUS: Partial<Record<ApiErrorCode, number>> = { UNAUTHENTICATED: 401, UNAVAILABLE: 503 };

/** Faults of the service, logged with all that is known of them. Any other code tells a fault of the client. */
const OURS: ReadonlySet<ApiErrorCode> = new Set(['UNAVAILABLE', 'INTERNAL']);

interface Answered {
  message: string;
  code: ApiErrorCode;
  httpStatus?: number | undefined;
  extensions?: Record<string, unknown>;
}

/**
 * Turns whatever went wrong into one of the few codes. The original goes to the unit of work, which decides whether to
 * run the operation again, and to the log where the fault is ours; nothing of it reaches the client. Of what the client
 * did wrong the log has the codes alone: messages and stacks repeat what was sent. Of many errors the first few are told
 * and logged, and how many more there were.
 */
export function errorFormatter(log: PinoLogger) {
  return (execution: ExecutionResult, context: unknown) => {
    const { execution: state, language = 'vi', requestId } = (context ?? {}) as Partial<OperationContext>;
    let first: Answered | undefined;
    const refused = new Set<ApiErrorCode>();
    const all = toldOnce((execution.errors ?? []).flatMap(unfold));
    for (const error of all) state?.failures.push(causeOf(error));
    const errors = fewOf(all).map((error, at) => {
      const original = causeOf(error);
      const answered = answer(error, original, { log, language });
      first ??= answered;
      if (!OURS.has(answered.code)) refused.add(answered.code);
      const leftOut = at === LIMITS.errors - 1 ? all.length - LIMITS.errors : 0;
      return {
        message: answered.message,
        locations: error.locations,
        path: error.path,
        extensions: {
          ...(answered.extensions ?? { code: answered.code }),
          ...(leftOut > 0 && { errorsLeftOut: leftOut }),
        },
      };
    });
    if (refused.size > 0) tellRefusal(log, [...refused], state?.type ?? null, requestId);
    // Nothing of a mutation that failed is kept, so nothing of it may look as if it had been done.
    const data = state?.type === 'mutation' ? null : (execution.data ?? null);
    const statusCode = data || !first ? 200 : (first.httpStatus ?? STATUS[first.code] ?? 200);
    return { statusCode, response: { data, errors: errors as never } };
  };
}

function tellRefusal(
  log: PinoLogger,
  codes: ApiErrorCode[],
  operation: OperationContext['execution']['type'],
  requestId: string | undefined,
): void {
  log.info({ requestId, operation, codes }, 'operation refused');
}

/** What our own rule says of values in the text, with their places, graphql-js need not say of the same nodes again. */
function toldOnce(errors: GraphQLError[]): GraphQLError[] {
  const ours = errors.find((error) => error instanceof InvalidValues);
  if (!ours || ours.wrongNodes.size === 0) return errors;
  return errors.filter((error) => {
    if (error.extensions.code) return true;
    // Without nodes it says that there were too many to list.
    return error.nodes !== undefined && !error.nodes.some((node) => ours.wrongNodes.has(node));
  });
}

/** What nobody expected comes first, where not all can be told: it would not be logged otherwise. */
function fewOf(errors: GraphQLError[]): GraphQLError[] {
  if (errors.length <= LIMITS.errors) return errors;
  const isExpected = (error: GraphQLError): boolean => causeOf(error) instanceof GraphQLError;
  return [...errors.filter((error) => !isExpected(error)), ...errors.filter(isExpected)].slice(0, LIMITS.errors);
}

/** A document is refused with a list of errors in one. */
function unfold(error: GraphQLError): GraphQLError[] {
  const inner = (error.originalError as { errors?: unknown } | undefined)?.errors;
  if (!Array.isArray(inner) || inner.length === 0) return [error];
  return inner.map((one: Error) =>
    one instanceof GraphQLError ? one : new GraphQLError(one.message, { originalError: one }),
  );
}

function causeOf(error: GraphQLError): unknown {
  let cause: unknown = error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return cause;
}

interface Telling {
  log: PinoLogger;
  language: Language;
}

function answer(error: GraphQLError, original: unknown, { log, language }: Telling): Answered {
  if (original instanceof InvalidValues) return { code: 'INVALID_REQUEST', ...original.in(language) };
  const known = [original, error].find((one) => one instanceof GraphQLError && one.extensions?.code) as GraphQLError;
  if (known) {
    const code = known.extensions.code as ApiErrorCode;
    if (!(known instanceof ApiError)) return { message: known.message, code };
    return { message: known.message, code, httpStatus: known.httpStatus, extensions: known.extensions };
  }
  // Still a GraphQLError at the bottom: graphql-js says that the operation itself is malformed.
  if (original instanceof GraphQLError) {
    return { message: original.message, code: 'INVALID_REQUEST' };
  }
  const { code, statusCode } = (original ?? {}) as { code?: string; statusCode?: number };
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return { message: 'The request is too large', code: 'LIMIT_EXCEEDED', httpStatus: 413 };
  }
  // Nobody is told: the unit of work around this runs the operation again.
  if (original instanceof WorkApart) return { message: original.message, code: 'UNAVAILABLE' };
  if (isOutage(original) || isRetryable(original)) {
    // A collision is usual, and most often passes at the next try.
    log[isRetryable(original) ? 'warn' : 'error']({ err: original }, 'the database did not do it');
    return { message: 'The service cannot answer now; try again in a moment', code: 'UNAVAILABLE' };
  }
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return { message: error.message, code: 'INVALID_REQUEST', httpStatus: statusCode };
  }
  log.error({ err: original, path: error.path?.join('.') }, 'operation failed unexpectedly');
  return { message: 'Something went wrong on our side; it has been logged', code: 'INTERNAL' };
}
