import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { MemberRole } from '../platform/database/actor.js';
import type { OperationContext } from '../platform/graphql/operation-context.js';
import { Refusal } from '../platform/graphql/problems.js';
import {
  MemberReinstatePayload,
  MemberRemovePayload,
  MemberRoleChangePayload,
  MemberSuspendPayload,
  OrganisationLeavePayload,
} from './identity.inputs.js';
import { MemberModel, MemberRoleEnum } from './identity.models.js';
import { MembersService } from './members.service.js';
import { signedIn } from './signed-in.js';

/** Who else acts for the caller’s organisation. */
@Resolver()
export class MembersResolver {
  constructor(private readonly members: MembersService) {}

  @Query(() => [MemberModel], { description: 'Who acts for the caller’s organisation, in the order they joined.' })
  organisationMembers(@Context() context: OperationContext): Promise<MemberModel[]> {
    return this.members.list(signedIn(context));
  }

  @Mutation(() => MemberRoleChangePayload, {
    description:
      'Gives a member another role, from their next operation on. Only for an owner; an organisation keeps one (LAST_OWNER).',
  })
  async memberRoleChange(
    @Args('personId', { type: () => ID, description: 'The colleague, or oneself.' }) personId: string,
    @Args('role', { type: () => MemberRoleEnum, description: 'The role from now on.' }) role: MemberRole,
    @Context() context: OperationContext,
  ): Promise<MemberRoleChangePayload | Refusal> {
    const member = await this.members.changeRole(signedIn(context), personId, role);
    return member instanceof Refusal ? member : { member };
  }

  @Mutation(() => MemberRemovePayload, {
    description:
      'Ends a colleague’s membership and the sessions that act for the organisation, at once; the e-mail address is free where they belong nowhere else. Only for an owner; never of the last owner (LAST_OWNER).',
  })
  async memberRemove(
    @Args('personId', { type: () => ID, description: 'The colleague, or oneself.' }) personId: string,
    @Context() context: OperationContext,
  ): Promise<MemberRemovePayload | Refusal> {
    const person = await this.members.remove(signedIn(context), personId);
    return person instanceof Refusal ? person : { person };
  }

  @Mutation(() => MemberSuspendPayload, {
    description:
      'Keeps a member from acting for the organisation, from their next operation on and on open subscriptions. Only for an owner; never the last one (LAST_OWNER).',
  })
  async memberSuspend(
    @Args('personId', { type: () => ID, description: 'The colleague.' }) personId: string,
    @Context() context: OperationContext,
  ): Promise<MemberSuspendPayload | Refusal> {
    const member = await this.members.suspend(signedIn(context), personId);
    return member instanceof Refusal ? member : { member };
  }

  @Mutation(() => MemberReinstatePayload, {
    description: 'Lets a suspended member act for the organisation again. Only for an owner.',
  })
  async memberReinstate(
    @Args('personId', { type: () => ID, description: 'The colleague.' }) personId: string,
    @Context() context: OperationContext,
  ): Promise<MemberReinstatePayload | Refusal> {
    const member = await this.members.reinstate(signedIn(context), personId);
    return member instanceof Refusal ? member : { member };
  }

  @Mutation(() => OrganisationLeavePayload, {
    description:
      'Ends one’s own membership of the organisation acted for, and the sessions that act for it; the e-mail address is free where one belongs nowhere else. Not for the last owner (LAST_OWNER).',
  })
  async organisationLeave(@Context() context: OperationContext): Promise<OrganisationLeavePayload | Refusal> {
    return (await this.members.leave(signedIn(context))) ?? {};
  }
}
