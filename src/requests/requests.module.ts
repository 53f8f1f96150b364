import { Module } from '@nestjs/common';
import { ComponentRequestResolver, RequestRevisionResolver } from './component-request.resolver.js';
import { RequestAreas } from './request-areas.service.js';
import { RequestDraftingService } from './request-drafting.service.js';
import { RequestLineResolver, RevisedLineResolver } from './request-line.resolver.js';
import { RequestLinesService } from './request-lines.service.js';
import { RequestPublishingService } from './request-publishing.service.js';
import { RequestRevisionsService } from './request-revisions.service.js';
import { RequestsResolver } from './requests.resolver.js';
import { RequestsService } from './requests.service.js';

/** Component requests, from draft to closing. Matching reads their lines and reacts to their events. */
@Module({
  providers: [
    RequestAreas,
    RequestsService,
    RequestLinesService,
    RequestRevisionsService,
    RequestDraftingService,
    RequestPublishingService,
    RequestsResolver,
    ComponentRequestResolver,
    RequestRevisionResolver,
    RequestLineResolver,
    RevisedLineResolver,
  ],
  exports: [RequestAreas, RequestsService, RequestLinesService],
})
export class RequestsModule {}
