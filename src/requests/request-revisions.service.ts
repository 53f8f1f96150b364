import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { CountedConnection, PageArgs } from '../platform/graphql/connection.js';
import { type ListOfEach, pageOfEach } from '../platform/graphql/list-of-each.js';
import type { Loaders } from '../platform/graphql/operation-context.js';
import type { ComponentRequest } from './component-request.entity.js';
import type { RequestLine } from './request-line.entity.js';
import { RequestRevision, type RevisionContent } from './request-revision.entity.js';
import { REVISION_CONTENT } from './stored-shapes.js';

const REVISIONS: ListOfEach<RequestRevision> = {
  entity: RequestRevision,
  parent: 'requestId',
  key: 'revision',
  keyIs: 'RANK',
  order: 'DESC',
};

/** What was published, kept in full: a match says which revision it judged, and here is what that revision said. */
@Injectable()
export class RequestRevisionsService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async append(request: ComponentRequest, lines: readonly RequestLine[], publishedAt: Date): Promise<void> {
    const { id: requestId, organisationId, revision, title, description, excludedTaxCodes } = request;
    const content: RevisionContent = {
      title,
      description,
      excludedTaxCodes,
      lines: lines.map(contentOf),
    };
    await this.unitOfWork.query(
      `INSERT INTO request_revision (request_id, revision, organisation_id, content, published_at)
       VALUES ($1, $2, $3, $4, $5)`,
      [requestId, revision, organisationId, REVISION_CONTENT.write(content), publishedAt],
    );
  }

  /** A page of a request’s revisions, the latest first. */
  page(loaders: Loaders, requestId: string, args: PageArgs): Promise<CountedConnection<RequestRevision>> {
    return pageOfEach(this.unitOfWork, loaders, REVISIONS, requestId, args);
  }
}

function contentOf(line: RequestLine): RevisionContent['lines'][number] {
  const { id, position, title, partNumber, drawingNumber, hsCode, description } = line;
  const { operations, requirements, deliveryPlace } = line;
  return {
    ...{ id, position, title, partNumber, drawingNumber, hsCode, description },
    ...{ operations, requirements, deliveryPlace },
  };
}
