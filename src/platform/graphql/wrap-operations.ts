import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ExecutionResult } from 'graphql';
import { ANONYMOUS } from '../database/actor.js';
import type { RequestBudgets } from '../budgets/request-budgets.js';
import { tellBudget, tellRetryAfter } from '../budgets/tell-budget.js';
import { languageOf } from '../i18n/message.js';
import { requestContext } from '../logging/request-context.js';
import { ApiError } from './api-error.js';
import { type Authenticator, bearerToken } from './authentication.js';
import { Loaders, type OperationContext } from './operation-context.js';
import { OperationRunner } from './operation-runner.js';
import type { Sockets } from './sockets/sockets.js';
import { spendOnRefused } from './spend-cost.js';

/** The reply of Mercurius’s route: `graphql` executes one operation. */
type Execute = (
  source: string,
  context: object,
  variables: unknown,
  operationName?: string | null,
) => Promise<ExecutionResult>;

const JSON_TYPE = /^application\/json\s*(;|$)/i;

/**
 * Before Mercurius answers `/graphql`: finds out who asks, and puts the unit of work around the execution by shadowing
 * the reply’s own `graphql`, which is what the route calls. Operations come by POST; GET is for web sockets only, so
 * that no link can make a signed-in browser ask for anything; and only as JSON, which no form of another site can send.
 */
export function wrapOperations(authenticator: Authenticator, budgets: RequestBudgets) {
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
    const runner = request.server.operationRunner;
    const graphqlReply = reply as unknown as { graphql: Execute };
    const execute = graphqlReply.graphql;
    graphqlReply.graphql = (source, mercuriusContext, variables, operationName) => {
      context.operationName = operationName ?? null;
      context.variables = (variables ?? {}) as Record<string, unknown>;
      const operation = { query: source, variables, operationName, idempotencyKey: idempotencyKeyOf(request) };
      return requestContext.run({ requestId: context.requestId }, () =>
        runner.run(context, operation, async (current) => {
          // A try before this one may have left its own.
          void reply.code(200);
          const whole = Object.assign(mercuriusContext, current);
          // Variables are looked at in the hook before the execution, which says of each problem where it is.
          const result = await whileSpending(budgets, current, reply, () =>
            execute.call(reply, asText(source), whole, undefined, operationName),
          );
          return { ...result, extensions: { cost: { ...current.execution.cost, budget: current.payment.spent } } };
        }),
      );
    };
  };
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

/**
 * Mercurius takes a text in JSON for a syntax tree, past the limit on tokens. With a comment at its end no text is JSON.
 */
const asText = (source: string): string => `${source}\n#`;

async function contextOf(request: FastifyRequest, authenticator: Authenticator): Promise<OperationContext> {
  const { authorization } = request.headers;
  const token = bearerToken(authorization);
  const person = token === null ? null : await authenticator.authenticate(token);
  if (authorization !== undefined && !person) {
    throw new ApiError('UNAUTHENTICATED', 'The access token is wrong or has expired: sign in or refresh');
  }
  return {
    actor: person ?? ANONYMOUS,
    address: request.ip,
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
