import { Args, ID, Mutation, Resolver } from '@nestjs/graphql';
import { AllowAccess } from '../platform/graphql/access.js';
import { Refusal } from '../platform/graphql/problems.js';
import {
  ReviewDecisionInput,
  ReviewAnswerPayload,
  ReviewDecisionRecordPayload,
  ReviewDecisionUndoPayload,
  type OfficialReviewPayload,
} from './review.models.js';
import { type Reviewed, ReviewsService } from './reviews.service.js';
import { LONGEST_NOTE } from './limits.js';
import { numberIn } from '../platform/i18n/message.js';

const MATCH_ID = {
  type: () => ID,
  description: 'What is decided about, by its id in the review queue or `myMatches`.',
};

@Resolver()
export class ReviewResolver {
  constructor(private readonly reviews: ReviewsService) {}

  @Mutation(() => ReviewDecisionRecordPayload, {
    description: 'Records a decision. An approval releases the match to the buyer.',
  })
  @AllowAccess('AUTHORITY')
  async reviewDecisionRecord(
    @Args('matchId', MATCH_ID) matchId: string,
    @Args('input', { description: 'What was decided, and why.' }) input: ReviewDecisionInput,
  ): Promise<OfficialReviewPayload | Refusal> {
    return payload(await this.reviews.decide(matchId, input));
  }

  @Mutation(() => ReviewDecisionUndoPayload, {
    description: 'Takes back the last decision; a release is hidden from the buyer again.',
  })
  @AllowAccess('AUTHORITY')
  async reviewDecisionUndo(@Args('matchId', MATCH_ID) matchId: string): Promise<OfficialReviewPayload | Refusal> {
    return payload(await this.reviews.undo(matchId));
  }

  @Mutation(() => ReviewAnswerPayload, { description: 'Answers an official’s question about your firm.' })
  @AllowAccess('SUPPLIER')
  async reviewAnswer(
    @Args('matchId', MATCH_ID) matchId: string,
    @Args('answer', { description: `Up to ${numberIn('en', LONGEST_NOTE)} characters.` }) answer: string,
  ): Promise<OfficialReviewPayload | Refusal> {
    return payload(await this.reviews.answer(matchId, answer));
  }
}

const payload = (result: Reviewed | Refusal): OfficialReviewPayload | Refusal =>
  result instanceof Refusal ? result : { match: result.match, record: result.decision };
