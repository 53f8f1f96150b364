import { Args, Context, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { OrganisationModel } from '../identity/identity.models.js';
import { OrganisationsService } from '../identity/organisations.service.js';
import { signedIn } from '../identity/signed-in.js';
import { Spends } from '../platform/budgets/budget.guard.js';
import { type Connection, PageArgs } from '../platform/graphql/connection.js';
import type { OperationContext } from '../platform/graphql/operation-context.js';
import { Refusal } from '../platform/graphql/problems.js';
import { isPerson } from '../platform/database/actor.js';
import { StoredFileModel } from '../platform/storage/stored-file.model.js';
import { LONGEST } from './limits.js';
import { SupplierLoaders } from './supplier-loaders.js';
import type { TaxCodeClaim, TaxCodeClaimState } from './tax-code-claim.entity.js';
import {
  TaxCodeClaimAnswerPayload,
  TaxCodeClaimConnection,
  TaxCodeClaimDecidePayload,
  TaxCodeClaimInput,
  TaxCodeClaimModel,
  TaxCodeClaimOutcomeEnum,
  TaxCodeClaimPayload,
  TaxCodeClaimStateEnum,
  TaxCodeClaimWithdrawPayload,
  TaxCodeReleasePayload,
} from './tax-code-claim.model.js';
import { TaxCodeClaimsService } from './tax-code-claims.service.js';
import { TaxCodeDecisionsService } from './tax-code-decisions.service.js';

const ID_OF_CLAIM = { type: () => ID, description: 'As `myTaxCodeClaims` or `taxCodeClaims` tells it.' };

@Resolver(() => TaxCodeClaimModel)
export class TaxCodeClaimsResolver {
  constructor(
    private readonly claims: TaxCodeClaimsService,
    private readonly decisions: TaxCodeDecisionsService,
    private readonly organisations: OrganisationsService,
    private readonly loaders: SupplierLoaders,
  ) {}

  @Query(() => [TaxCodeClaimModel], {
    description: 'Claims of your organisation to tax codes, and of others to yours, the latest first.',
  })
  myTaxCodeClaims(@Context() context: OperationContext): Promise<TaxCodeClaim[]> {
    return this.claims.list(signedIn(context));
  }

  @Query(() => TaxCodeClaimConnection, {
    description: 'Claims to the tax codes of firms that your authority sees, the oldest first.',
  })
  taxCodeClaims(
    @Args('states', {
      type: () => [TaxCodeClaimStateEnum],
      defaultValue: ['OPEN'],
      description: 'Those that stand so.',
    })
    states: TaxCodeClaimState[],
    @Args() page: PageArgs,
  ): Promise<Connection<TaxCodeClaim>> {
    return this.decisions.list(states, page);
  }

  @Mutation(() => TaxCodeClaimPayload, {
    description:
      'Claims a tax code that another has signed up with: for a Vietnamese supplier that has none, and for a head office whose branch it is. Whoever has it is told your name by mail, and may answer; an official decides.',
  })
  @Spends('claims')
  async taxCodeClaim(
    @Args('input', { description: 'Which code, and the proof.' }) input: TaxCodeClaimInput,
    @Context() context: OperationContext,
  ): Promise<TaxCodeClaimPayload | Refusal> {
    const claim = await this.claims.claim(signedIn(context), input);
    return claim instanceof Refusal ? claim : { claim };
  }

  @Mutation(() => TaxCodeClaimWithdrawPayload, { description: 'Takes a claim back that is not decided.' })
  async taxCodeClaimWithdraw(
    @Args('id', ID_OF_CLAIM) id: string,
    @Context() context: OperationContext,
  ): Promise<TaxCodeClaimWithdrawPayload | Refusal> {
    return payload(await this.claims.withdraw(signedIn(context), id));
  }

  @Mutation(() => TaxCodeClaimAnswerPayload, {
    description: 'Answers a claim of another to the tax code of your organisation, once.',
  })
  async taxCodeClaimAnswer(
    @Args('id', ID_OF_CLAIM) id: string,
    @Args('answer', { description: `Why it is yours; up to ${LONGEST.note} characters. The claimant reads it.` })
    answer: string,
    @Context() context: OperationContext,
  ): Promise<TaxCodeClaimAnswerPayload | Refusal> {
    return payload(await this.claims.answer(signedIn(context), id, answer));
  }

  @Mutation(() => TaxCodeClaimDecidePayload, {
    description:
      'Decides a claim. A code moves once it was answered or the time for that is over; what officials had checked of the firm that loses it is to be checked again.',
  })
  async taxCodeClaimDecide(
    @Args('id', ID_OF_CLAIM) id: string,
    @Args('outcome', { type: () => TaxCodeClaimOutcomeEnum, description: 'Whether the code goes to the claimant.' })
    outcome: 'MOVES' | 'STAYS',
    @Args('reason', { description: `Why; up to ${LONGEST.note} characters. Both sides read it.` }) reason: string,
  ): Promise<TaxCodeClaimDecidePayload | Refusal> {
    return payload(await this.decisions.decide(id, outcome === 'MOVES', reason));
  }

  @Mutation(() => TaxCodeReleasePayload, {
    description: 'Frees the tax code of a supplier that officials never looked at, and that nobody acts for any more.',
  })
  async taxCodeRelease(
    @Args('organisationId', { type: () => ID, description: 'A supplier by its id, as `TaxCodeClaim.holder` tells it.' })
    id: string,
  ): Promise<TaxCodeReleasePayload | Refusal> {
    const organisationId = await this.decisions.release(id);
    return organisationId instanceof Refusal ? organisationId : { organisationId };
  }

  @ResolveField(() => Boolean, { description: 'Whether it is your organisation that has the code.' })
  isAgainstYou(@Parent() { holderId }: TaxCodeClaim, @Context() { actor }: OperationContext): boolean {
    return isPerson(actor) && actor.organisationId === holderId;
  }

  @ResolveField(() => OrganisationModel, {
    nullable: true,
    description: 'Who claims it, for itself and for authorities that see it.',
  })
  claimant(@Parent() { organisationId }: TaxCodeClaim, @Context() context: OperationContext) {
    return this.organisations.load(context, organisationId);
  }

  @ResolveField(() => OrganisationModel, {
    nullable: true,
    description: 'Who had the code when it was claimed, for itself and for authorities; never for the claimant.',
  })
  holder(@Parent() { holderId }: TaxCodeClaim, @Context() context: OperationContext) {
    return this.organisations.load(context, holderId);
  }

  @ResolveField(() => StoredFileModel, {
    nullable: true,
    description: 'The claimant’s certificate of registration, for itself and for authorities.',
  })
  certificate(@Parent() { fileId }: TaxCodeClaim, @Context() context: OperationContext) {
    return this.loaders.file(context, fileId);
  }
}

const payload = (claim: TaxCodeClaim | Refusal): { claim: TaxCodeClaimModel } | Refusal =>
  claim instanceof Refusal ? claim : { claim };
