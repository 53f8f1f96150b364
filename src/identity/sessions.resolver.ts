import { Args, Context, ID, Info, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { Spends } from '../platform/budgets/budget.guard.js';
import { isPerson } from '../platform/database/actor.js';
import type { OperationContext } from '../platform/graphql/operation-context.js';
import { Refusal } from '../platform/graphql/problems.js';
import {
  PasswordChangeInput,
  PasswordChangePayload,
  SessionCreateInput,
  BuyerSignUpPayload,
  SessionCreatePayload,
  SessionRefreshPayload,
  SupplierSignUpPayload,
  SessionRevokePayload,
  SessionSwitchOrganisationPayload,
  SignUpInput,
} from './identity.inputs.js';
import { ViewerModel } from './identity.models.js';
import { keepRefusal, mustStandAlone } from './kept-refusal.js';
import { SessionsService } from './sessions.service.js';
import { SignInService } from './sign-in.service.js';
import { SignUpService } from './sign-up.service.js';
import { signedIn } from './signed-in.js';
import { ViewersService } from './viewers.service.js';

/** Coming in, staying in, going out. */
@Resolver()
export class SessionsResolver {
  constructor(
    private readonly signUps: SignUpService,
    private readonly signIns: SignInService,
    private readonly sessions: SessionsService,
    private readonly viewers: ViewersService,
  ) {}

  @Query(() => ViewerModel, { nullable: true, description: 'Who is asking. Null without an access token.' })
  async viewer(@Context() context: OperationContext): Promise<ViewerModel | null> {
    if (!isPerson(context.actor)) return null;
    const actor = signedIn(context);
    return this.viewers.find(actor.personId, actor.organisationId, actor);
  }

  @Mutation(() => SupplierSignUpPayload, {
    description:
      'Signs up a supplying firm with its first person, and signs in. Must be the only field of its operation.',
  })
  @Spends('signUp')
  supplierSignUp(
    @Args('input', { description: 'The firm and the person.' }) input: SignUpInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<SupplierSignUpPayload | Refusal> {
    mustStandAlone(info);
    context.execution.holdsSecret = true;
    return this.signUps.signUp('SUPPLIER', input, context);
  }

  @Mutation(() => BuyerSignUpPayload, {
    description: 'Signs up a buying firm with its first person, and signs in. Must be the only field of its operation.',
  })
  @Spends('signUp')
  buyerSignUp(
    @Args('input', { description: 'The firm and the person.' }) input: SignUpInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<BuyerSignUpPayload | Refusal> {
    mustStandAlone(info);
    context.execution.holdsSecret = true;
    return this.signUps.signUp('BUYER', input, context);
  }

  @Mutation(() => SessionCreatePayload, {
    description:
      'Signs in, or answers a `challenge` where the person has a second factor. SIGN_IN_REFUSED does not say whether the address is known; PROVIDER_DEMANDED: with the right password, of an official whose authority wants `providerSignInBegin`; TOO_MANY_ATTEMPTS asks to wait. Must be the only field of its operation.',
  })
  @Spends('signIn')
  sessionCreate(
    @Args('input', { description: 'E-mail address and password.' }) input: SessionCreateInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    context.execution.holdsSecret = true;
    return keepRefusal<SessionCreatePayload>(info, context, () => this.signIns.signIn(input, context.client));
  }

  @Mutation(() => SessionRefreshPayload, {
    description:
      'Exchanges a refresh token for a new pair. Each is good once: one that is used again ends the session (SESSION_ENDED), as one of the two users must have stolen it. Only for ten seconds the same client (address and User-Agent) may use it again, as two tabs do at once: each gets a pair of its own. Send it without an Authorization header. Must be the only field of its operation.',
  })
  sessionRefresh(
    @Args('refreshToken', { description: 'The newest refresh token of the session.' }) refreshToken: string,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    context.execution.holdsSecret = true;
    return keepRefusal<SessionRefreshPayload>(info, context, () => this.sessions.refresh(refreshToken, context.client));
  }

  @Mutation(() => SessionRevokePayload, {
    description: 'Signs out: ends the session, its access token included. A token that is not known is no error.',
  })
  async sessionRevoke(
    @Args('refreshToken', { description: 'Any refresh token of the session.' }) refreshToken: string,
  ): Promise<SessionRevokePayload> {
    await this.sessions.revoke(refreshToken);
    return {};
  }

  @Mutation(() => SessionSwitchOrganisationPayload, {
    description:
      'Lets the session act for another organisation of the person’s, from the next operation on, with the tokens there are (MEMBERSHIP_NOT_FOUND). What a provider has opened acts for its authority alone (SESSION_OF_PROVIDER), and an authority may demand its provider (PROVIDER_DEMANDED).',
  })
  async sessionSwitchOrganisation(
    @Args('organisationId', { type: () => ID, description: 'One of `viewer.memberships`.' }) organisationId: string,
    @Context() context: OperationContext,
  ): Promise<SessionSwitchOrganisationPayload | Refusal> {
    const viewer = await this.sessions.switchTo(signedIn(context), organisationId);
    return viewer instanceof Refusal ? viewer : { viewer };
  }

  @Mutation(() => PasswordChangePayload, {
    description:
      'Changes one’s own password and ends all of one’s sessions, this one too. Must be the only field of its operation.',
  })
  passwordChange(
    @Args('input', { description: 'The password so far and the new one.' }) input: PasswordChangeInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return keepRefusal<PasswordChangePayload>(info, context, async () => {
      const person = await this.signIns.changePassword(signedIn(context), input);
      return person instanceof Refusal ? person : { person };
    });
  }
}
