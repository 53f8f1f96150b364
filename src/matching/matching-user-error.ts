import { Field, ObjectType } from '@nestjs/graphql';
import { errorCodes, payloadWith, UserError } from '../platform/graphql/mutation-payload.js';
import { REMATCH } from './matching.errors.js';

export const MatchingErrorCode = errorCodes(
  'MatchingErrorCode',
  'What stands in the way of asking for a new run.',
  REMATCH,
);

@ObjectType({ implements: () => [UserError], description: 'What stands in the way of asking for a new run.' })
export class MatchingUserError extends UserError {
  @Field(() => MatchingErrorCode, {
    description: 'For programs: stays the same for ever and means nothing else anywhere.',
  })
  code: string;
}

/** What each mutation of this room answers beside its object. */
@ObjectType({ isAbstract: true })
export abstract class MatchingMutationPayload extends payloadWith(MatchingUserError) {}
