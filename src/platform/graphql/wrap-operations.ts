import type { FastifyReply, FastifyRequest } from 'fastify';
import { execute, type ExecutionResult } from 'graphql';
import { ANONYMOUS } from '../database/actor.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import type { RequestBudgets } from '../budgets/request-budgets.js';
import { tellBudget, tellRetryAfter } from '../budgets/tell-budget.js';
import { languageOf } from '../i18n/message.js';
import { requestContext } from '../logging/request-context.js';
import { ApiError } from './api-error.js';
import { type Authenticator, bearerToken } from './authentication.js';
import { clientOf } from './client.js';
import type { Documents } from './documents/documents.js';
import type { errorFormatter } from './error-formatter.js';
import { Loaders, type OperationContext } from './operation-context.js';
import { OperationRunner } from './operation-runner.js';
import { prepareOperation, type PreparedOperation } from './prepare-operation.js';
import type { Sockets } from './sockets/sockets.js';
import { spendCost, spendOnRefused } from './spend-cost.js';

/** The reply of Mercurius’s route: `graphql` executes one operation. */
type Answer = (
  source: string,
  context: object,
  variables: unknown,
  operationName?: string | null,
) => Promise<ExecutionResult>;

interface Parts {
  authenticator: Authenticator;
  budgets: RequestBudgets;
  documents: Documents;
  unitOfWork: UnitOfWork;
  format: ReturnType<typeof errorFormatter>;
}

const JSON_TYPE = /^application\/json\s*(;|$)/i;

/**
 * Before Mercurius answers `/graphql`: finds out who asks, and answers in its place by shadowing the reply’s own `graphql`,
 * which is what the route calls. Everything that can be said of an operation without the database is said first; only
 * then does its unit of work begin. Operations come by POST; GET is for web sockets only, so that no link can make a
 * signed-in browser ask for anything; and only as JSON, which no form of another site can send.
 */
export function wrapOperations({ authenticator, budgets, documents, unitOfWork, format }: Parts) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    if (request.method !== 'POST') {
      if (request.headers.upgrade?.toLowerCase() === 'websocket') return request.server.sockets.accept(request, reply);
      throw new ApiError('INVALID_REQUEST', 'Send operations by POST, as application/json', { httpStatus: 405 });
    }
    if (!JSON_TYPE.test(request.headers['content-type'] ?? '')) {
      throw new ApiError('INVALID_REQUEST', 'Send operations as application/json', { httpStatus: 415 });
    }
    const context = await contextOf(request, authenticator);
    refuseIfSpent(budgets, context, reply);
    request.operationContext = context;
    putTextOf(request.body, documents);
    const { operationRunner: runner, graphql } = request.server;

    const executed = async (prepared: PreparedOperation, whole: OperationContext): Promise<ExecutionResult> => {
      const { type, cost, schema, document } = prepared;
      Object.assign(whole.execution, { type, cost });
      // PostgreSQL itself refuses what a query must not do.
      if (type === 'query') await unitOfWork.onlyRead();
      const { operationName, variables: variableValues } = whole;
      const result = await execute({ schema, document, contextValue: whole, variableValues, operationName });
      const { statusCode, response } = result.errors ? format(result, whole) : { statusCode: 200, response: result };
      void reply.code(statusCode);
      return { ...response, extensions: { cost: { ...cost, budget: whole.payment.spent } } };
    };

    const answer: Answer = async (source, mercuriusContext, variables, operationName) => {
      context.operationName = operationName ?? null;
      context.variables = (variables ?? {}) as Record<string, unknown>;
      const document = documents.read(graphql.schema, source, context.actor);
      const prepared = prepareOperation(graphql.schema, document, context);
      await spendCost(budgets, context, prepared.cost);
      const operation = { query: source, variables, operationName, idempotencyKey: idempotencyKeyOf(request) };
      return requestContext.run({ requestId: context.requestId }, () =>
        runner.run(context, operation, (current) => executed(prepared, Object.assign(mercuriusContext, current))),
      );
    };
    Object.assign(reply, {
      graphql: (...asked: Parameters<Answer>) => whileSpending(budgets, context, reply, () => answer(...asked)),
    });
  };
}

/** `documentId` instead of `query`, as in the appendix on persisted documents of GraphQL over HTTP. */
function putTextOf(body: unknown, { registered }: Documents): void {
  if (typeof body !== 'object' || body === null || !('documentId' in body)) return;
  if ('query' in body) {
    throw new ApiError('INVALID_REQUEST', 'Send either query or documentId, not both', { httpStatus: 400 });
  }
  Object.assign(body, { query: registered.textOf(body.documentId) });
}

/** What was refused before its cost was known has been read all the same. */
async function whileSpending<T>(
  budgets: RequestBudgets,
  context: OperationContext,
  reply: FastifyReply,
  work: () => Promise<T>,
): Promise<T> {
  try {
    const result = await work().finally(() => spendOnRefused(budgets, context));
    context.execution.failures.forEach((failure) => tellRetryAfter(reply, failure));
    return result;
  } catch (error) {
    tellRetryAfter(reply, error);
    throw error;
  } finally {
    if (context.payment.spent) tellBudget(reply, context.payment.spent);
  }
}

/** Whoever has spent all there was is not looked at any further. */
function refuseIfSpent(budgets: RequestBudgets, context: OperationContext, reply: FastifyReply): void {
  try {
    budgets.refuseIfSpent(budgets.ofOperations(context), context);
  } catch (refusal) {
    tellRetryAfter(reply, refusal);
    throw refusal;
  }
}

async function contextOf(request: FastifyRequest, authenticator: Authenticator): Promise<OperationContext> {
  const { authorization } = request.headers;
  const token = bearerToken(authorization);
  const person = token === null ? null : await authenticator.authenticate(token);
  if (authorization !== undefined && !person) {
    throw new ApiError('UNAUTHENTICATED', 'The access token is wrong or has expired: sign in or refresh');
  }
  return {
    actor: person ?? ANONYMOUS,
    client: clientOf(request),
    language: languageOf(request.headers['accept-language']),
    requestId: request.id,
    operationName: null,
    variables: {},
    loaders: new Loaders(),
    attempt: 0,
    payment: {},
    execution: { type: null, failures: [] },
  };
}

function idempotencyKeyOf(request: FastifyRequest): string | null {
  const header = request.headers['idempotency-key'];
  return typeof header === 'string' ? header : null;
}

declare module 'fastify' {
  interface FastifyInstance {
    operationRunner: OperationRunner;
    sockets: Sockets;
  }
  interface FastifyRequest {
    operationContext?: OperationContext;
  }
}
