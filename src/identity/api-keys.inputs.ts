import { Field, GraphQLISODateTime, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { describedEnum } from '../platform/graphql/described-enum.js';
import type { Scope } from '../platform/policy/scopes.js';
import { IdentityMutationPayload } from './identity-user-error.js';
import { LONGEST_API_KEY_NAME } from './limits.js';

export const ApiKeyScopeEnum = describedEnum<Scope>('ApiKeyScope', 'What a key may do of what its maker may.', {
  FILES_READ: 'Fetch files.',
  FILES_WRITE: 'Send and delete files.',
  FIRMS_READ: 'See firms with sites, capabilities and certificates.',
  FIRMS_WRITE: 'Change the own firm.',
  REQUESTS_READ: 'See component requests.',
  REQUESTS_WRITE: 'Make, publish and change component requests.',
  MATCHES_READ: 'See matches and the progress of matching.',
  MATCHES_WRITE: 'Have lines matched again.',
  REVIEWS_READ: 'See what officials decided.',
  REVIEWS_WRITE: 'Answer what officials ask.',
});

@ObjectType('ApiKey', { description: 'What a program of the organisation comes in with, without the key itself.' })
export class ApiKeyModel {
  @Field(() => ID, { description: 'For `apiKeyRevoke`.' })
  id: string;

  @Field({ description: 'What it is for.' })
  name: string;

  @Field({ description: 'How the key begins.' })
  prefix: string;

  @Field(() => [ApiKeyScopeEnum], { description: 'What it may do.' })
  scopes: Scope[];

  @Field(() => GraphQLISODateTime, { description: 'When it was made.' })
  createdAt: Date;

  @Field(() => GraphQLISODateTime, { description: 'Until when it is good.' })
  expiresAt: Date;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'To the minute. Null before its first use.' })
  lastUsedAt: Date | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Since when it is void. Null while it is not.' })
  revokedAt: Date | null;
}

@InputType({ description: 'A key for a program.' })
export class ApiKeyCreateInput {
  @Field({ description: `What it is for, at most ${LONGEST_API_KEY_NAME} characters.` })
  name: string;

  @Field(() => [ApiKeyScopeEnum], {
    description: 'What it may do, at least one. With one that writes it acts as an editor, else as a viewer.',
  })
  scopes: Scope[];

  @Field(() => Int, { nullable: true, description: 'How long it is good; without it as long as may be.' })
  expiresInDays?: number | null;
}

@ObjectType({ description: 'The key, or what stood in the way.' })
export class ApiKeyCreatePayload extends IdentityMutationPayload {
  @Field(() => ApiKeyModel, { nullable: true, description: 'What is known of it later. Null when there are errors.' })
  apiKey?: ApiKeyModel | null;

  @Field(() => String, {
    nullable: true,
    description: 'The key itself, shown this once: `Authorization: Bearer knt_…`. Null when there are errors.',
  })
  secret?: string | null;
}

@ObjectType({ description: 'The key that is void from now on, or what stood in the way.' })
export class ApiKeyRevokePayload extends IdentityMutationPayload {
  @Field(() => ApiKeyModel, { nullable: true, description: 'As it is now. Null when there are errors.' })
  apiKey?: ApiKeyModel | null;
}
