import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { OperationContext } from '../platform/graphql/operation-context.js';
import { Refusal } from '../platform/graphql/problems.js';
import { MemberAddInput, MemberAddPayload, MemberRemovePayload, MemberRoleChangePayload } from './identity.inputs.js';
import { MemberModel, MemberRoleEnum } from './identity.models.js';
import type { MemberRole } from './membership.entity.js';
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

  @Mutation(() => MemberAddPayload, {
    description: 'Adds a colleague, who can sign in at once. Only for an owner (NOT_OWNER).',
  })
  async memberAdd(
    @Args('input', { description: 'The colleague.' }) input: MemberAddInput,
    @Context() context: OperationContext,
  ): Promise<MemberAddPayload | Refusal> {
    const member = await this.members.add(signedIn(context), input, context.language);
    return member instanceof Refusal ? member : { member };
  }

  @Mutation(() => MemberRoleChangePayload, {
    description:
      'Makes a member an owner, or an owner a plain member, from its next operation on. Only for an owner (NOT_OWNER); an organisation keeps one (LAST_OWNER).',
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
      'Ends a colleague’s membership and sessions, at once, and frees the e-mail address. Only for an owner (NOT_OWNER); never of the last owner (LAST_OWNER).',
  })
  async memberRemove(
    @Args('personId', { type: () => ID, description: 'The colleague, or oneself.' }) personId: string,
    @Context() context: OperationContext,
  ): Promise<MemberRemovePayload | Refusal> {
    const person = await this.members.remove(signedIn(context), personId);
    return person instanceof Refusal ? person : { person };
  }
}
