import { type CanActivate, type ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { GqlExecutionContext } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { isPerson, type MemberRole, MEMBER_ROLES, type OrganisationKind } from '../database/actor.js';
import { ApiError } from './api-error.js';
import type { OperationContext } from './operation-context.js';

const ACCESS = 'ketnoi:access';
export type Access = OrganisationKind | 'ANYONE';

/** Who may call a query, mutation or subscription. Without it nobody may: the guard denies by default. */
export const AllowAccess = (...kinds: [Access, ...Access[]]) => SetMetadata(ACCESS, kinds);

const MINIMUM_ROLE = 'ketnoi:minimum-role';

/**
 * What a member must at least be to call a mutation that is for organisations: EDITOR where nothing is said. VIEWER is for what
 * people do to their own account. What is for ANYONE asks for no role.
 */
export const MinimumRole = (role: MemberRole) => SetMetadata(MINIMUM_ROLE, role);

/**
 * The outer door, by kind of organisation. What of the data is visible is decided by row-level security, and what may
 * be done to one object by the service that does it.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    if (context.getType<string>() !== 'graphql') return true;
    const allowed = this.reflector.get<Access[] | undefined>(ACCESS, context.getHandler()) ?? [];
    if (allowed.includes('ANYONE')) return true;
    const { actor } = GqlExecutionContext.create(context).getContext<OperationContext>();
    if (actor.kind === 'ANONYMOUS') throw new ApiError('UNAUTHENTICATED', 'Sign in and send the access token');
    if (!isPerson(actor) || !allowed.includes(actor.kind)) {
      throw new ApiError('FORBIDDEN', 'This is not for your kind of organisation');
    }
    this.checkRole(context, actor.role);
    return true;
  }

  private checkRole(context: ExecutionContext, role: MemberRole): void {
    const { parentType } = GqlExecutionContext.create(context).getInfo<GraphQLResolveInfo>();
    if (parentType.name !== 'Mutation') return;
    const minimum = this.reflector.get<MemberRole | undefined>(MINIMUM_ROLE, context.getHandler()) ?? 'EDITOR';
    if (MEMBER_ROLES.indexOf(role) > MEMBER_ROLES.indexOf(minimum)) {
      throw new ApiError('FORBIDDEN', `This takes the role ${minimum} in your organisation`);
    }
  }
}
