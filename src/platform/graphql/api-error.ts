import { GraphQLError } from 'graphql';

/**
 * What a client is told of an unexpected failure. The few codes there are:
 * UNAUTHENTICATED: sign in (again). FACTOR_NEEDED: an official must enrol a second factor first. STEP_UP_NEEDED: prove once more
 * that it is you, with `sessionConfirm`. FORBIDDEN: this kind of organisation may not do this. INVALID_REQUEST: the operation or
 * an argument of a query is malformed; what does not fit the schema is listed in `extensions.problems`. LIMIT_EXCEEDED: the operation is too deep, too long, too wide or
 * costs too much, which `extensions.cost` then tells.
 * OPERATION_NOT_REGISTERED: the hash is unknown, or only registered operations are taken from this caller.
 * BUDGET_SPENT: too much in too short a time; `extensions.retryAfterSeconds` says when to try again.
 * IDEMPOTENCY_KEY_REUSED: the key was used for another request. IDEMPOTENCY_KEY_IN_PROGRESS: a request with this key is being
 * carried out. IDEMPOTENCY_ANSWER_NOT_KEPT: it was done, and its answer held a secret. UNAVAILABLE: try again later. INTERNAL: a fault of ours, logged.
 */
export type ApiErrorCode =
  | 'UNAUTHENTICATED'
  | 'FACTOR_NEEDED'
  | 'STEP_UP_NEEDED'
  | 'FORBIDDEN'
  | 'INVALID_REQUEST'
  | 'LIMIT_EXCEEDED'
  | 'OPERATION_NOT_REGISTERED'
  | 'BUDGET_SPENT'
  | 'IDEMPOTENCY_KEY_REUSED'
  | 'IDEMPOTENCY_KEY_IN_PROGRESS'
  | 'IDEMPOTENCY_ANSWER_NOT_KEPT'
  | 'UNAVAILABLE'
  | 'INTERNAL';

interface ApiErrorOptions {
  httpStatus?: number;
  details?: object;
}

export class ApiError extends GraphQLError {
  /** Where the request as such is wrong and no operation of it was looked at. */
  readonly httpStatus: number | undefined;

  /** `details` are told to the client beside the code. */
  constructor(code: ApiErrorCode, message: string, { httpStatus, details }: ApiErrorOptions = {}) {
    super(message, { extensions: { code, ...details } });
    this.httpStatus = httpStatus;
  }
}
