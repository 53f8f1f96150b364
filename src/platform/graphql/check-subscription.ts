import { type DocumentNode, getOperationAST, type GraphQLSchema } from 'graphql';
import { isPerson } from '../database/actor.js';
import { ApiError } from './api-error.js';
import { type OperationCost, refuseCostly } from './cost/refuse-costly.js';
import type { Documents } from './documents/documents.js';
import type { OperationContext } from './operation-context.js';
import type { SubscribePayload } from './sockets/client-message.js';
import { refuseDeep } from './value-depth.js';
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
  documents: Documents,
): CheckedSubscription {
  if (typeof query !== 'string') throw new ApiError('INVALID_REQUEST', 'Send the subscription as text');
  if (operationName !== null && typeof operationName !== 'string') {
    throw new ApiError('INVALID_REQUEST', 'The name of the operation is a text');
  }
  if (typeof variables !== 'object' || Array.isArray(variables)) {
    throw new ApiError('INVALID_REQUEST', 'Variables are an object');
  }
  const document = documents.read(schema, query, actor);
  const operation = getOperationAST(document, operationName);
  if (operation?.operation !== 'subscription') {
    throw new ApiError('INVALID_REQUEST', 'Over a web socket there are subscriptions; send all else by POST');
  }
  const given = (variables ?? {}) as Record<string, unknown>;
  refuseDeep(given);
  const cost = refuseCostly(schema, document, operation, given, actor);
  checkVariables(schema, document, operation, given, isPerson(actor));
  return { document, operationName, variables: { ...given }, cost };
}
