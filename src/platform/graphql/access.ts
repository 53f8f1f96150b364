import { type CanActivate, type ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { GqlExecutionContext } from '@nestjs/graphql';
import type { OrganisationKind } from '../database/actor.js';
import { ApiError } from './api-error.js';
import type { OperationContext } from './operation-context.js';

const ACCESS = 'ketnoi:access';
export type Access = OrganisationKind | 'ANYONE';

/** Who may call a query, mutation or subscription. Without it nobody may: the guard denies by default. */
export const AllowAccess = (...kinds: [Access, ...Access[]]) => SetMetadata(ACCESS, kinds);

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
    if (actor.kind !== 'SYSTEM' && allowed.includes(actor.kind)) return true;
    throw new ApiError('FORBIDDEN', 'This is not for your kind of organisation');
  }
}
