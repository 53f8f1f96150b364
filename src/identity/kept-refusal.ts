import { type GraphQLResolveInfo, Kind } from 'graphql';
import { ApiError } from '../platform/graphql/api-error.js';
import { type ToldProblem, userErrorsOf } from '../platform/graphql/mutation-payload.js';
import type { OperationContext } from '../platform/graphql/operation-context.js';
import { Refusal } from '../platform/graphql/problems.js';

/**
 * For mutations of which one request may not ask many: a list of aliases could guess a hundred passwords at once, or have
 * them hashed; and another field that fails would undo what this one must keep.
 */
export function mustStandAlone({ operation, fieldName }: GraphQLResolveInfo): void {
  const [only, ...others] = operation.selectionSet.selections;
  if (only?.kind === Kind.FIELD && others.length === 0) return;
  throw new ApiError('INVALID_REQUEST', `\`${fieldName}\` must be the only field of its operation`);
}

/**
 * For mutations whose refusal must leave a trace (a wrong password counted, a session ended): makes the payload here,
 * because a `Refusal` handed to the platform would be undone.
 */
export async function keepRefusal<Payload extends object>(
  info: GraphQLResolveInfo,
  context: OperationContext,
  mutation: () => Promise<Payload | Refusal>,
): Promise<Payload | { userErrors: ToldProblem[] }> {
  mustStandAlone(info);
  const result = await mutation();
  return result instanceof Refusal ? { userErrors: userErrorsOf(result, context.language) } : result;
}
