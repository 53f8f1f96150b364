import { Inject } from '@nestjs/common';
import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { Verdict } from '../criteria/verdict.js';
import type { OperationContext } from '../platform/graphql/operation-context.js';
import { RequestLinesService } from '../requests/request-lines.service.js';
import { ComponentRequestModel, RequestLineModel } from '../requests/requests.models.js';
import { RequestsService } from '../requests/requests.service.js';
import { FirmModel } from '../suppliers/firm.model.js';
import { SiteModel } from '../suppliers/site.model.js';
import { SupplierLoaders } from '../suppliers/supplier-loaders.js';
import type { Taxonomy } from '../taxonomy/taxonomy.js';
import { ProcessModel } from '../taxonomy/taxonomy.models.js';
import { TAXONOMY } from '../taxonomy/taxonomy.token.js';
import type { Judged } from './judged.js';
import type { Match } from './match.entity.js';
import { JudgedModel, MatchModel, RankedMatchModel } from './match-shapes.models.js';
import { MatchRunModel } from './matches.models.js';
import { MatchesService } from './matches.service.js';
import { type GapOfVerdict, gapsWithVerdicts } from './verdicts/verdicts-in-api.js';
import { GapModel, VerdictModel } from './verdicts/verdict.models.js';

/** What every shape of a match has. */
@Resolver(() => MatchModel)
export class MatchResolver {
  constructor(
    private readonly suppliers: SupplierLoaders,
    @Inject(TAXONOMY) private readonly taxonomy: Taxonomy,
  ) {}

  @ResolveField(() => FirmModel, { description: 'Who was matched.' })
  firm(@Parent() match: Match, @Context() context: OperationContext) {
    return this.suppliers.firm(context, match.firmId);
  }

  @ResolveField(() => [ProcessModel], { description: 'The processes asked for, in order.' })
  operations(@Parent() match: Match) {
    return match.processes.map((process) => this.taxonomy.processes.get(process)).filter(Boolean);
  }
}

/** What was found, for all who are told it. */
@Resolver(() => JudgedModel)
export class JudgedResolver {
  constructor(private readonly suppliers: SupplierLoaders) {}

  @ResolveField(() => [SiteModel], { description: 'The sites it was judged at.' })
  sites(@Parent() match: Judged, @Context() context: OperationContext) {
    return Promise.all(match.siteIds.map((id) => this.suppliers.site(context, id)));
  }

  @ResolveField(() => [VerdictModel], { description: 'One for every requirement of the line, in its order.' })
  verdicts(@Parent() match: Judged): Verdict[] {
    return match.verdicts;
  }

  @ResolveField(() => [GapModel], { description: 'The musts that are not met; of unsuitable firms too.' })
  gaps(@Parent() match: Judged): GapOfVerdict[] {
    return gapsWithVerdicts(match);
  }
}

/** What the shapes have of those who may see the request. */
@Resolver(() => RankedMatchModel)
export class RankedMatchResolver {
  constructor(
    private readonly matches: MatchesService,
    private readonly requests: RequestsService,
    private readonly lines: RequestLinesService,
  ) {}

  @ResolveField(() => RequestLineModel, { description: 'What was asked for.' })
  line(@Parent() match: Match, @Context() { loaders }: OperationContext) {
    return loaders.get('match.line', (ids: readonly string[]) => this.lines.linesById(ids)).load(match.lineId);
  }

  @ResolveField(() => ComponentRequestModel, { description: 'Whose line it is.' })
  request(@Parent() match: Match, @Context() { loaders }: OperationContext) {
    return loaders.get('match.request', (ids: readonly string[]) => this.requests.findAll(ids)).load(match.requestId);
  }

  @ResolveField(() => MatchRunModel, { description: 'The run that computed what it says; later runs found the same.' })
  run(@Parent() match: Match, @Context() { loaders }: OperationContext) {
    return loaders.get('match.run', (ids: readonly string[]) => this.matches.runs(ids)).load(match.runId);
  }
}
