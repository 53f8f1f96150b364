import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Match } from '../matching/match.entity.js';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock.js';
import type { PersonActor } from '../platform/database/actor.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { EventBus } from '../platform/events/event-bus.js';
import { Refusal, refuse } from '../platform/graphql/problems.js';
import type { Loaders } from '../platform/graphql/operation-context.js';
import type { ComponentRequest } from '../requests/component-request.entity.js';
import { REQUEST } from '../requests/requests.errors.js';
import { REQUEST_WITHDRAWN } from '../requests/requests.events.js';
import { RequestsService } from '../requests/requests.service.js';
import { type Chosen, type Told, told, USUAL } from './level.js';
import { RequestDisclosure } from './request-disclosure.entity.js';

/** What a buyer chose that suppliers see of a request, and what a supplier is told because of it: looked up at each reading. */
@Injectable()
export class DisclosuresService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly requests: RequestsService,
    private readonly audit: Audit,
    private readonly clock: Clock,
    events: EventBus,
  ) {
    events.on(REQUEST_WITHDRAWN, async (withdrawn) => {
      for (const { subjectId, organisationId } of withdrawn)
        await this.write(subjectId, organisationId!, { isOver: true });
    });
  }

  /** Chooses what is told of a request of the buyer’s own, from the next reading on. */
  async choose(
    actor: PersonActor,
    id: string,
    { beforeRelease, afterRelease }: Chosen,
  ): Promise<ComponentRequest | Refusal> {
    const request = await this.requests.findToChange(actor, id);
    if (request instanceof Refusal) return request;
    if (request.status === 'WITHDRAWN') return refuse(REQUEST.REQUEST_WITHDRAWN, ['id']);
    await this.write(request.id, request.organisationId, { beforeRelease, afterRelease });
    await this.audit.record('request.disclosure-set', 'request', request.id, { beforeRelease, afterRelease });
    return request;
  }

  /** What holds for a request, chosen or usual. */
  async of(loaders: Loaders, requestId: string): Promise<Chosen> {
    return (await this.load(loaders, requestId)) ?? USUAL;
  }

  /** What the supplier is told of its match, in the state both are in now. */
  async toldOf(loaders: Loaders, { requestId, releasedAt, leftAt }: Match): Promise<Told> {
    const row = await this.load(loaders, requestId);
    const isOver = leftAt !== null || (row?.isOver ?? false);
    return told(row ?? USUAL, { isReleased: releasedAt !== null, isOver });
  }

  private load(loaders: Loaders, requestId: string): Promise<RequestDisclosure | null> {
    return loaders
      .get<string, RequestDisclosure | null>('disclosure.byRequest', async (ids) => {
        const rows = await this.unitOfWork.repository(RequestDisclosure).findBy({ requestId: In([...ids]) });
        const byId = new Map(rows.map((row) => [row.requestId, row]));
        return ids.map((id) => byId.get(id) ?? null);
      })
      .load(requestId);
  }

  /** Of a request that is locked, or being changed. */
  private async write(requestId: string, organisationId: string, changes: Partial<RequestDisclosure>): Promise<void> {
    const rows = this.unitOfWork.repository(RequestDisclosure);
    const changedAt = this.clock.now();
    if (await rows.existsBy({ requestId })) await rows.update({ requestId }, { ...changes, changedAt });
    else await rows.insert({ requestId, organisationId, ...USUAL, isOver: false, ...changes, changedAt });
  }
}
