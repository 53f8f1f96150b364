import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { type Actor, isPerson } from '../../database/actor.js';
import { ApiError } from '../api-error.js';
import { LIMITS } from '../limits.js';
import { costOf } from './operation-cost.js';

export interface OperationCost {
  requested: number;
  limit: number;
}

/** What the operation costs, or its refusal. */
export function refuseCostly(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>> | null | undefined,
  actor: Actor,
): OperationCost {
  const limit = isPerson(actor) ? LIMITS.cost : LIMITS.costForStrangers;
  const requested = costOf(schema, document, operation, variables);
  if (requested > limit) {
    const message = `The operation costs ${requested}, of at most ${limit}: ask for shorter pages, or for less of each entry`;
    throw new ApiError('LIMIT_EXCEEDED', message, { details: { cost: { requested, limit } } });
  }
  return { requested, limit };
}
