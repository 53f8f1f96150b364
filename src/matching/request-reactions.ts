import { Injectable } from '@nestjs/common';
import { system } from '../platform/database/actor.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { DomainEvent } from '../platform/events/event.js';
import { EventBus } from '../platform/events/event-bus.js';
import { RequestLinesService } from '../requests/request-lines.service.js';
import {
  asksAnew,
  LINE_ADDED,
  LINE_CHANGED,
  LINE_PUBLISHED,
  LINE_REMOVED,
  REQUEST_CHANGED,
  REQUEST_PUBLISHED,
  REQUEST_REOPENED,
} from '../requests/requests.events.js';
import { LinesToMatch } from './lines-to-match.js';
import { MatchRunsService } from './match-runs.service.js';

/** What follows here from a change of a request; written with the change itself. */
@Injectable()
export class RequestReactions {
  constructor(
    events: EventBus,
    private readonly toMatch: LinesToMatch,
    private readonly runs: MatchRunsService,
    private readonly lines: RequestLinesService,
    private readonly unitOfWork: UnitOfWork,
  ) {
    events.on([LINE_ADDED, LINE_CHANGED, LINE_PUBLISHED], (lines) =>
      this.toMatch.put(
        lines.filter(asksAnew).map(({ subjectId, organisationId, data }) => ({
          lineId: subjectId,
          revision: data.revision.after!,
          organisationId: organisationId!,
        })),
      ),
    );
    events.on(LINE_REMOVED, async (lines) => {
      const published = lines.filter(({ data }) => data.revision.before !== 0);
      if (published.length > 0) await this.retire(published);
    });
    // While it was closed, jobs found nothing to do and were settled; firms have come, gone and changed since.
    events.on(REQUEST_REOPENED, async (requests) => {
      const lines = (await this.lines.linesOf(requests.map(({ subjectId }) => subjectId))).flat();
      await this.toMatch.put(
        lines.map(({ id: lineId, revision, organisationId }) => ({ lineId, revision, organisationId })),
      );
    });
    events.on([REQUEST_PUBLISHED, REQUEST_CHANGED, REQUEST_REOPENED], (requests) => this.tell(requests));
  }

  private retire(lines: DomainEvent[]): Promise<void> {
    const ids = lines.map(({ subjectId }) => subjectId);
    return this.unitOfWork.actAs(system('matching.retire-lines'), () => this.runs.retire(ids));
  }

  private async tell(requests: DomainEvent[]): Promise<void> {
    for (const { subjectId } of requests) await this.runs.tell(subjectId);
  }
}
