import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { OrganisationModel } from '../identity/identity.models.js';
import type { Organisation } from '../identity/organisation.entity.js';
import { OrganisationsService } from '../identity/organisations.service.js';
import { type CountedConnection, PageArgs } from '../platform/graphql/connection.js';
import { pageOfAll } from '../platform/graphql/page.js';
import { type ToldProblem, userErrorsOf } from '../platform/graphql/mutation-payload.js';
import type { OperationContext } from '../platform/graphql/operation-context.js';
import type { Problems } from '../platform/graphql/problems.js';
import type { ComponentRequest } from './component-request.entity.js';
import {
  ComponentRequestModel,
  RequestLineConnection,
  RequestRevisionConnection,
  RequestRevisionModel,
  RevisedLineConnection,
} from './requests.models.js';
import type { RequestLine } from './request-line.entity.js';
import { RequestUserError } from './request-user-error.js';
import { RequestLinesService } from './request-lines.service.js';
import type { RequestRevision, RevisedLine } from './request-revision.entity.js';
import { RequestRevisionsService } from './request-revisions.service.js';
import { RequestsService } from './requests.service.js';
import { REQUEST_LIMITS } from './reading/limits.js';

/** What a request shows beside its own columns: one query a relation, however many requests are asked for. */
@Resolver(() => ComponentRequestModel)
export class ComponentRequestResolver {
  constructor(
    private readonly requests: RequestsService,
    private readonly lines: RequestLinesService,
    private readonly revisions: RequestRevisionsService,
    private readonly organisations: OrganisationsService,
  ) {}

  @ResolveField(() => OrganisationModel, { nullable: true, description: 'The organisation that posted it.' })
  buyer(@Parent() request: ComponentRequest, @Context() context: OperationContext): Promise<Organisation | null> {
    return this.organisations.load(context, request.organisationId);
  }

  @ResolveField('lines', () => RequestLineConnection, {
    description: `The parts, in the buyer’s order; at most ${REQUEST_LIMITS.lines}.`,
  })
  linesOf(
    @Parent() { id }: ComponentRequest,
    @Args() page: PageArgs,
    @Context() { loaders }: OperationContext,
  ): Promise<CountedConnection<RequestLine>> {
    return this.lines.page(loaders, id, page);
  }

  @ResolveField(() => Boolean, { description: 'True where `requestPublish` would publish it now.' })
  async canPublish(@Parent() request: ComponentRequest, @Context() context: OperationContext): Promise<boolean> {
    return !(await this.problemsOf(request, context)).any;
  }

  @ResolveField(() => [RequestUserError], { description: 'What `requestPublish` would be refused for now, all of it.' })
  async publishProblems(
    @Parent() request: ComponentRequest,
    @Context() context: OperationContext,
  ): Promise<ToldProblem[]> {
    return userErrorsOf((await this.problemsOf(request, context)).refusal(), context.language);
  }

  @ResolveField('revisions', () => RequestRevisionConnection, { description: 'What was published, the latest first.' })
  revisionsOf(
    @Parent() { id }: ComponentRequest,
    @Args() page: PageArgs,
    @Context() { loaders }: OperationContext,
  ): Promise<CountedConnection<RequestRevision>> {
    return this.revisions.page(loaders, id, page);
  }

  private async problemsOf(request: ComponentRequest, context: OperationContext): Promise<Problems> {
    return this.requests.publishProblems(request, await this.load(request, context));
  }

  private load({ id }: ComponentRequest, { loaders }: OperationContext): Promise<RequestLine[]> {
    return loaders.get('request.lines', (ids: readonly string[]) => this.lines.linesOf(ids)).load(id);
  }
}

/** What a revision says is kept as one document. */
@Resolver(() => RequestRevisionModel)
export class RequestRevisionResolver {
  @ResolveField(() => String, { nullable: true, description: 'The request’s title then.' })
  title(@Parent() { content }: RequestRevision): string | null {
    return content.title;
  }

  @ResolveField(() => String, { nullable: true, description: 'The request’s description then.' })
  description(@Parent() { content }: RequestRevision): string | null {
    return content.description;
  }

  @ResolveField(() => [String], { description: 'Tax codes of the firms left out then.' })
  excludedTaxCodes(@Parent() { content }: RequestRevision): string[] {
    return content.excludedTaxCodes;
  }

  @ResolveField(() => RevisedLineConnection, { description: 'The lines then, in order.' })
  lines(@Parent() { content }: RequestRevision, @Args() page: PageArgs): CountedConnection<RevisedLine> {
    return pageOfAll(content.lines, page, { name: 'revised lines', is: 'RANK', of: ({ position }) => position });
  }
}
