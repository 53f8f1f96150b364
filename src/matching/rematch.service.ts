import { Injectable } from '@nestjs/common';
import { Audit } from '../platform/audit/audit.js';
import { type Refusal, refuse } from '../platform/graphql/problems.js';
import type { ComponentRequest } from '../requests/component-request.entity.js';
import { RequestLinesService } from '../requests/request-lines.service.js';
import { RequestsService } from '../requests/requests.service.js';
import { MatchRunsService } from './match-runs.service.js';
import { LinesToMatch } from './lines-to-match.js';
import { REMATCH } from './matching.errors.js';

/** Asks for a new run of every line of a request; one that waits for its run already waits for no second one. */
@Injectable()
export class RematchService {
  constructor(
    private readonly requests: RequestsService,
    private readonly lines: RequestLinesService,
    private readonly runs: MatchRunsService,
    private readonly toMatch: LinesToMatch,
    private readonly audit: Audit,
  ) {}

  async matchAgain(requestId: string): Promise<ComponentRequest | Refusal> {
    const request = await this.requests.find(requestId);
    if (!request) return refuse(REMATCH.REMATCH_REQUEST_NOT_FOUND, ['id']);
    if (request.status !== 'PUBLISHED') return refuse(REMATCH.REMATCH_REQUEST_NOT_PUBLISHED, ['id']);
    const [lines = []] = await this.lines.linesOf([request.id]);
    const { organisationId } = request;
    await this.toMatch.putAgain(lines.map(({ id: lineId, revision }) => ({ lineId, revision, organisationId })));
    await this.runs.tell(request.id);
    await this.audit.record('request.match-again', 'component_request', request.id, { revision: request.revision });
    return request;
  }
}
