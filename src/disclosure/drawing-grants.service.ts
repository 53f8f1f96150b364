import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { OrganisationsService } from '../identity/organisations.service.js';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock.js';
import { type PersonActor, system } from '../platform/database/actor.js';
import { newId } from '../platform/database/new-id.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { grouped } from '../platform/graphql/grouped.js';
import type { Loaders } from '../platform/graphql/operation-context.js';
import { Refusal, refuse } from '../platform/graphql/problems.js';
import type { ComponentRequest } from '../requests/component-request.entity.js';
import { RequestsService } from '../requests/requests.service.js';
import { DISCLOSURE } from './disclosure.errors.js';
import { DrawingGrant } from './drawing-grant.entity.js';

/** Authorities that a buyer lets read the drawings of a request: they see what is asked for, and drawings only where let in. */
@Injectable()
export class DrawingGrantsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly requests: RequestsService,
    private readonly organisations: OrganisationsService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async grant(actor: PersonActor, id: string, name: string): Promise<ComponentRequest | Refusal> {
    const found = await this.find(actor, id, name);
    if (found instanceof Refusal) return found;
    const { request, standing, authorityId } = found;
    if (standing) return refuse(DISCLOSURE.DRAWINGS_GRANTED, ['authority']);
    await this.unitOfWork.repository(DrawingGrant).insert({
      ...{ id: newId(), requestId: request.id, organisationId: request.organisationId, authorityId },
      ...{ authorityName: found.name, grantedBy: actor.personId, grantedAt: this.clock.now(), revokedAt: null },
    });
    await this.audit.record('request.drawings-grant', 'request', request.id, { authorityId });
    return request;
  }

  /** Cut at once: what its officials were shown a moment ago leads nowhere any more. */
  async revoke(actor: PersonActor, id: string, name: string): Promise<ComponentRequest | Refusal> {
    const found = await this.find(actor, id, name);
    if (found instanceof Refusal) return found;
    const { request, standing, authorityId } = found;
    if (!standing) return refuse(DISCLOSURE.DRAWINGS_NOT_GRANTED, ['authority']);
    await this.unitOfWork.repository(DrawingGrant).update({ id: standing.id }, { revokedAt: this.clock.now() });
    await this.audit.record('request.drawings-revoke', 'request', request.id, { authorityId });
    return request;
  }

  /** All there have been, the first first. */
  of(loaders: Loaders, requestId: string): Promise<DrawingGrant[]> {
    return loaders
      .get<string, DrawingGrant[]>('drawings.grants', async (ids) => {
        const rows = await this.unitOfWork
          .repository(DrawingGrant)
          .find({ where: { requestId: In([...ids]) }, order: { id: 'ASC' } });
        return grouped(ids, rows, (row) => row.requestId);
      })
      .load(requestId);
  }

  private async find(actor: PersonActor, id: string, name: string) {
    const request = await this.requests.findToChange(actor, id);
    if (request instanceof Refusal) return request;
    // Authorities are known to everybody by name; their rows are not for buyers.
    const authority = await this.unitOfWork.actAs(system('disclosure.find-authority'), () =>
      this.organisations.authorityCalled(name),
    );
    if (!authority) return refuse(DISCLOSURE.DRAWINGS_AUTHORITY_UNKNOWN, ['authority']);
    const standing = await this.unitOfWork
      .repository(DrawingGrant)
      .findOneBy({ requestId: request.id, authorityId: authority.id, revokedAt: IsNull() });
    return { request, standing, authorityId: authority.id, name: authority.name };
  }
}
