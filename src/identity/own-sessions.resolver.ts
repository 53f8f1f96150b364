import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { OperationContext } from '../platform/graphql/operation-context.js';
import { Refusal } from '../platform/graphql/problems.js';
import { SessionEndPayload, SessionsEndAllPayload } from './identity.inputs.js';
import { OpenSessionModel } from './identity.models.js';
import { MOST_SESSIONS } from './limits.js';
import { OwnSessionsService } from './own-sessions.service.js';
import { signedIn } from './signed-in.js';

/** Where the caller is signed in. */
@Resolver()
export class OwnSessionsResolver {
  constructor(private readonly sessions: OwnSessionsService) {}

  @Query(() => [OpenSessionModel], {
    description: `Where the caller is signed in, the last used first. A person has at most ${MOST_SESSIONS}: a further one ends the one longest unused.`,
  })
  mySessions(@Context() context: OperationContext): Promise<OpenSessionModel[]> {
    return this.sessions.list(signedIn(context));
  }

  @Mutation(() => SessionEndPayload, {
    description:
      'Ends one of one’s own sessions: its tokens are good no longer from the next operation on, and its open subscriptions end within seconds. SESSION_NOT_FOUND for one that is not one’s own or has ended.',
  })
  async sessionEnd(
    @Args('id', { type: () => ID, description: 'The `id` of an `OpenSession`.' }) id: string,
    @Context() context: OperationContext,
  ): Promise<SessionEndPayload | Refusal> {
    const session = await this.sessions.end(signedIn(context), id);
    return session instanceof Refusal ? session : { session };
  }

  @Mutation(() => SessionsEndAllPayload, {
    description:
      'Signs out everywhere, or everywhere else. The password stays; change it where somebody else may know it.',
  })
  async sessionsEndAll(
    @Args('thisToo', { description: 'Whether the session that asks ends, too.' }) thisToo: boolean,
    @Context() context: OperationContext,
  ): Promise<SessionsEndAllPayload> {
    return { endedCount: await this.sessions.endAll(signedIn(context), thisToo) };
  }
}
