import { type GraphQLResolveInfo, Kind } from 'graphql';
import { ApiError } from '../platform/graphql/api-error.js';
import { type ToldProblem, userErrorsOf } from '../platform/graphql/mutation-payload.js';
import type { OperationContext } from '../platform/graphql/operation-context.js';
import { Refusal } from '../platform/graphql/problems.js';

/**
 * For mutations whose refusal must leave a trace (a wrong password counted, a session ended): makes the payload here,
 * because a `Refusal` handed to the platform would be undone. Another field of the same operation could undo it too by
 * failing, and a list of aliases could guess a hundred times in one request, so the mutation must stand alone.
 */
export async function keepRefusal<Payload extends object>(
  info: GraphQLResolveInfo,
  context: OperationContext,
  mutation: () => Promise<Payload | Refusal>,
): Promise<Payload | { userErrors: ToldProblem[] }> {
  const [only, ...others] = info.operation.selectionSet.selections;
  if (only?.kind !== Kind.FIELD || others.length > 0) {
    throw new ApiError('INVALID_REQUEST', `\`${info.fieldName}\` must be the only field of its operation`);
  }
  const result = await mutation();
  return result instanceof Refusal ? { userErrors: userErrorsOf(result, context.language) } : result;
}
