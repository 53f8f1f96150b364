import { Field, ObjectType } from '@nestjs/graphql';
import { MutationPayload } from '../platform/graphql/mutation-payload.js';
import { MatchingProgressModel } from './matches.models.js';

@ObjectType({ description: 'What became of `requestMatchAgain`.' })
export class RequestMatchAgainPayload extends MutationPayload {
  @Field(() => MatchingProgressModel, { nullable: true, description: 'Where the matching stands now.' })
  progress?: MatchingProgressModel | null;
}
