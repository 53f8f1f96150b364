import { isPerson, type PersonActor } from '../platform/database/actor.js';
import { ApiError } from '../platform/graphql/api-error.js';
import type { ViewerMembershipModel } from './identity.models.js';
import type { OperationContext } from '../platform/graphql/operation-context.js';

/** Who is asking, by which session, and all that they may act for. */
export interface SessionActor extends PersonActor {
  sessionId: string;
  memberships: ViewerMembershipModel[];
}

/** The person asking, in a resolver only signed-in people reach. */
export function signedIn({ actor }: OperationContext): SessionActor {
  if (isPerson(actor)) return actor as SessionActor;
  throw new ApiError('UNAUTHENTICATED', 'Sign in and send the access token');
}
