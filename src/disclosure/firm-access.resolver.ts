import { Args, Context, ID, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { signedIn } from '../identity/signed-in.js';
import { type Judged, judgedWithoutPlace } from '../matching/judged.js';
import type { Match } from '../matching/match.entity.js';
import { BuyerMatchModel, MatchJudgementModel, SupplierMatchModel } from '../matching/match-shapes.models.js';
import type { OperationContext } from '../platform/graphql/operation-context.js';
import { Refusal } from '../platform/graphql/problems.js';
import { RequestLinesService } from '../requests/request-lines.service.js';
import { RequestLineModel } from '../requests/requests.models.js';
import {
  DisclosureAgreementModel,
  MatchAccessCutPayload,
  MatchAccessRestorePayload,
  MatchAgreementAcceptPayload,
  MatchDisclosureModel,
} from './disclosure.models.js';
import { DisclosuresService } from './disclosures.service.js';
import { type FirmAccess, FirmAccessService } from './firm-access.service.js';
import { isTold } from './level.js';

const RELEASED_MATCH = { type: () => ID, description: 'A match that was released to you; it is about its firm.' };
const answer = (match: Match | Refusal) => (match instanceof Refusal ? match : { match });

/** What a supplier is told of its match beyond the teaser: as much as its buyer lets it see now. */
@Resolver(() => SupplierMatchModel)
export class SupplierAccessResolver {
  constructor(
    private readonly access: FirmAccessService,
    private readonly lines: RequestLinesService,
  ) {}

  @Mutation(() => MatchAgreementAcceptPayload, {
    description: 'Accepts, for your organisation, the agreement that its buyer asks for. It cannot be taken back.',
  })
  async matchAgreementAccept(
    @Args('matchId', { type: () => ID, description: 'As `myMatches` gave it.' }) matchId: string,
    @Args('agreementId', {
      type: () => ID,
      description: 'Of the version you have read, which must be the one that stands.',
    })
    agreementId: string,
    @Context() context: OperationContext,
  ): Promise<MatchAgreementAcceptPayload | Refusal> {
    return answer(await this.access.accept(signedIn(context), matchId, agreementId));
  }

  @ResolveField(() => MatchDisclosureModel, { description: 'How much you are told, and why.' })
  disclosure(@Parent() match: Match, @Context() { loaders }: OperationContext): Promise<FirmAccess> {
    return this.access.of(loaders, match);
  }

  @ResolveField(() => MatchJudgementModel, {
    nullable: true,
    description: 'What was found of your firm, with what is asked for. Null below REQUIREMENTS.',
  })
  async judgement(@Parent() match: Match, @Context() { loaders }: OperationContext): Promise<Judged | null> {
    const { level } = await this.access.of(loaders, match);
    if (!isTold('judgement', level)) return null;
    return isTold('whereTo', level) ? match : judgedWithoutPlace(match);
  }

  @ResolveField(() => RequestLineModel, {
    nullable: true,
    description: 'The part as its buyer wrote it. Null below FULL.',
  })
  async line(@Parent() match: Match, @Context() { loaders }: OperationContext) {
    const { level } = await this.access.of(loaders, match);
    if (!isTold('line', level)) return null;
    return loaders.get('match.line', (ids: readonly string[]) => this.lines.linesById(ids)).load(match.lineId);
  }
}

/** What a buyer sees and decides of the firm of a match. */
@Resolver(() => BuyerMatchModel)
export class BuyerAccessResolver {
  constructor(private readonly access: FirmAccessService) {}

  @Mutation(() => MatchAccessCutPayload, {
    description:
      'Ends a firm’s access to a request: from the next reading on it is told the teaser of all lines, and links it was given lead nowhere.',
  })
  async matchAccessCut(
    @Args('matchId', RELEASED_MATCH) matchId: string,
    @Context() context: OperationContext,
  ): Promise<MatchAccessCutPayload | Refusal> {
    return answer(await this.access.cut(signedIn(context), matchId));
  }

  @Mutation(() => MatchAccessRestorePayload, {
    description: 'Takes back that a firm was cut off; it is told again what others in its state are.',
  })
  async matchAccessRestore(
    @Args('matchId', RELEASED_MATCH) matchId: string,
  ): Promise<MatchAccessRestorePayload | Refusal> {
    return answer(await this.access.restore(matchId));
  }

  @ResolveField(() => MatchDisclosureModel, { description: 'How much the firm is told of your request, and why.' })
  disclosure(@Parent() match: Match, @Context() { loaders }: OperationContext): Promise<FirmAccess> {
    return this.access.of(loaders, match);
  }
}

@Resolver(() => MatchDisclosureModel)
export class MatchDisclosureResolver {
  constructor(private readonly disclosures: DisclosuresService) {}

  @ResolveField(() => DisclosureAgreementModel, {
    nullable: true,
    description: 'What stands between the firm and more, or what it has accepted; null where there is neither.',
  })
  agreement(@Parent() { because, agreementId, acceptedAt }: FirmAccess, @Context() { loaders }: OperationContext) {
    const isOfInterest = because === 'AGREEMENT_TO_ACCEPT' || acceptedAt !== null;
    return this.disclosures.agreement(loaders, isOfInterest ? agreementId : null);
  }

  @ResolveField()
  agreementAcceptedAt(@Parent() { acceptedAt }: FirmAccess): Date | null {
    return acceptedAt;
  }
}
