import { Args, Context, ID, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { signedIn } from '../identity/signed-in.js';
import type { OperationContext } from '../platform/graphql/operation-context.js';
import { Refusal } from '../platform/graphql/problems.js';
import type { ComponentRequest } from '../requests/component-request.entity.js';
import { ComponentRequestModel } from '../requests/requests.models.js';
import {
  DisclosureAgreementInput,
  DisclosureAgreementModel,
  RequestAgreementAskPayload,
  RequestAgreementDropPayload,
  RequestDisclosureInput,
  RequestDisclosureModel,
  RequestDisclosureSetPayload,
} from './disclosure.models.js';
import type { DisclosureAgreement } from './disclosure-agreement.entity.js';
import { DisclosuresService, type Holding } from './disclosures.service.js';

const ID_ARGUMENT = {
  type: () => ID,
  description: 'A request of your own organisation that is not withdrawn.',
};
const answer = (request: ComponentRequest | Refusal) => (request instanceof Refusal ? request : { request });

/** What a buyer chooses for a request, and officials see. */
@Resolver(() => ComponentRequestModel)
export class DisclosureResolver {
  constructor(private readonly disclosures: DisclosuresService) {}

  @Mutation(() => RequestDisclosureSetPayload, {
    description:
      'Chooses what suppliers are told of a request. It holds from the next reading on, for those that were told something else before, too.',
  })
  async requestDisclosureSet(
    @Args('id', ID_ARGUMENT) id: string,
    @Args('input', { description: 'What is told.' }) input: RequestDisclosureInput,
    @Context() context: OperationContext,
  ): Promise<RequestDisclosureSetPayload | Refusal> {
    return answer(await this.disclosures.choose(signedIn(context), id, input));
  }

  @Mutation(() => RequestAgreementAskPayload, {
    description:
      'Asks firms to accept an agreement before they are told more than the teaser. Another text is a new version, which those that accepted the last one have to accept again.',
  })
  async requestAgreementAsk(
    @Args('id', ID_ARGUMENT) id: string,
    @Args('input', { description: 'What they accept.' }) input: DisclosureAgreementInput,
    @Context() context: OperationContext,
  ): Promise<RequestAgreementAskPayload | Refusal> {
    return answer(await this.disclosures.askFor(signedIn(context), id, input.text));
  }

  @Mutation(() => RequestAgreementDropPayload, {
    description: 'Asks for no agreement any more; what was accepted stays on record.',
  })
  async requestAgreementDrop(
    @Args('id', ID_ARGUMENT) id: string,
    @Context() context: OperationContext,
  ): Promise<RequestAgreementDropPayload | Refusal> {
    return answer(await this.disclosures.drop(signedIn(context), id));
  }

  @ResolveField(() => RequestDisclosureModel, { description: 'What suppliers are told of it.' })
  disclosure(@Parent() { id }: ComponentRequest, @Context() { loaders }: OperationContext): Promise<Holding> {
    return this.disclosures.of(loaders, id);
  }
}

@Resolver(() => RequestDisclosureModel)
export class RequestDisclosureResolver {
  constructor(private readonly disclosures: DisclosuresService) {}

  @ResolveField(() => DisclosureAgreementModel, {
    nullable: true,
    description: 'What firms have to accept before they are told more than the teaser; null where they have not.',
  })
  agreement(
    @Parent() { agreementId }: Holding,
    @Context() { loaders }: OperationContext,
  ): Promise<DisclosureAgreement | null> {
    return this.disclosures.agreement(loaders, agreementId);
  }
}
