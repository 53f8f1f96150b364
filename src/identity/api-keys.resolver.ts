import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { OperationContext } from '../platform/graphql/operation-context.js';
import { Refusal } from '../platform/graphql/problems.js';
import { ApiKeyCreateInput, ApiKeyCreatePayload, ApiKeyModel, ApiKeyRevokePayload } from './api-keys.inputs.js';
import { ApiKeysService } from './api-keys.service.js';
import { signedIn } from './signed-in.js';

/** What programs of the organisation come in with. */
@Resolver()
export class ApiKeysResolver {
  constructor(private readonly keys: ApiKeysService) {}

  @Query(() => [ApiKeyModel], {
    description: 'The keys of the caller’s organisation that are not revoked, in the order they were made.',
  })
  apiKeys(@Context() context: OperationContext): Promise<ApiKeyModel[]> {
    return this.keys.list(signedIn(context));
  }

  @Mutation(() => ApiKeyCreatePayload, {
    description:
      'Makes a key for a program, which acts in the name of whoever made it and no longer than that person may. Only for an owner. Good for a limited time (API_KEY_DAYS).',
  })
  async apiKeyCreate(
    @Args('input', { description: 'What it is for, and what it may do.' }) input: ApiKeyCreateInput,
    @Context() context: OperationContext,
  ): Promise<ApiKeyCreatePayload | Refusal> {
    context.execution.holdsSecret = true;
    return this.keys.create(signedIn(context), input);
  }

  @Mutation(() => ApiKeyRevokePayload, {
    description: 'Makes a key void at once, on open subscriptions too. Only for an owner (API_KEY_NOT_FOUND).',
  })
  async apiKeyRevoke(
    @Args('id', { type: () => ID, description: 'Of the key that shall end.' }) id: string,
    @Context() context: OperationContext,
  ): Promise<ApiKeyRevokePayload | Refusal> {
    const apiKey = await this.keys.revoke(signedIn(context), id);
    return apiKey instanceof Refusal ? apiKey : { apiKey };
  }
}
