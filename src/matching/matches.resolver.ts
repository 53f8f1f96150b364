import { Args, Context, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { type Connection, PageArgs } from '../platform/graphql/connection.js';
import type { OperationContext } from '../platform/graphql/operation-context.js';
import { Refusal } from '../platform/graphql/problems.js';
import type { ComponentRequest } from '../requests/component-request.entity.js';
import { ComponentRequestModel, RequestLineModel } from '../requests/requests.models.js';
import type { RequestLine } from '../requests/request-line.entity.js';
import type { Eligibility as EligibilityValue } from './eligibility.js';
import { MatchModel, RankedMatchConnection, SupplierMatchConnection } from './match-shapes.models.js';
import type { MatchRun } from './match-run.entity.js';
import type { Match } from './match.entity.js';
import { Eligibility, EligibilityCountsModel, MatchingProgressModel, MatchRunModel } from './matches.models.js';
import { RequestMatchAgainPayload } from './matches.payloads.js';
import { MatchesService, type LineMatchesPage } from './matches.service.js';
import { RematchService } from './rematch.service.js';

@Resolver()
export class MatchesResolver {
  constructor(
    private readonly matches: MatchesService,
    private readonly rematch: RematchService,
  ) {}

  @Query(() => MatchModel, { nullable: true, description: 'A match by id; null where there is none you may see.' })
  match(
    @Args('id', { type: () => ID, description: 'As a list or the review queue gave it.' }) id: string,
  ): Promise<Match | null> {
    return this.matches.byId(id);
  }

  @Query(() => SupplierMatchConnection, {
    description:
      'Your own firm’s latest matches, newest first: what you answered, and what you lack where you did not.',
  })
  myMatches(@Args() page: PageArgs, @Context() { actor }: OperationContext): Promise<Connection<Match>> {
    return this.matches.ofSupplier(actor, page);
  }

  @Mutation(() => RequestMatchAgainPayload, {
    description:
      'Matches all lines of a published request again, against the firms as they are now. A line that waits for its run already waits for no second one.',
  })
  async requestMatchAgain(
    @Args('id', { type: () => ID, description: 'A published request: a buyer’s own, for an official any.' }) id: string,
  ): Promise<RequestMatchAgainPayload | Refusal> {
    const request = await this.rematch.matchAgain(id);
    return request instanceof Refusal ? request : { request };
  }
}

@Resolver(() => MatchRunModel)
export class MatchRunResolver {
  @ResolveField(() => EligibilityCountsModel, { description: 'How the firms came out.' })
  counts(@Parent() { counts }: MatchRun): EligibilityCountsModel {
    return {
      eligible: counts.ELIGIBLE,
      toConfirm: counts.TO_CONFIRM,
      nearMiss: counts.NEAR_MISS,
      unsuitable: counts.UNSUITABLE,
    };
  }

  @ResolveField(() => Number, { description: 'What a must weighs in the score.' })
  mustWeight(@Parent() { weights }: MatchRun): number {
    return weights.must;
  }
}

/** What matching adds to requests, which know nothing of it. */
@Resolver(() => RequestLineModel)
export class LineMatchesResolver {
  constructor(private readonly matches: MatchesService) {}

  @ResolveField(() => RankedMatchConnection, {
    name: 'matches',
    description: 'The firms of the latest run, best first. A buyer sees those that were released to it.',
  })
  matchesOf(
    @Parent() line: RequestLine,
    @Args() page: PageArgs,
    @Args('eligibility', { type: () => [Eligibility], nullable: true, description: 'Only these.' })
    eligibility: EligibilityValue[] | null,
    @Context() { loaders }: OperationContext,
  ): Promise<Connection<Match>> {
    const query: LineMatchesPage = { args: page, eligibility: eligibility ?? null };
    return loaders
      .get(`line.matches ${JSON.stringify(query)}`, (ids: readonly string[]) => this.matches.ofLines(ids, query))
      .load(line.id);
  }

  @ResolveField(() => MatchRunModel, { nullable: true, description: 'The latest run; null before the first.' })
  matchRun(@Parent() line: RequestLine, @Context() { loaders }: OperationContext) {
    return loaders.get('line.matchRun', (ids: readonly string[]) => this.matches.currentRuns(ids)).load(line.id);
  }
}

@Resolver(() => ComponentRequestModel)
export class RequestProgressResolver {
  constructor(private readonly matches: MatchesService) {}

  @ResolveField(() => MatchingProgressModel, { nullable: true, description: 'How far matching is; null for a draft.' })
  matchingProgress(@Parent() request: ComponentRequest) {
    return request.revision === 0 ? null : this.matches.progress(request.id);
  }
}
