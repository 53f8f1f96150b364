import { Injectable } from '@nestjs/common';
import { Audit } from '../platform/audit/audit.js';
import { type Refusal, refuse } from '../platform/graphql/problems.js';
import { Outbox } from '../platform/jobs/outbox.js';
import { RequestLinesService } from '../requests/request-lines.service.js';
import { RequestsService } from '../requests/requests.service.js';
import { MatchesService, type MatchingProgress } from './matches.service.js';
import { MatchRunsService } from './match-runs.service.js';
import { REMATCH } from './matching.errors.js';
import { MATCH_LINE } from './matching.jobs.js';

/** Asks for a new run of every line of a request. */
@Injectable()
export class RematchService {
  constructor(
    private readonly requests: RequestsService,
    private readonly lines: RequestLinesService,
    private readonly matches: MatchesService,
    private readonly runs: MatchRunsService,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
  ) {}

  async matchAgain(requestId: string): Promise<{ progress: MatchingProgress | null } | Refusal> {
    const request = await this.requests.find(requestId);
    if (!request) return refuse(REMATCH.REMATCH_REQUEST_NOT_FOUND, ['id']);
    if (request.status !== 'PUBLISHED') return refuse(REMATCH.REMATCH_REQUEST_NOT_PUBLISHED, ['id']);
    const [lines = []] = await this.lines.linesOf([request.id]);
    for (const line of lines) {
      await this.outbox.put(MATCH_LINE, line.id, { lineId: line.id, revision: line.revision });
    }
    await this.runs.tell(request.id);
    await this.audit.record('request.match-again', 'component_request', request.id, { revision: request.revision });
    return { progress: await this.matches.progress(request.id) };
  }
}
