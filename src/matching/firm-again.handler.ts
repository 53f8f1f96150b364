import { Injectable } from '@nestjs/common';
import { JobRegistry } from '../platform/jobs/job-registry.js';
import type { JobHandler, JobRun } from '../platform/jobs/job.js';
import type { RequestLine } from '../requests/request-line.entity.js';
import { RequestLinesService } from '../requests/request-lines.service.js';
import { FirmFactsService } from '../suppliers/firm-facts.service.js';
import { LinesToMatch } from './lines-to-match.js';
import { FIRM_AGAIN } from './matching.jobs.js';
import { OutdatedMatches } from './outdated-matches.js';

/** After a firm has changed: asks for a new run of the lines where it is or was a match and was judged before the change. */
@Injectable()
export class FirmAgainHandler implements JobHandler<{ firmId: string; changedIds: string[] }> {
  readonly job = FIRM_AGAIN;

  constructor(
    registry: JobRegistry,
    private readonly firms: FirmFactsService,
    private readonly outdated: OutdatedMatches,
    private readonly lines: RequestLinesService,
    private readonly toMatch: LinesToMatch,
  ) {
    registry.register(this);
  }

  async handle({ firmId, changedIds }: { firmId: string; changedIds: string[] }, run: JobRun): Promise<void> {
    await run.commit(async () => {
      const facts = (await this.firms.of([firmId])).get(firmId);
      if (!facts) return;
      await this.outdated.markStragglers(firmId, facts.factsRevision, changedIds);
      const behind = await this.lines.linesById(await this.outdated.linesBehind(firmId, facts.factsRevision));
      const standing = behind.filter((line) => line !== null && line.removedAt === null) as RequestLine[];
      await this.toMatch.putAgain(
        standing.map(({ id: lineId, revision, organisationId }) => ({ lineId, revision, organisationId })),
        'BULK',
      );
    });
  }
}
