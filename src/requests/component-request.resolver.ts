import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { OrganisationModel } from '../identity/identity.models.js';
import type { Organisation } from '../identity/organisation.entity.js';
import { OrganisationsService } from '../identity/organisations.service.js';
import { type ToldProblem, userErrorsOf } from '../platform/graphql/mutation-payload.js';
import type { OperationContext } from '../platform/graphql/operation-context.js';
import type { Problems } from '../platform/graphql/problems.js';
import type { ComponentRequest } from './component-request.entity.js';
import { ComponentRequestModel, RequestLineModel, RequestRevisionModel } from './requests.models.js';
import type { RequestLine } from './request-line.entity.js';
import { RequestUserError } from './request-user-error.js';
import { RequestLinesService } from './request-lines.service.js';
import { RequestRevisionsService } from './request-revisions.service.js';
import { RequestsService } from './requests.service.js';

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

  @ResolveField('lines', () => [RequestLineModel], { description: 'The parts, in the buyer’s order; at most 700.' })
  linesOf(@Parent() request: ComponentRequest, @Context() context: OperationContext): Promise<RequestLine[]> {
    return this.load(request, context);
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

  @ResolveField('revisions', () => [RequestRevisionModel], { description: 'What was published, the latest first.' })
  async revisionsOf(
    @Parent() { id }: ComponentRequest,
    @Context() { loaders }: OperationContext,
  ): Promise<RequestRevisionModel[]> {
    const revisions = await loaders
      .get('request.revisions', (ids: readonly string[]) => this.revisions.revisionsOf(ids))
      .load(id);
    return revisions.map(({ revision, publishedAt, content }) => ({ revision, publishedAt, ...content }));
  }

  private async problemsOf(request: ComponentRequest, context: OperationContext): Promise<Problems> {
    return this.requests.publishProblems(request, await this.load(request, context));
  }

  private load({ id }: ComponentRequest, { loaders }: OperationContext): Promise<RequestLine[]> {
    return loaders.get('request.lines', (ids: readonly string[]) => this.lines.linesOf(ids)).load(id);
  }
}
