import { Args, Context, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { ColleaguesService } from '../identity/colleagues.service.js';
import { OrganisationModel, PersonModel } from '../identity/identity.models.js';
import { OrganisationsService } from '../identity/organisations.service.js';
import { type Connection, PageArgs } from '../platform/graphql/connection.js';
import type { OperationContext } from '../platform/graphql/operation-context.js';
import { Refusal } from '../platform/graphql/problems.js';
import type { ConflictOfInterest } from './conflict-of-interest.entity.js';
import {
  ConflictOfInterestConnection,
  ConflictOfInterestDeclarePayload,
  ConflictOfInterestInput,
  ConflictOfInterestModel,
  ConflictOfInterestWithdrawPayload,
} from './conflict-of-interest.model.js';
import { ConflictsOfInterestService } from './conflicts-of-interest.service.js';
import { FirmModel } from './firm.model.js';
import { SupplierLoaders } from './supplier-loaders.js';

@Resolver(() => ConflictOfInterestModel)
export class ConflictsOfInterestResolver {
  constructor(
    private readonly conflicts: ConflictsOfInterestService,
    private readonly loaders: SupplierLoaders,
    private readonly colleagues: ColleaguesService,
    private readonly organisations: OrganisationsService,
  ) {}

  @Query(() => ConflictOfInterestConnection, {
    description: 'What the officials of your authority have declared, withdrawn or not, the latest first.',
  })
  conflictsOfInterest(@Args() page: PageArgs): Promise<Connection<ConflictOfInterest>> {
    return this.conflicts.list(page);
  }

  @Mutation(() => ConflictOfInterestDeclarePayload, {
    description:
      'Declares a conflict of interest of your own: from then on you decide nothing about that firm or buyer.',
  })
  async conflictOfInterestDeclare(
    @Args('input', { description: 'With whom, and why.' }) input: ConflictOfInterestInput,
  ): Promise<ConflictOfInterestDeclarePayload | Refusal> {
    return payload(await this.conflicts.declare(input));
  }

  @Mutation(() => ConflictOfInterestWithdrawPayload, {
    description: 'Ends a conflict of interest of your own; that it stood is kept.',
  })
  async conflictOfInterestWithdraw(
    @Args('id', { type: () => ID, description: 'As `conflictsOfInterest` tells it.' }) id: string,
  ): Promise<ConflictOfInterestWithdrawPayload | Refusal> {
    return payload(await this.conflicts.withdraw(id));
  }

  @ResolveField(() => FirmModel, { nullable: true, description: 'With which firm; null where it is with a buyer.' })
  firm(@Parent() { firmId }: ConflictOfInterest, @Context() context: OperationContext) {
    return firmId === null ? null : this.loaders.firm(context, firmId);
  }

  @ResolveField(() => OrganisationModel, {
    nullable: true,
    description: 'With which buyer; null where it is with a firm.',
  })
  buyer(@Parent() { buyerOrganisationId }: ConflictOfInterest, @Context() context: OperationContext) {
    return buyerOrganisationId === null ? null : this.organisations.load(context, buyerOrganisationId);
  }

  @ResolveField(() => PersonModel, { nullable: true, description: 'Whose it is; null for one who has left.' })
  official(@Parent() { personId }: ConflictOfInterest, @Context() context: OperationContext) {
    return this.colleagues.load(context, personId);
  }
}

const payload = (result: ConflictOfInterest | Refusal): { conflict: ConflictOfInterest } | Refusal =>
  result instanceof Refusal ? result : { conflict: result };
