import { Field, ObjectType } from '@nestjs/graphql';
import { errorCodes, payloadWith, UserError } from '../platform/graphql/mutation-payload.js';
import { AUTHORITY } from '../identity/identity.errors.js';
import { TEXT } from '../platform/text/text.errors.js';
import { CONFLICT } from '../suppliers/suppliers.errors.js';
import { REVIEW } from './review.errors.js';

export const ReviewErrorCode = errorCodes(
  'ReviewErrorCode',
  'What stands in the way of deciding about a match, and of answering an official.',
  REVIEW,
  AUTHORITY,
  CONFLICT,
  TEXT,
);

@ObjectType({
  implements: () => [UserError],
  description: 'What stands in the way of deciding about a match, and of answering an official.',
})
export class ReviewUserError extends UserError {
  @Field(() => ReviewErrorCode, {
    description: 'For programs: stays the same for ever and means nothing else anywhere.',
  })
  code: string;
}

/** What each mutation of this room answers beside its object. */
@ObjectType({ isAbstract: true })
export abstract class ReviewMutationPayload extends payloadWith(ReviewUserError) {}
