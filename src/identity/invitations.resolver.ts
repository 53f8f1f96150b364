import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { MemberRole } from '../platform/database/actor.js';
import type { OperationContext } from '../platform/graphql/operation-context.js';
import { Refusal } from '../platform/graphql/problems.js';
import {
  InvitationAcceptPayload,
  InvitationResendPayload,
  InvitationWithdrawPayload,
  MemberInvitePayload,
  NewcomerInput,
} from './identity.inputs.js';
import { InvitationModel, MemberRoleEnum } from './identity.models.js';
import { InvitationsService } from './invitations.service.js';
import { JoiningService } from './joining.service.js';
import { MOST_INVITATION_MAILS_A_DAY } from './limits.js';
import { signedIn } from './signed-in.js';

/** How an organisation grows. */
@Resolver()
export class InvitationsResolver {
  constructor(
    private readonly invitations: InvitationsService,
    private readonly joining: JoiningService,
  ) {}

  @Query(() => [InvitationModel], {
    description: 'Whom the caller’s organisation has invited and who has not answered yet, the first invited first.',
  })
  organisationInvitations(@Context() context: OperationContext): Promise<InvitationModel[]> {
    return this.invitations.list(signedIn(context));
  }

  @Mutation(() => MemberInvitePayload, {
    description: `Invites somebody by mail to act for the caller’s organisation; once more where the address is invited already, in the role given now. Only for an owner. ${MOST_INVITATION_MAILS_A_DAY} mails a day to one address at most (INVITED_TOO_OFTEN).`,
  })
  async memberInvite(
    @Args('email', { description: 'Where the mail goes; whoever accepts signs in with this address.' }) email: string,
    @Args('role', { type: () => MemberRoleEnum, description: 'The role they are to have.' }) role: MemberRole,
    @Context() context: OperationContext,
  ): Promise<MemberInvitePayload | Refusal> {
    const invitation = await this.invitations.invite(signedIn(context), email, role);
    return invitation instanceof Refusal ? invitation : { invitation };
  }

  @Mutation(() => InvitationResendPayload, {
    description:
      'Sends the mail once more, with a new token and from now on; the token before is void. Only for an owner.',
  })
  async invitationResend(
    @Args('id', { type: () => ID, description: 'An open invitation of the caller’s organisation.' }) id: string,
    @Context() context: OperationContext,
  ): Promise<InvitationResendPayload | Refusal> {
    const invitation = await this.invitations.resend(signedIn(context), id);
    return invitation instanceof Refusal ? invitation : { invitation };
  }

  @Mutation(() => InvitationWithdrawPayload, {
    description: 'Takes an open invitation back: its token is void. Only for an owner.',
  })
  async invitationWithdraw(
    @Args('id', { type: () => ID, description: 'An open invitation of the caller’s organisation.' }) id: string,
    @Context() context: OperationContext,
  ): Promise<InvitationWithdrawPayload | Refusal> {
    const invitation = await this.invitations.withdraw(signedIn(context), id);
    return invitation instanceof Refusal ? invitation : { invitation };
  }

  @Mutation(() => InvitationAcceptPayload, {
    description:
      'Joins the organisation that has sent the token, which is good once (TOKEN_INVALID). Somebody new says name and password and is signed in; somebody who has an account signs in with the invited address before, and goes on with `sessionSwitchOrganisation`.',
  })
  async invitationAccept(
    @Args('token', { description: 'From the newest mail.' }) token: string,
    @Args('newcomer', {
      type: () => NewcomerInput,
      nullable: true,
      description: 'Who has no account yet; null for whoever is signed in.',
    })
    newcomer: NewcomerInput | null,
    @Context() context: OperationContext,
  ): Promise<InvitationAcceptPayload | Refusal> {
    context.execution.holdsSecret = true;
    const joined = await this.joining.accept(context.actor, token, newcomer ?? null, context);
    if (joined instanceof Refusal) return joined;
    return { organisation: joined.organisation, session: joined.signedIn?.session ?? null };
  }
}
