import { Injectable } from '@nestjs/common';
import { Audit } from '../platform/audit/audit.js';
import { type Refusal, refuse } from '../platform/graphql/problems.js';
import { WaitingWork } from '../platform/jobs/waiting-work.js';
import type { ComponentRequest } from '../requests/component-request.entity.js';
import type { RequestLine } from '../requests/request-line.entity.js';
import { RequestLinesService } from '../requests/request-lines.service.js';
import { RequestsService } from '../requests/requests.service.js';
import { MatchRunsService } from './match-runs.service.js';
import { WAITING_RUNS_A_LINE } from './limits.js';
import { LinesToMatch } from './lines-to-match.js';
import { REMATCH } from './matching.errors.js';
import { MATCH_LINE } from './matching.jobs.js';

/** Asks for a new run of every line of a request; one that waits for its run already waits for no second one. */
@Injectable()
export class RematchService {
  constructor(
    private readonly requests: RequestsService,
    private readonly lines: RequestLinesService,
    private readonly runs: MatchRunsService,
    private readonly toMatch: LinesToMatch,
    private readonly waiting: WaitingWork,
    private readonly audit: Audit,
  ) {}

  async matchAgain(requestId: string): Promise<ComponentRequest | Refusal> {
    const request = await this.requests.find(requestId);
    if (!request) return refuse(REMATCH.REMATCH_REQUEST_NOT_FOUND, ['id']);
    if (request.status !== 'PUBLISHED') return refuse(REMATCH.REMATCH_REQUEST_NOT_PUBLISHED, ['id']);
    const [lines = []] = await this.lines.linesOf([request.id]);
    const refusal = await this.ask(request.organisationId, lines);
    if (refusal) return refusal;
    await this.runs.tell(request.id);
    await this.audit.record('request.match-again', 'component_request', request.id, { revision: request.revision });
    return request;
  }

  /** A line that waits already adds nothing, and is never refused. */
  private async ask(organisationId: string, lines: readonly RequestLine[]): Promise<Refusal | null> {
    const waiting = () =>
      this.waiting.of(
        organisationId,
        MATCH_LINE,
        lines.map(({ id }) => id),
      );
    const before = await waiting();
    await this.toMatch.putAgain(lines.map(({ id: lineId, revision }) => ({ lineId, revision, organisationId })));
    const { ofOrganisation, ofSubjects } = await waiting();
    if (ofOrganisation === before.ofOrganisation) return null;
    const { mostOfOrganisation: most } = this.waiting;
    if (ofOrganisation > most) {
      return refuse(REMATCH.REMATCH_TOO_MUCH_WAITING, ['id'], { waiting: ofOrganisation, most });
    }
    const mostOfRequest = WAITING_RUNS_A_LINE * lines.length;
    if (ofSubjects > mostOfRequest) {
      const parameters = { waiting: ofSubjects, most: mostOfRequest };
      return refuse(REMATCH.REMATCH_REQUEST_TOO_MUCH_WAITING, ['id'], parameters);
    }
    return null;
  }
}
