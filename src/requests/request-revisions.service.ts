import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { ComponentRequest } from './component-request.entity.js';
import { grouped } from './grouped.js';
import type { RequestLine } from './request-line.entity.js';
import { RequestRevision, type RevisionContent } from './request-revision.entity.js';
import { REVISION_CONTENT } from './stored-shapes.js';

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

  /** All revisions of each request, the latest first. */
  async revisionsOf(requestIds: readonly string[]): Promise<RequestRevision[][]> {
    const revisions = await this.unitOfWork.repository(RequestRevision).find({
      where: { requestId: In([...requestIds]) },
      order: { revision: 'DESC' },
    });
    return grouped(requestIds, revisions);
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
