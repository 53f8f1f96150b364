import { Injectable } from '@nestjs/common';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock.js';
import type { PersonActor } from '../platform/database/actor.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { NewEvent } from '../platform/events/event.js';
import { EventBus } from '../platform/events/event-bus.js';
import { Problems, Refusal, refuse } from '../platform/graphql/problems.js';
import { ComponentRequest } from './component-request.entity.js';
import { missingToPublish, overtakenWhileDrafted } from './publish-readiness.js';
import { RequestLine } from './request-line.entity.js';
import { RequestLinesService } from './request-lines.service.js';
import { RequestRevisionsService } from './request-revisions.service.js';
import { moveFrom, type RequestMove } from './request-status.js';
import {
  linesPublished,
  REQUEST_CLOSED,
  REQUEST_PUBLISHED,
  REQUEST_REOPENED,
  REQUEST_WITHDRAWN,
  requestEvent,
} from './requests.events.js';
import { RequestsService } from './requests.service.js';

/**
 * Publishing a request, and ending its search: each a move of its life. Everybody of the buyer's organisation may do
 * it; row-level security has already hidden the requests of all others.
 */
@Injectable()
export class RequestPublishingService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly requests: RequestsService,
    private readonly lines: RequestLinesService,
    private readonly revisions: RequestRevisionsService,
    private readonly events: EventBus,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Makes the first revision of a draft; all that is missing is said at once. */
  async publish(actor: PersonActor, id: string): Promise<ComponentRequest | Refusal> {
    return this.move(actor, id, 'PUBLISH', async (request, now) => {
      const [lines = []] = await this.lines.linesOf([request.id]);
      const refusal = this.whatIsMissing(request, lines);
      if (refusal) return refusal;
      request.revision = 1;
      request.publishedAt = now;
      for (const line of lines) line.revision = request.revision;
      await this.unitOfWork.repository(RequestLine).update({ requestId: request.id }, { revision: request.revision });
      await this.revisions.append(request, lines, now);
      return [requestEvent(REQUEST_PUBLISHED, request, 0), ...linesPublished(request, lines)];
    });
  }

  /** The buyer looks for nobody any more. */
  async close(actor: PersonActor, id: string): Promise<ComponentRequest | Refusal> {
    return this.move(actor, id, 'CLOSE', async (request, now) => {
      request.closedAt = now;
      return [requestEvent(REQUEST_CLOSED, request, request.revision)];
    });
  }

  /** Takes a closing back. Nothing is asked of the lines: whatever passed meanwhile, an open request can be changed. */
  async reopen(actor: PersonActor, id: string): Promise<ComponentRequest | Refusal> {
    return this.move(actor, id, 'REOPEN', async (request) => {
      request.closedAt = null;
      return [requestEvent(REQUEST_REOPENED, request, request.revision)];
    });
  }

  /** Takes the request back for good. */
  async withdraw(actor: PersonActor, id: string): Promise<ComponentRequest | Refusal> {
    return this.move(actor, id, 'WITHDRAW', async (request, now) => {
      request.withdrawnAt = now;
      return [requestEvent(REQUEST_WITHDRAWN, request, request.revision)];
    });
  }

  /** One move: checked, prepared by `step`, written, recorded, and told by the events that `step` hands back. */
  private async move(
    actor: PersonActor,
    id: string,
    move: RequestMove,
    step: (request: ComponentRequest, now: Date) => Promise<Refusal | NewEvent[]>,
  ): Promise<ComponentRequest | Refusal> {
    const request = await this.requests.findToChange(actor, id);
    if (request instanceof Refusal) return request;
    const status = moveFrom(request.status, move);
    if (typeof status !== 'string') return refuse(status, ['id']);
    const now = this.clock.now();
    Object.assign(request, { status, version: request.version + 1, updatedAt: now });
    const events = await step(request, now);
    if (events instanceof Refusal) return events;
    await this.unitOfWork.repository(ComponentRequest).save(request);
    await this.audit.record(`request.${move.toLowerCase()}`, 'request', request.id, { revision: request.revision });
    await this.events.append(...events);
    return request;
  }

  private whatIsMissing({ title }: ComponentRequest, lines: readonly RequestLine[]): Refusal | null {
    const problems = new Problems();
    missingToPublish({ title, lines }, problems);
    overtakenWhileDrafted(lines, problems, this.clock.today());
    return problems.any ? problems.refusal() : null;
  }
}
