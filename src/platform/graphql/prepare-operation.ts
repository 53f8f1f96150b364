import { type DocumentNode, getOperationAST, type GraphQLSchema, OperationTypeNode } from 'graphql';
import { isPerson } from '../database/actor.js';
import { ApiError } from './api-error.js';
import { type OperationCost, refuseCostly } from './cost/refuse-costly.js';
import type { OperationContext } from './operation-context.js';
import { refuseDeep } from './value-depth.js';
import { checkVariables } from './variable-values.js';

export interface PreparedOperation {
  schema: GraphQLSchema;
  document: DocumentNode;
  type: 'query' | 'mutation';
  cost: OperationCost;
}

/** What is checked of an operation, its name and its variables before a transaction begins for it. */
export function prepareOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  { operationName, variables, actor }: Pick<OperationContext, 'operationName' | 'variables' | 'actor'>,
): PreparedOperation {
  const operation = getOperationAST(document, operationName);
  if (!operation) throw new ApiError('INVALID_REQUEST', 'Name one of the operations of the document in operationName');
  if (operation.operation === OperationTypeNode.SUBSCRIPTION) {
    throw new ApiError('INVALID_REQUEST', 'Subscribe over a web socket, with graphql-transport-ws');
  }
  refuseDeep(variables);
  const cost = refuseCostly(schema, document, operation, variables, actor);
  checkVariables(schema, document, operation, variables, isPerson(actor));
  return { schema, document, type: operation.operation, cost };
}
