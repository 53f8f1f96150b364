import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock } from '../platform/clock.js';
import type { PersonActor } from '../platform/database/actor.js';
import { isId } from '../platform/database/new-id.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Connection, PageArgs } from '../platform/graphql/connection.js';
import { askedPage, pageOf } from '../platform/graphql/page.js';
import { Problems, type Refusal, refuse } from '../platform/graphql/problems.js';
import { ComponentRequest } from './component-request.entity.js';
import { missingToPublish, overtakenWhileDrafted } from './publish-readiness.js';
import type { RequestLine } from './request-line.entity.js';
import { obstacle, type RequestStatus } from './request-status.js';
import { REQUEST_ORDERS, type RequestOrder } from './request-order.js';
import { REQUEST } from './requests.errors.js';

/** Finds requests. Row-level security decides which there are: a buyer's own, for the authority those once published. */
@Injectable()
export class RequestsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async find(id: string): Promise<ComponentRequest | null> {
    return isId(id) ? this.unitOfWork.repository(ComponentRequest).findOneBy({ id }) : null;
  }

  /** Null for each that is not there to be seen. */
  async findAll(ids: readonly string[]): Promise<(ComponentRequest | null)[]> {
    const requests = await this.unitOfWork.repository(ComponentRequest).findBy({ id: In(ids.filter(isId)) });
    const byId = new Map(requests.map((request) => [request.id, request]));
    return ids.map((id) => byId.get(id) ?? null);
  }

  /** A request of the actor's own organisation, locked until the unit of work ends, to be changed; else why not. */
  async findToChange({ organisationId }: PersonActor, id: string): Promise<ComponentRequest | Refusal> {
    const request = isId(id)
      ? await this.unitOfWork
          .repository(ComponentRequest)
          .findOne({ where: { id, organisationId }, lock: { mode: 'pessimistic_write' } })
      : null;
    return request ?? refuse(REQUEST.REQUEST_NOT_FOUND, ['id']);
  }

  /** In the order asked for. */
  async list(
    status: RequestStatus | null,
    orderBy: RequestOrder,
    args: PageArgs,
  ): Promise<Connection<ComponentRequest>> {
    const query = this.unitOfWork.repository(ComponentRequest).createQueryBuilder('request');
    if (status) query.where('request.status = :status', { status });
    return pageOf(query, askedPage(args, REQUEST_ORDERS[orderBy]));
  }

  /** Everything that stands in the way of publishing this request now; none where it can be. */
  publishProblems(request: ComponentRequest, lines: readonly RequestLine[]): Problems {
    const problems = new Problems();
    const message = obstacle(request.status, 'PUBLISH');
    if (message) {
      problems.add(message, ['id']);
      return problems;
    }
    missingToPublish({ title: request.title, lines }, problems);
    overtakenWhileDrafted(lines, problems, this.clock.today());
    return problems;
  }
}
