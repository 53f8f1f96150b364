import { Args, Context, ID, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { ColleaguesService } from '../identity/colleagues.service.js';
import { OrganisationModel, PersonModel } from '../identity/identity.models.js';
import { OrganisationsService } from '../identity/organisations.service.js';
import type { Match } from '../matching/match.entity.js';
import { MatchModel, OfficialMatchModel, SupplierMatchModel } from '../matching/match-shapes.models.js';
import { ReviewState } from '../matching/matches.models.js';
import { MatchesService } from '../matching/matches.service.js';
import { type CountedConnection, PageArgs } from '../platform/graphql/connection.js';
import type { OperationContext } from '../platform/graphql/operation-context.js';
import { ConflictsOfInterestService } from '../suppliers/conflicts-of-interest.service.js';
import { RejectionReasonModel } from '../taxonomy/rejection-reason.model.js';
import { type RejectionReason, rejectionReason } from '../taxonomy/rejection-reasons.js';
import type { ReviewDecision } from './review-decision.entity.js';
import { ReviewRecordConnection, ReviewRecordModel } from './review.models.js';
import { ReviewRecordsService } from './review-records.service.js';

/** What the review adds to the matches of those who take part in it. Row-level security says which records each reads. */
@Resolver(() => OfficialMatchModel)
export class OfficialReviewRecordsResolver {
  constructor(
    private readonly records: ReviewRecordsService,
    private readonly conflicts: ConflictsOfInterestService,
    private readonly colleagues: ColleaguesService,
  ) {}

  @ResolveField(() => PersonModel, {
    nullable: true,
    description: 'Whom the review lies with; null where it was not handed over, or to nobody of your authority.',
  })
  reviewer(@Parent() { reviewerId }: Match, @Context() context: OperationContext) {
    return reviewerId === null ? null : this.colleagues.load(context, reviewerId);
  }

  @ResolveField(() => Boolean, {
    description: 'Whether you have declared a conflict of interest with the firm or the buyer: somebody else decides.',
  })
  async hasConflictOfInterest(@Parent() match: Match, @Context() { loaders }: OperationContext): Promise<boolean> {
    const standing = await loaders
      .get('review.conflicts', async (asked: readonly 'OWN'[]) => {
        const own = await this.conflicts.standing();
        return asked.map(() => own);
      })
      .load('OWN');
    return standing.has(match.firmId) || standing.has(match.buyerOrganisationId);
  }

  @ResolveField(() => ReviewRecordConnection, {
    description: 'The review of this firm for this line, oldest first.',
  })
  reviewRecords(
    @Parent() match: Match,
    @Args() page: PageArgs,
    @Context() { loaders }: OperationContext,
  ): Promise<CountedConnection<ReviewDecision>> {
    return this.records.history(loaders, match, page);
  }
}

@Resolver(() => SupplierMatchModel)
export class SupplierReviewRecordsResolver {
  constructor(private readonly records: ReviewRecordsService) {}

  /** A proposal is among officials: it may come to nothing. */
  @ResolveField(() => ReviewState)
  reviewState(@Parent() { reviewState }: Match): string {
    return reviewState === 'PROPOSED' ? 'PENDING' : reviewState;
  }

  @ResolveField(() => ReviewRecordConnection, {
    description: 'What officials asked about your firm, and what you answered, oldest first.',
  })
  reviewRecords(
    @Parent() match: Match,
    @Args() page: PageArgs,
    @Context() { loaders }: OperationContext,
  ): Promise<CountedConnection<ReviewDecision>> {
    return this.records.history(loaders, match, page);
  }
}

@Resolver(() => ReviewRecordModel)
export class ReviewRecordResolver {
  constructor(
    private readonly matches: MatchesService,
    private readonly records: ReviewRecordsService,
    private readonly colleagues: ColleaguesService,
    private readonly organisations: OrganisationsService,
  ) {}

  @ResolveField(() => MatchModel, { description: 'What was decided about.' })
  match(@Parent() { matchId }: ReviewDecision, @Context() { loaders }: OperationContext) {
    return loaders.get('review.match', (ids: readonly string[]) => this.matches.byIds(ids)).load(matchId);
  }

  @ResolveField(() => ID, {
    nullable: true,
    description: 'For officials: shared by the records that were written together, and null for one written alone.',
  })
  bulkId(@Parent() { bulkId }: ReviewDecision, @Context() { actor }: OperationContext): string | null {
    return actor.kind === 'AUTHORITY' ? bulkId : null;
  }

  @ResolveField(() => RejectionReasonModel, { nullable: true, description: 'For REJECT: why.' })
  reason(@Parent() { reasonCode }: ReviewDecision): RejectionReason | null {
    return rejectionReason(reasonCode);
  }

  @ResolveField(() => ReviewRecordModel, { nullable: true, description: 'For UNDO: the record taken back.' })
  undoes(@Parent() { undoes }: ReviewDecision, @Context() { loaders }: OperationContext) {
    return undoes === null ? null : this.records.record(loaders, undoes);
  }

  @ResolveField(() => PersonModel, {
    nullable: true,
    description: 'Who decided or answered; null for whoever is no colleague of the caller.',
  })
  decidedBy(@Parent() { decidedBy }: ReviewDecision, @Context() context: OperationContext) {
    return this.colleagues.load(context, decidedBy);
  }

  @ResolveField(() => PersonModel, {
    nullable: true,
    description: 'For HAND_OVER: whom it lies with since; null for whoever is no colleague of the caller.',
  })
  handedTo(@Parent() { handedTo }: ReviewDecision, @Context() context: OperationContext) {
    return handedTo === null ? null : this.colleagues.load(context, handedTo);
  }

  @ResolveField(() => OrganisationModel, {
    nullable: true,
    description: 'For which organisation: officials see which authority or firm; a firm sees itself alone.',
  })
  organisation(@Parent() { organisationId }: ReviewDecision, @Context() context: OperationContext) {
    return this.organisations.load(context, organisationId);
  }
}
