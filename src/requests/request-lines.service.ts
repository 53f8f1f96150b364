import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { isId } from '../platform/database/new-id.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { CountedConnection, PageArgs } from '../platform/graphql/connection.js';
import { type ListOfEach, pageOfEach } from '../platform/graphql/list-of-each.js';
import { grouped } from '../platform/graphql/grouped.js';
import type { Loaders } from '../platform/graphql/operation-context.js';
import { ComponentRequest } from './component-request.entity.js';
import type { DeliveryPlace } from '../criteria/place/shape.js';
import type { Operation } from '../criteria/process/shape.js';
import type { Requirements } from '../criteria/registry.js';
import { RequestLine } from './request-line.entity.js';
import type { RequestStatus } from './request-status.js';

/** One line with what matching needs of the request around it. */
export interface LineForMatching {
  lineId: string;
  requestId: string;
  organisationId: string;
  /** The status of the request. */
  status: RequestStatus;
  /** The request's revision since which the line has asked for the same; 0 in a draft. */
  revision: number;
  title: string | null;
  operations: Operation[];
  requirements: Requirements;
  deliveryPlace: DeliveryPlace | null;
  excludedTaxCodes: string[];
}

const LINES: ListOfEach<RequestLine> = {
  entity: RequestLine,
  parent: 'requestId',
  key: 'position',
  keyIs: 'RANK',
  order: 'ASC',
  goneSince: 'removedAt',
};

/** The lines of requests, for the rooms below and for the lists of the API. */
@Injectable()
export class RequestLinesService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Null for a line that never was, is not visible to who is acting, or is no longer in its request. */
  async lineForMatching(lineId: string): Promise<LineForMatching | null> {
    if (!isId(lineId)) return null;
    const line = await this.unitOfWork.repository(RequestLine).findOneBy({ id: lineId, removedAt: IsNull() });
    if (!line) return null;
    const request = await this.unitOfWork.repository(ComponentRequest).findOneByOrFail({ id: line.requestId });
    const { requestId, organisationId, revision, title, operations, requirements, deliveryPlace } = line;
    const { status, excludedTaxCodes } = request;
    return {
      ...{ lineId, requestId, organisationId, status, revision, title, operations, requirements, deliveryPlace },
      excludedTaxCodes,
    };
  }

  /** A page of the lines that are in a request now, in order. */
  page(loaders: Loaders, requestId: string, args: PageArgs): Promise<CountedConnection<RequestLine>> {
    return pageOfEach(this.unitOfWork, loaders, LINES, requestId, args);
  }

  /** The lines that are in each of these requests now, in order. */
  async linesOf(requestIds: readonly string[]): Promise<RequestLine[][]> {
    const lines = await this.unitOfWork.repository(RequestLine).find({
      where: { requestId: In([...requestIds]), removedAt: IsNull() },
      order: { position: 'ASC' },
    });
    return grouped(requestIds, lines, ({ requestId }) => requestId);
  }

  /** The lines that are in a request now, and since which of its revisions each has asked for the same. */
  async revisionsOf(requestId: string): Promise<Pick<RequestLine, 'id' | 'revision'>[]> {
    return this.unitOfWork
      .repository(RequestLine)
      .find({ select: { id: true, revision: true }, where: { requestId, removedAt: IsNull() } });
  }

  /** Lines by id, null where there is none to see; lines no longer in their request are found too. */
  async linesById(ids: readonly string[]): Promise<(RequestLine | null)[]> {
    const lines = await this.unitOfWork.repository(RequestLine).findBy({ id: In(ids.filter(isId)) });
    const byId = new Map(lines.map((line) => [line.id, line]));
    return ids.map((id) => byId.get(id) ?? null);
  }
}
