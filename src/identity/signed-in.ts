import { isPerson, type PersonActor } from '../platform/database/actor.js';
import { ApiError } from '../platform/graphql/api-error.js';
import type { OperationContext } from '../platform/graphql/operation-context.js';

/** The person asking, in a resolver only signed-in people reach. */
export function signedIn({ actor }: OperationContext): PersonActor {
  if (isPerson(actor)) return actor;
  throw new ApiError('UNAUTHENTICATED', 'Sign in and send the access token');
}
