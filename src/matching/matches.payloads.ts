import { Field, ObjectType } from '@nestjs/graphql';
import { MatchingMutationPayload } from './matching-user-error.js';
import { MatchingProgressModel } from './matches.models.js';

@ObjectType({ description: 'What became of `requestMatchAgain`.' })
export class RequestMatchAgainPayload extends MatchingMutationPayload {
  @Field(() => MatchingProgressModel, { nullable: true, description: 'Where the matching stands now.' })
  progress?: MatchingProgressModel | null;
}
