import { Args, Context, ID, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { signedIn } from '../identity/signed-in.js';
import { PageArgs } from '../platform/graphql/connection.js';
import type { OperationContext } from '../platform/graphql/operation-context.js';
import { Refusal } from '../platform/graphql/problems.js';
import { StoredFileModel } from '../platform/storage/stored-file.model.js';
import type { RequestLine } from '../requests/request-line.entity.js';
import { RequestLineModel } from '../requests/requests.models.js';
import { RequestDisclosureModel } from './disclosure.models.js';
import type { Holding } from './disclosures.service.js';
import type { Drawing } from './drawing.entity.js';
import type { DrawingGrant } from './drawing-grant.entity.js';
import { DrawingGrantsService } from './drawing-grants.service.js';
import type { DrawingRead } from './drawing-read.entity.js';
import { DrawingReadsService } from './drawing-reads.service.js';
import {
  DrawingGrantModel,
  DrawingModel,
  DrawingReadConnection,
  DrawingReadModel,
  LineDrawingAttachPayload,
  LineDrawingRemovePayload,
  RequestDrawingsGrantPayload,
  RequestDrawingsRevokePayload,
} from './drawings.models.js';
import { DrawingsService } from './drawings.service.js';
import { MOST_DRAWINGS } from './limits.js';

@Resolver(() => RequestLineModel)
export class LineDrawingsResolver {
  constructor(private readonly drawings: DrawingsService) {}

  @Mutation(() => LineDrawingAttachPayload, {
    description: `Puts a file with a line, at most ${MOST_DRAWINGS}: for you, for firms that see the line in full once they are released, and for authorities you let in.`,
  })
  async lineDrawingAttach(
    @Args('lineId', { type: () => ID, description: 'A line of your own organisation.' }) lineId: string,
    @Args('fileId', { type: () => ID, description: 'A file you have sent with the purpose DRAWING.' }) fileId: string,
    @Context() context: OperationContext,
  ): Promise<LineDrawingAttachPayload | Refusal> {
    const line = await this.drawings.attach(signedIn(context), lineId, fileId);
    return line instanceof Refusal ? line : { line };
  }

  @Mutation(() => LineDrawingRemovePayload, {
    description: 'Takes a drawing away, from everybody and at once. Who has read it stays on record.',
  })
  async lineDrawingRemove(
    @Args('id', { type: () => ID, description: 'A drawing of your own organisation.' }) id: string,
  ): Promise<LineDrawingRemovePayload | Refusal> {
    const line = await this.drawings.remove(id);
    return line instanceof Refusal ? line : { line };
  }

  @ResolveField('drawings', () => [DrawingModel], {
    description:
      'Those you may read. A firm: once it is released, where the buyer tells such firms all. An official: where the buyer has let the authority in.',
  })
  drawingsOf(@Parent() { id }: RequestLine, @Context() { loaders }: OperationContext): Promise<Drawing[]> {
    return this.drawings.ofLine(loaders, id);
  }
}

@Resolver(() => DrawingModel)
export class DrawingResolver {
  constructor(
    private readonly drawings: DrawingsService,
    private readonly reads: DrawingReadsService,
  ) {}

  @ResolveField(() => StoredFileModel, { description: 'The file; whoever is handed its content is written down.' })
  file(@Parent() drawing: Drawing, @Context() { loaders }: OperationContext) {
    return this.drawings.file(loaders, drawing);
  }

  @ResolveField('reads', () => DrawingReadConnection, { description: 'Who was handed it, the latest first.' })
  readsOf(@Parent() { id }: Drawing, @Args() page: PageArgs, @Context() { loaders }: OperationContext) {
    return this.reads.page(loaders, id, page);
  }
}

@Resolver(() => DrawingReadModel)
export class DrawingReadResolver {
  @ResolveField(() => String, { description: 'The name of the organisation that read it, as it was then.' })
  reader(@Parent() { readerName }: DrawingRead): string {
    return readerName;
  }
}

@Resolver(() => RequestDisclosureModel)
export class DrawingGrantsResolver {
  constructor(private readonly grants: DrawingGrantsService) {}

  @Mutation(() => RequestDrawingsGrantPayload, {
    description: 'Lets the officials of an authority read the drawings of a request.',
  })
  async requestDrawingsGrant(
    @Args('id', { type: () => ID, description: 'A request of your own organisation.' }) id: string,
    @Args('authority', { description: 'The name of the authority.' }) authority: string,
    @Context() context: OperationContext,
  ): Promise<RequestDrawingsGrantPayload | Refusal> {
    const request = await this.grants.grant(signedIn(context), id, authority);
    return request instanceof Refusal ? request : { request };
  }

  @Mutation(() => RequestDrawingsRevokePayload, {
    description: 'Takes that back: its officials read them no more, not even by a link they were given.',
  })
  async requestDrawingsRevoke(
    @Args('id', { type: () => ID, description: 'A request of your own organisation.' }) id: string,
    @Args('authority', { description: 'The name of the authority.' }) authority: string,
    @Context() context: OperationContext,
  ): Promise<RequestDrawingsRevokePayload | Refusal> {
    const request = await this.grants.revoke(signedIn(context), id, authority);
    return request instanceof Refusal ? request : { request };
  }

  @ResolveField(() => [DrawingGrantModel], { description: 'Authorities that may read the drawings, or might once.' })
  drawingGrants(@Parent() { requestId }: Holding, @Context() { loaders }: OperationContext) {
    return this.grants.of(loaders, requestId);
  }
}

@Resolver(() => DrawingGrantModel)
export class DrawingGrantResolver {
  @ResolveField(() => String, { description: 'The name of the authority.' })
  authority(@Parent() { authorityName }: DrawingGrant): string {
    return authorityName;
  }
}
