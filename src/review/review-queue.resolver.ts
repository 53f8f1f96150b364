import { Args, Query, Resolver } from '@nestjs/graphql';
import type { Match } from '../matching/match.entity.js';
import { OfficialMatchConnection } from '../matching/match-shapes.models.js';
import { ReviewQueueService } from '../matching/review-queue.service.js';
import type { Connection } from '../platform/graphql/connection.js';
import { RejectionReasonModel } from '../taxonomy/rejection-reason.model.js';
import { type RejectionReason, rejectionReasonsOf } from '../taxonomy/rejection-reasons.js';
import { ReviewRulesService } from './review-rules.service.js';
import { ReviewCountsModel, ReviewQueueArgs, ReviewQueueFilter, ReviewRulesModel } from './review-queue.models.js';

@Resolver()
export class ReviewQueueResolver {
  constructor(
    private readonly queue: ReviewQueueService,
    private readonly rules: ReviewRulesService,
  ) {}

  @Query(() => OfficialMatchConnection, {
    description: 'The matches to decide on: those of published requests, but for firms that are unsuitable.',
  })
  reviewQueue(@Args() { filter, orderBy, ...page }: ReviewQueueArgs): Promise<Connection<Match>> {
    return this.queue.page(filter ?? {}, orderBy, page);
  }

  @Query(() => ReviewCountsModel, {
    description: 'How many matches stand where, under the same filter; states do not narrow it.',
  })
  async reviewCounts(
    @Args('filter', { type: () => ReviewQueueFilter, nullable: true, description: 'Which matches.' })
    filter: ReviewQueueFilter | null,
  ): Promise<ReviewCountsModel> {
    const counts = await this.queue.counts(filter ?? {});
    return {
      pending: counts.PENDING,
      proposed: counts.PROPOSED,
      informationRequested: counts.INFORMATION_REQUESTED,
      approved: counts.APPROVED,
      rejected: counts.REJECTED,
      appealed: counts.APPEALED,
    };
  }

  @Query(() => ReviewRulesModel, { description: 'How your authority reviews.' })
  async reviewRules(): Promise<ReviewRulesModel> {
    return { approvalsNeedTwo: await this.rules.approvalsNeedTwo() };
  }

  @Query(() => [RejectionReasonModel], { description: 'The reasons a match can be turned down for.' })
  rejectionReasons(): RejectionReason[] {
    return rejectionReasonsOf('MATCH');
  }
}
