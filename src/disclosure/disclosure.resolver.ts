import { Args, Context, ID, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { signedIn } from '../identity/signed-in.js';
import { type Judged, judgedWithoutPlace } from '../matching/judged.js';
import type { Match } from '../matching/match.entity.js';
import { MatchJudgementModel, SupplierMatchModel } from '../matching/match-shapes.models.js';
import type { OperationContext } from '../platform/graphql/operation-context.js';
import { Refusal } from '../platform/graphql/problems.js';
import type { ComponentRequest } from '../requests/component-request.entity.js';
import { RequestLinesService } from '../requests/request-lines.service.js';
import { ComponentRequestModel, RequestLineModel } from '../requests/requests.models.js';
import {
  MatchDisclosureModel,
  RequestDisclosureInput,
  RequestDisclosureModel,
  RequestDisclosureSetPayload,
} from './disclosure.models.js';
import { DisclosuresService } from './disclosures.service.js';
import { type Chosen, isTold, type Told } from './level.js';

/** What a buyer chooses, and officials see. */
@Resolver(() => ComponentRequestModel)
export class RequestDisclosureResolver {
  constructor(private readonly disclosures: DisclosuresService) {}

  @Mutation(() => RequestDisclosureSetPayload, {
    description:
      'Chooses what suppliers are told of a request. It holds from the next reading on, for those that were told something else before, too.',
  })
  async requestDisclosureSet(
    @Args('id', { type: () => ID, description: 'A request of your own organisation that is not withdrawn.' })
    id: string,
    @Args('input', { description: 'What is told.' }) input: RequestDisclosureInput,
    @Context() context: OperationContext,
  ): Promise<RequestDisclosureSetPayload | Refusal> {
    const request = await this.disclosures.choose(signedIn(context), id, input);
    return request instanceof Refusal ? request : { request };
  }

  @ResolveField(() => RequestDisclosureModel, { description: 'What suppliers are told of it.' })
  disclosure(@Parent() { id }: ComponentRequest, @Context() { loaders }: OperationContext): Promise<Chosen> {
    return this.disclosures.of(loaders, id);
  }
}

/** What a supplier is told of its match beyond the teaser: as much as its buyer lets it see now. */
@Resolver(() => SupplierMatchModel)
export class SupplierDisclosureResolver {
  constructor(
    private readonly disclosures: DisclosuresService,
    private readonly lines: RequestLinesService,
  ) {}

  @ResolveField(() => MatchDisclosureModel, { description: 'How much you are told, and why.' })
  disclosure(@Parent() match: Match, @Context() { loaders }: OperationContext): Promise<Told> {
    return this.disclosures.toldOf(loaders, match);
  }

  @ResolveField(() => MatchJudgementModel, {
    nullable: true,
    description: 'What was found of your firm, with what is asked for. Null below REQUIREMENTS.',
  })
  async judgement(@Parent() match: Match, @Context() { loaders }: OperationContext): Promise<Judged | null> {
    const { level } = await this.disclosures.toldOf(loaders, match);
    if (!isTold('judgement', level)) return null;
    return isTold('whereTo', level) ? match : judgedWithoutPlace(match);
  }

  @ResolveField(() => RequestLineModel, {
    nullable: true,
    description: 'The part as its buyer wrote it. Null below FULL.',
  })
  async line(@Parent() match: Match, @Context() { loaders }: OperationContext) {
    const { level } = await this.disclosures.toldOf(loaders, match);
    if (!isTold('line', level)) return null;
    return loaders.get('match.line', (ids: readonly string[]) => this.lines.linesById(ids)).load(match.lineId);
  }
}
