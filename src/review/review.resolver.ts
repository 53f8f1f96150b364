import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { Match } from '../matching/match.entity.js';
import { OfficialMatchConnection } from '../matching/match-shapes.models.js';
import type { Connection } from '../platform/graphql/connection.js';
import { Refusal } from '../platform/graphql/problems.js';
import { RejectionReasonModel } from '../taxonomy/rejection-reason.model.js';
import { type RejectionReason, rejectionReasonsOf } from '../taxonomy/rejection-reasons.js';
import {
  ReviewCountsModel,
  ReviewDecisionInput,
  ReviewAnswerPayload,
  ReviewDecisionRecordPayload,
  ReviewDecisionUndoPayload,
  type OfficialReviewPayload,
  ReviewQueueArgs,
  ReviewQueueFilter,
} from './review.models.js';
import { type QueueCounts, ReviewQueueService } from '../matching/review-queue.service.js';
import { type Reviewed, ReviewsService } from './reviews.service.js';
import { LONGEST_NOTE } from './limits.js';
import { numberIn } from '../platform/i18n/message.js';

const MATCH_ID = {
  type: () => ID,
  description: 'What is decided about, by its id in the review queue or `myMatches`.',
};

@Resolver()
export class ReviewResolver {
  constructor(
    private readonly reviews: ReviewsService,
    private readonly queue: ReviewQueueService,
  ) {}

  @Query(() => OfficialMatchConnection, {
    description: 'The matches to decide on: oldest request first, its lines in order, the best firms of each first.',
  })
  reviewQueue(@Args() { filter, ...page }: ReviewQueueArgs): Promise<Connection<Match>> {
    return this.queue.page(filter ?? {}, page);
  }

  @Query(() => ReviewCountsModel, {
    description: 'How many matches stand where, under the same filter; states do not narrow it.',
  })
  reviewCounts(
    @Args('filter', { type: () => ReviewQueueFilter, nullable: true, description: 'Which matches.' })
    filter: ReviewQueueFilter | null,
  ): Promise<QueueCounts> {
    return this.queue.counts(filter ?? {});
  }

  @Query(() => [RejectionReasonModel], { description: 'The reasons a match can be turned down for.' })
  rejectionReasons(): RejectionReason[] {
    return rejectionReasonsOf('MATCH');
  }

  @Mutation(() => ReviewDecisionRecordPayload, {
    description: 'Records a decision. An approval releases the match to the buyer.',
  })
  async reviewDecisionRecord(
    @Args('matchId', MATCH_ID) matchId: string,
    @Args('input', { description: 'What was decided, and why.' }) input: ReviewDecisionInput,
  ): Promise<OfficialReviewPayload | Refusal> {
    return payload(await this.reviews.decide(matchId, input));
  }

  @Mutation(() => ReviewDecisionUndoPayload, {
    description: 'Takes back the last decision; a release is hidden from the buyer again.',
  })
  async reviewDecisionUndo(@Args('matchId', MATCH_ID) matchId: string): Promise<OfficialReviewPayload | Refusal> {
    return payload(await this.reviews.undo(matchId));
  }

  @Mutation(() => ReviewAnswerPayload, { description: 'Answers an official’s question about your firm.' })
  async reviewAnswer(
    @Args('matchId', MATCH_ID) matchId: string,
    @Args('answer', { description: `Up to ${numberIn('en', LONGEST_NOTE)} characters.` }) answer: string,
  ): Promise<OfficialReviewPayload | Refusal> {
    return payload(await this.reviews.answer(matchId, answer));
  }
}

const payload = (result: Reviewed | Refusal): OfficialReviewPayload | Refusal =>
  result instanceof Refusal ? result : { match: result.match, record: result.decision };
