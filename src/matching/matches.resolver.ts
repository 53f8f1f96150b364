import { Inject } from '@nestjs/common';
import { Args, Context, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { AllowAccess } from '../platform/graphql/access.js';
import { type Connection, PageArgs } from '../platform/graphql/connection.js';
import type { OperationContext } from '../platform/graphql/operation-context.js';
import type { Refusal } from '../platform/graphql/problems.js';
import type { ComponentRequest } from '../requests/component-request.entity.js';
import { ComponentRequestModel, RequestLineModel } from '../requests/requests.models.js';
import type { RequestLine } from '../requests/request-line.entity.js';
import { RequestLinesService } from '../requests/request-lines.service.js';
import { RequestsService } from '../requests/requests.service.js';
import { FirmModel } from '../suppliers/firm.model.js';
import { SiteModel } from '../suppliers/site.model.js';
import { SupplierLoaders } from '../suppliers/supplier-loaders.js';
import type { Taxonomy } from '../taxonomy/taxonomy.js';
import { ProcessModel } from '../taxonomy/taxonomy.models.js';
import { TAXONOMY } from '../taxonomy/taxonomy.token.js';
import type { Verdict } from '../criteria/verdict.js';
import type { Eligibility as EligibilityValue } from './eligibility.js';
import type { MatchRun } from './match-run.entity.js';
import type { Match } from './match.entity.js';
import {
  Eligibility,
  EligibilityCountsModel,
  MatchConnection,
  MatchingProgressModel,
  MatchModel,
  MatchRunModel,
} from './matches.models.js';
import { RequestMatchAgainPayload } from './matches.payloads.js';
import { MatchesService, type LineMatchesPage } from './matches.service.js';
import { RematchService } from './rematch.service.js';
import { type GapOfVerdict, gapsWithVerdicts } from './verdicts/verdicts-in-api.js';
import { GapModel, VerdictModel } from './verdicts/verdict.models.js';

@Resolver(() => MatchModel)
export class MatchResolver {
  constructor(
    private readonly matches: MatchesService,
    private readonly suppliers: SupplierLoaders,
    private readonly requests: RequestsService,
    private readonly lines: RequestLinesService,
    private readonly rematch: RematchService,
    @Inject(TAXONOMY) private readonly taxonomy: Taxonomy,
  ) {}

  @Query(() => MatchModel, { nullable: true, description: 'A match by id; null where there is none you may see.' })
  @AllowAccess('SUPPLIER', 'BUYER', 'AUTHORITY')
  match(
    @Args('id', { type: () => ID, description: 'As a list or the review queue gave it.' }) id: string,
  ): Promise<Match | null> {
    return this.matches.byId(id);
  }

  @Query(() => MatchConnection, {
    description:
      'Your own firm’s latest matches, newest first: what you answered, and what you lack where you did not.',
  })
  @AllowAccess('SUPPLIER')
  myMatches(@Args() page: PageArgs, @Context() { actor }: OperationContext): Promise<Connection<Match>> {
    return this.matches.ofSupplier(actor, page);
  }

  @Mutation(() => RequestMatchAgainPayload, {
    description: 'Matches all lines of a published request again, against the firms as they are now.',
  })
  @AllowAccess('BUYER', 'AUTHORITY')
  requestMatchAgain(
    @Args('id', { type: () => ID, description: 'A published request: a buyer’s own, for an official any.' }) id: string,
  ): Promise<RequestMatchAgainPayload | Refusal> {
    return this.rematch.matchAgain(id);
  }

  @ResolveField(() => Int, {
    nullable: true,
    description: 'From 1, best first. Null for a supplier: how others did is not for it to know.',
  })
  rank(@Parent() match: Match, @Context() { actor }: OperationContext): number | null {
    return actor.kind === 'SUPPLIER' ? null : match.rank;
  }

  @ResolveField(() => FirmModel, { description: 'Who was matched.' })
  firm(@Parent() match: Match, @Context() context: OperationContext) {
    return this.suppliers.firm(context, match.firmId);
  }

  @ResolveField(() => [SiteModel], { description: 'The sites it was judged at.' })
  sites(@Parent() match: Match, @Context() context: OperationContext) {
    return Promise.all(match.siteIds.map((id) => this.suppliers.site(context, id)));
  }

  @ResolveField(() => RequestLineModel, { nullable: true, description: 'The line; null for a supplier.' })
  line(@Parent() match: Match, @Context() { actor, loaders }: OperationContext) {
    if (actor.kind === 'SUPPLIER') return null;
    return loaders.get('match.line', (ids: readonly string[]) => this.lines.linesById(ids)).load(match.lineId);
  }

  @ResolveField(() => ComponentRequestModel, { nullable: true, description: 'The request; null for a supplier.' })
  request(@Parent() match: Match, @Context() { actor, loaders }: OperationContext) {
    if (actor.kind === 'SUPPLIER') return null;
    return loaders.get('match.request', (ids: readonly string[]) => this.requests.findAll(ids)).load(match.requestId);
  }

  @ResolveField(() => [ProcessModel], {
    description: 'The processes asked for, in order: what a supplier may know of it.',
  })
  operations(@Parent() match: Match) {
    return match.processes.map((process) => this.taxonomy.processes.get(process)).filter(Boolean);
  }

  @ResolveField(() => [VerdictModel], { description: 'One for every requirement of the line, in its order.' })
  verdicts(@Parent() match: Match): Verdict[] {
    return match.verdicts;
  }

  @ResolveField(() => [GapModel], { description: 'The musts that are not met; of unsuitable firms too.' })
  gaps(@Parent() match: Match): GapOfVerdict[] {
    return gapsWithVerdicts(match);
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

  @ResolveField(() => MatchConnection, {
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
