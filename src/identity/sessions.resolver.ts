import { Args, Context, ID, Info, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { isPerson } from '../platform/database/actor.js';
import { AllowAccess, MinimumRole } from '../platform/graphql/access.js';
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
import { keepRefusal } from './kept-refusal.js';
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
  @AllowAccess('ANYONE')
  async viewer(@Context() context: OperationContext): Promise<ViewerModel | null> {
    if (!isPerson(context.actor)) return null;
    const { personId, organisationId, memberships } = signedIn(context);
    return this.viewers.find(personId, organisationId, memberships);
  }

  @Mutation(() => SupplierSignUpPayload, {
    description: 'Signs up a supplying firm with its first person, and signs in.',
  })
  @AllowAccess('ANYONE')
  supplierSignUp(
    @Args('input', { description: 'The firm and the person.' }) input: SignUpInput,
    @Context() context: OperationContext,
  ): Promise<SupplierSignUpPayload | Refusal> {
    context.execution.holdsSecret = true;
    return this.signUps.signUp('SUPPLIER', input, context.language);
  }

  @Mutation(() => BuyerSignUpPayload, { description: 'Signs up a buying firm with its first person, and signs in.' })
  @AllowAccess('ANYONE')
  buyerSignUp(
    @Args('input', { description: 'The firm and the person.' }) input: SignUpInput,
    @Context() context: OperationContext,
  ): Promise<BuyerSignUpPayload | Refusal> {
    context.execution.holdsSecret = true;
    return this.signUps.signUp('BUYER', input, context.language);
  }

  @Mutation(() => SessionCreatePayload, {
    description:
      'Signs in. SIGN_IN_REFUSED does not say whether the address is known; TOO_MANY_ATTEMPTS asks to wait. Must be the only field of its operation.',
  })
  @AllowAccess('ANYONE')
  sessionCreate(
    @Args('input', { description: 'E-mail address and password.' }) input: SessionCreateInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    context.execution.holdsSecret = true;
    return keepRefusal<SessionCreatePayload>(info, context, () => this.signIns.signIn(input));
  }

  @Mutation(() => SessionRefreshPayload, {
    description:
      'Exchanges a refresh token for a new pair. Each is good once: one that is used again ends the session (SESSION_ENDED), as one of the two users must have stolen it. Send it without an Authorization header. Must be the only field of its operation.',
  })
  @AllowAccess('ANYONE')
  sessionRefresh(
    @Args('refreshToken', { description: 'The newest refresh token of the session.' }) refreshToken: string,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    context.execution.holdsSecret = true;
    return keepRefusal<SessionRefreshPayload>(info, context, () => this.sessions.refresh(refreshToken));
  }

  @Mutation(() => SessionRevokePayload, {
    description: 'Signs out: ends the session, its access token included. A token that is not known is no error.',
  })
  @AllowAccess('ANYONE')
  async sessionRevoke(
    @Args('refreshToken', { description: 'Any refresh token of the session.' }) refreshToken: string,
  ): Promise<SessionRevokePayload> {
    await this.sessions.revoke(refreshToken);
    return {};
  }

  @Mutation(() => SessionSwitchOrganisationPayload, {
    description:
      'Lets the session act for another organisation of the person’s, from the next operation on, with the tokens there are (MEMBERSHIP_NOT_FOUND).',
  })
  @AllowAccess('SUPPLIER', 'BUYER', 'AUTHORITY')
  @MinimumRole('VIEWER')
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
  @AllowAccess('SUPPLIER', 'BUYER', 'AUTHORITY')
  @MinimumRole('VIEWER')
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
