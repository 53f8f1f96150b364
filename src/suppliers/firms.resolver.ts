import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { PageArgs } from '../platform/graphql/connection.js';
import { EXPECTED_REVISION } from '../platform/graphql/expected-revision.js';
import type { OperationContext } from '../platform/graphql/operation-context.js';
import { Refusal } from '../platform/graphql/problems.js';
import type { Firm } from './firm.entity.js';
import { FirmChangesInput, FirmInput } from './firm.inputs.js';
import {
  FirmConnection,
  FirmCreatePayload,
  FirmFilterInput,
  FirmModel,
  FirmRegisterPayload,
  FirmRestorePayload,
  FirmUpdatePayload,
  FirmWithdrawPayload,
} from './firm.model.js';
import { type FirmOrder, FirmOrderEnum } from './firm-order.js';
import { FirmListsService } from './firm-lists.service.js';
import { FirmsService } from './firms.service.js';
import { FirmRegistrationInput } from './registration.inputs.js';
import { RegistrationService } from './registration.service.js';

const ID_ARGUMENT = {
  type: () => ID,
  description: 'A firm that the caller may see; to change it, the caller’s own. Another is not found.',
};

@Resolver()
export class FirmsResolver {
  constructor(
    private readonly firms: FirmsService,
    private readonly lists: FirmListsService,
    private readonly registration: RegistrationService,
  ) {}

  @Query(() => FirmModel, {
    nullable: true,
    description: 'One firm. Null where there is none or it is not to be seen.',
  })
  firm(@Args('id', ID_ARGUMENT) id: string) {
    return this.firms.find(id);
  }

  @Query(() => FirmConnection, {
    name: 'firms',
    description: 'Firms: all for an authority, its own for a supplier, those released to it for a buyer.',
  })
  async firmsByFilter(
    @Args() page: PageArgs,
    @Args('filter', {
      type: () => FirmFilterInput,
      nullable: true,
      description: 'Narrows the list; all that is given must hold.',
    })
    filter: FirmFilterInput | null | undefined,
    @Args('orderBy', {
      type: () => FirmOrderEnum,
      defaultValue: 'NEWEST',
      description: 'What comes first. A cursor belongs to one order.',
    })
    orderBy: FirmOrder,
  ) {
    return this.lists.list(filter ?? {}, orderBy, page);
  }

  @Query(() => FirmModel, { nullable: true, description: 'The caller’s own firm. Null while it has none.' })
  myFirm(@Context() context: OperationContext) {
    return this.firms.own(context.actor);
  }

  @Mutation(() => FirmRegisterPayload, {
    description: 'Registers a firm with its sites, capabilities and certificates in one piece: all of it or nothing.',
  })
  async firmRegister(
    @Context() context: OperationContext,
    @Args('input', { description: 'The firm with all that belongs to it.' }) input: FirmRegistrationInput,
  ): Promise<FirmRegisterPayload | Refusal> {
    return payload(await this.registration.register(context, input));
  }

  @Mutation(() => FirmCreatePayload, { description: 'Creates the one firm of the caller’s organisation.' })
  async firmCreate(
    @Context() context: OperationContext,
    @Args('input', { description: 'What it says of itself.' }) input: FirmInput,
  ): Promise<FirmCreatePayload | Refusal> {
    return payload(await this.firms.create(context, input));
  }

  @Mutation(() => FirmUpdatePayload, { description: 'Changes what a firm says of itself.' })
  async firmUpdate(
    @Context() context: OperationContext,
    @Args('id', ID_ARGUMENT) id: string,
    @Args('input', { description: 'What changes.' }) input: FirmChangesInput,
    @Args('expectedRevision', EXPECTED_REVISION) expected: number | null | undefined,
  ): Promise<FirmUpdatePayload | Refusal> {
    return payload(await this.firms.update(context, id, input, expected));
  }

  @Mutation(() => FirmWithdrawPayload, {
    description: 'Takes a firm with all that belongs to it out of search and matching. `firmRestore` undoes it.',
  })
  async firmWithdraw(
    @Context() context: OperationContext,
    @Args('id', ID_ARGUMENT) id: string,
  ): Promise<FirmWithdrawPayload | Refusal> {
    return payload(await this.firms.withdraw(context, id));
  }

  @Mutation(() => FirmRestorePayload, { description: 'Brings a withdrawn firm back as it was.' })
  async firmRestore(
    @Context() context: OperationContext,
    @Args('id', ID_ARGUMENT) id: string,
  ): Promise<FirmRestorePayload | Refusal> {
    return payload(await this.firms.restore(context, id));
  }
}

const payload = (result: Firm | Refusal) =>
  result instanceof Refusal ? result : { firm: result as unknown as FirmModel };
