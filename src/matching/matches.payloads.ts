import { Field, ObjectType } from '@nestjs/graphql';
import { ComponentRequestModel } from '../requests/requests.models.js';
import { MatchingMutationPayload } from './matching-user-error.js';

@ObjectType({ description: 'What became of `requestMatchAgain`.' })
export class RequestMatchAgainPayload extends MatchingMutationPayload {
  @Field(() => ComponentRequestModel, {
    nullable: true,
    description: 'The request; its `matchingProgress` has begun anew.',
  })
  request?: unknown;
}
