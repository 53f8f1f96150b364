import { Injectable } from '@nestjs/common';
import { isPerson, system } from '../platform/database/actor.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Outbox } from '../platform/jobs/outbox.js';
import { RequestEvents } from '../requests/requests.events.js';
import { MATCH_LINE } from './matching.jobs.js';
import { MatchRunsService } from './match-runs.service.js';

/** What follows here from a change of a request; written with the change itself. */
@Injectable()
export class RequestReactions {
  constructor(
    events: RequestEvents,
    private readonly outbox: Outbox,
    private readonly runs: MatchRunsService,
    private readonly unitOfWork: UnitOfWork,
  ) {
    events.on('published', async ({ requestId, revision, lineIds, removedLineIds }) => {
      for (const lineId of lineIds) await this.outbox.put(MATCH_LINE, lineId, { lineId, revision }, this.buyer());
      if (removedLineIds.length > 0) {
        await this.unitOfWork.actAs(system('matching.retire-lines'), () => this.runs.retire(removedLineIds));
      }
      await this.runs.tell(requestId);
    });
    // While it was closed, jobs found nothing to do and were settled: what they left undone is due again.
    events.on('reopened', async ({ requestId, lines }) => {
      for (const line of await this.runs.unmatched(lines))
        await this.outbox.put(MATCH_LINE, line.lineId, line, this.buyer());
      await this.runs.tell(requestId);
    });
  }

  private buyer(): string | null {
    const { actor } = this.unitOfWork;
    return isPerson(actor) ? actor.organisationId : null;
  }
}
