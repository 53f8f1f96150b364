import { Args, ArgsType, Context, Field, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { signedIn } from '../identity/signed-in.js';
import { Spends } from '../platform/budgets/budget.guard.js';
import { PageArgs } from '../platform/graphql/connection.js';
import { EXPECTED_REVISION } from '../platform/graphql/expected-revision.js';
import type { OperationContext } from '../platform/graphql/operation-context.js';
import { Refusal } from '../platform/graphql/problems.js';
import type { ComponentRequest } from './component-request.entity.js';
import {
  ComponentRequestConnection,
  ComponentRequestModel,
  RequestClosePayload,
  RequestCreatePayload,
  RequestPublishPayload,
  RequestReopenPayload,
  RequestStatusEnum,
  RequestUpdatePayload,
  RequestWithdrawPayload,
} from './requests.models.js';
import { type RequestOrder, RequestOrderEnum } from './request-order.js';
import { RequestDraftingService } from './request-drafting.service.js';
import { RequestPublishingService } from './request-publishing.service.js';
import type { RequestStatus } from './request-status.js';
import { ComponentRequestInput } from './requests.inputs.js';
import { RequestsService } from './requests.service.js';

@ArgsType()
export class RequestsArgs extends PageArgs {
  @Field(() => RequestStatusEnum, { nullable: true, description: 'Only those that stand here; all when left out.' })
  status?: RequestStatus | null;

  @Field(() => RequestOrderEnum, {
    defaultValue: 'NEWEST',
    description: 'What comes first. A cursor belongs to one order.',
  })
  orderBy: RequestOrder;
}

const ID_ARGUMENT = { type: () => ID, description: 'Id of the request. Another organisation’s is not found.' };

const answer = (request: ComponentRequest | Refusal) => (request instanceof Refusal ? request : { request });

/** Of a request a revision is what was published; what every change raises is its version. */
const EXPECTED_VERSION =
  'Its `version` as it was read: refused where somebody has changed the request since. Best always given.';

@Resolver(() => ComponentRequestModel)
export class RequestsResolver {
  constructor(
    private readonly requests: RequestsService,
    private readonly drafting: RequestDraftingService,
    private readonly publishing: RequestPublishingService,
  ) {}

  @Query(() => ComponentRequestModel, {
    name: 'request',
    nullable: true,
    description: 'A request of one’s own organisation or, for the authority, one that was published. Null: not found.',
  })
  request(@Args('id', ID_ARGUMENT) id: string): Promise<ComponentRequest | null> {
    return this.requests.find(id);
  }

  @Query(() => ComponentRequestConnection, {
    name: 'requests',
    description: 'One’s own organisation’s requests or, for the authority, all that were ever published.',
  })
  async list(@Args() args: RequestsArgs): Promise<ComponentRequestConnection> {
    return this.requests.list(args.status ?? null, args.orderBy, args);
  }

  @Mutation(() => RequestCreatePayload, {
    description: 'Writes a draft. It may be half empty; what is given must be right.',
  })
  @Spends('posting')
  async requestCreate(
    @Args('input', { description: 'What is needed.' }) input: ComponentRequestInput,
    @Context() context: OperationContext,
  ): Promise<RequestCreatePayload | Refusal> {
    return answer(await this.drafting.create(signedIn(context), input, context.language));
  }

  @Mutation(() => RequestUpdatePayload, {
    description:
      'Changes a draft in place, a published request in a new revision, which is matched anew where it asks for something else. What the input leaves out stays as it is; `lines`, when given, are all lines.',
  })
  async requestUpdate(
    @Args('id', ID_ARGUMENT) id: string,
    @Args('input', { description: 'What changes.' }) input: ComponentRequestInput,
    @Args('expectedRevision', { ...EXPECTED_REVISION, description: EXPECTED_VERSION })
    expectedRevision: number | null | undefined,
    @Context() context: OperationContext,
  ): Promise<RequestUpdatePayload | Refusal> {
    const { language } = context;
    return answer(await this.drafting.update(signedIn(context), id, input, expectedRevision ?? null, language));
  }

  @Mutation(() => RequestPublishPayload, {
    description:
      'Publishes a draft: it is matched, and the authority may read it. Everything that is missing is said at once; the paths lead into the request as its input has it.',
  })
  @Spends('posting')
  async requestPublish(
    @Args('id', ID_ARGUMENT) id: string,
    @Context() context: OperationContext,
  ): Promise<RequestPublishPayload | Refusal> {
    return answer(await this.publishing.publish(signedIn(context), id));
  }

  @Mutation(() => RequestClosePayload, { description: 'Ends the search of a published request; what was found stays.' })
  async requestClose(
    @Args('id', ID_ARGUMENT) id: string,
    @Context() context: OperationContext,
  ): Promise<RequestClosePayload | Refusal> {
    return answer(await this.publishing.close(signedIn(context), id));
  }

  @Mutation(() => RequestReopenPayload, { description: 'Takes the closing of a request back.' })
  async requestReopen(
    @Args('id', ID_ARGUMENT) id: string,
    @Context() context: OperationContext,
  ): Promise<RequestReopenPayload | Refusal> {
    return answer(await this.publishing.reopen(signedIn(context), id));
  }

  @Mutation(() => RequestWithdrawPayload, {
    description: 'Takes a draft or a published request back for good. A closed one is reopened first.',
  })
  async requestWithdraw(
    @Args('id', ID_ARGUMENT) id: string,
    @Context() context: OperationContext,
  ): Promise<RequestWithdrawPayload | Refusal> {
    return answer(await this.publishing.withdraw(signedIn(context), id));
  }
}
