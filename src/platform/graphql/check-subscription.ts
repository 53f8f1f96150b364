import { type DocumentNode, getOperationAST, type GraphQLSchema, parse, specifiedRules, validate } from 'graphql';
import { ApiError } from './api-error.js';
import { type OperationCost, refuseCostly } from './cost/refuse-costly.js';
import { exceeded, LIMITS, sizeLimit } from './limits.js';
import { literalValues } from './literal-values.js';
import type { OperationContext } from './operation-context.js';
import type { SubscribePayload } from './sockets/client-message.js';
import { checkVariables } from './variable-values.js';

export interface CheckedSubscription {
  document: DocumentNode;
  operationName: string | null;
  variables: Record<string, unknown>;
  cost: OperationCost;
}

/** Reads a subscription and checks of it what is checked of a query or mutation on its way. */
export function checkSubscription(
  schema: GraphQLSchema,
  { query, variables = null, operationName = null }: SubscribePayload,
  { actor }: Pick<OperationContext, 'actor'>,
): CheckedSubscription {
  if (typeof query !== 'string') throw new ApiError('INVALID_REQUEST', 'Send the subscription as text');
  if (operationName !== null && typeof operationName !== 'string') {
    throw new ApiError('INVALID_REQUEST', 'The name of the operation is a text');
  }
  if (typeof variables !== 'object' || Array.isArray(variables)) {
    throw new ApiError('INVALID_REQUEST', 'Variables are an object');
  }
  const document = read(query);
  const operation = getOperationAST(document, operationName);
  if (operation?.operation !== 'subscription') {
    throw new ApiError('INVALID_REQUEST', 'Over a web socket there are subscriptions; send all else by POST');
  }
  const errors = validate(schema, document, [...specifiedRules, sizeLimit, literalValues]);
  const error = errors.find((one) => one instanceof ApiError) ?? errors[0];
  if (error) throw error;
  const cost = refuseCostly(schema, document, operation, variables as Record<string, unknown>, actor);
  checkVariables(schema, document, operation, variables as Record<string, unknown>);
  return { document, operationName, variables: { ...variables }, cost };
}

function read(query: string): DocumentNode {
  try {
    return parse(query, { maxTokens: LIMITS.tokens });
  } catch (error) {
    // Some thousand levels within the limit on tokens are more than the parser’s stack.
    if (error instanceof RangeError) throw exceeded('levels of fields', LIMITS.depth);
    throw error;
  }
}
