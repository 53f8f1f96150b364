import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { isPerson } from '../database/actor.js';
import { Policy } from '../policy/policy.js';
import { ApiError } from './api-error.js';
import type { OperationContext } from './operation-context.js';

/**
 * The outer door, by the policy of the rooms. What of the data is visible is decided before each table, and what may be done to
 * one object by the service that does it.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(private readonly policy: Policy) {}

  canActivate(context: ExecutionContext): boolean {
    if (context.getType<string>() !== 'graphql') return true;
    const graphql = GqlExecutionContext.create(context);
    const { actor } = graphql.getContext<OperationContext>();
    const { fieldName, parentType } = graphql.getInfo<GraphQLResolveInfo>();
    if (!this.policy.can(actor, fieldName)) {
      if (actor.kind === 'ANONYMOUS') throw new ApiError('UNAUTHENTICATED', 'Sign in and send the access token');
      throw new ApiError('FORBIDDEN', 'This is not for your kind of organisation');
    }
    const isWrite = parentType.name === 'Mutation';
    // Before the role: a key that only reads acts as a viewer, whatever its maker is.
    const scope = isPerson(actor) ? this.policy.missingScope(actor, fieldName, isWrite) : null;
    if (scope === 'NONE') throw new ApiError('FORBIDDEN', 'This is not for API keys');
    if (scope) throw new ApiError('FORBIDDEN', `This takes an API key with the scope ${scope}`);
    const role = isPerson(actor) ? this.policy.missingRole(actor, fieldName, isWrite) : null;
    if (role) throw new ApiError('FORBIDDEN', `This takes the role ${role} in your organisation`);
    const unproven = isPerson(actor) ? this.policy.missingProof(actor, fieldName) : null;
    if (unproven) throw new ApiError(unproven, WHAT_TO_PROVE[unproven]);
    return true;
  }
}

export const WHAT_TO_PROVE = {
  FACTOR_NEEDED: 'Officials need a second factor before anything else: `factorEnrol`, then `factorConfirm`',
  STEP_UP_NEEDED:
    'This needs a recent proof that it is you: `sessionConfirm` with a code, or with the password where you have no second factor, then again',
};
