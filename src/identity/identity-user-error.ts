import { Field, ObjectType } from '@nestjs/graphql';
import { errorCodes, payloadWith, UserError } from '../platform/graphql/mutation-payload.js';
import { TEXT } from '../platform/text/text.errors.js';
import { TERM } from '../taxonomy/resolve-term.js';
import { AUTHORITY, IDENTITY } from './identity.errors.js';

export const IdentityErrorCode = errorCodes(
  'IdentityErrorCode',
  'What stands in the way of signing up, signing in and deciding who belongs to an organisation.',
  IDENTITY,
  AUTHORITY,
  TERM,
  TEXT,
);

@ObjectType({
  implements: () => [UserError],
  description: 'What stands in the way of signing up, signing in and deciding who belongs to an organisation.',
})
export class IdentityUserError extends UserError {
  @Field(() => IdentityErrorCode, {
    description: 'For programs: stays the same for ever and means nothing else anywhere.',
  })
  code: string;
}

/** What each mutation of this room answers beside its object. */
@ObjectType({ isAbstract: true })
export abstract class IdentityMutationPayload extends payloadWith(IdentityUserError) {}
