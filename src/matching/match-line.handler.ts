import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { system } from '../platform/database/actor.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { JobRegistry } from '../platform/jobs/job-registry.js';
import type { JobHandler, JobRun } from '../platform/jobs/job.js';
import { LinesToMatch } from './lines-to-match.js';
import { type LineForMatching, RequestLinesService } from '../requests/request-lines.service.js';
import type { Taxonomy } from '../taxonomy/taxonomy.js';
import { TAXONOMY } from '../taxonomy/taxonomy.token.js';
import { FirmBatches } from './firm-batches.js';
import type { LineSnapshot } from './matching-input.js';
import { MatchRunsService } from './match-runs.service.js';
import { MATCH_LINE } from './matching.jobs.js';
import { runLine, type RunResult } from './run-line.js';

/**
 * Reads the line and the firms in units of work of their own, judges outside of any, and writes the run in another, under
 * the lease. A line that has changed, gone or been matched in the meantime needs nothing: the newer revision has a job of
 * its own.
 */
@Injectable()
export class MatchLineHandler implements JobHandler<{ lineId: string; revision: number }> {
  readonly job = MATCH_LINE;

  constructor(
    registry: JobRegistry,
    private readonly unitOfWork: UnitOfWork,
    private readonly lines: RequestLinesService,
    private readonly firms: FirmBatches,
    private readonly runs: MatchRunsService,
    private readonly toMatch: LinesToMatch,
    private readonly clock: Clock,
    @Inject(TAXONOMY) private readonly taxonomy: Taxonomy,
  ) {
    registry.register(this);
  }

  async handle({ lineId, revision }: { lineId: string; revision: number }, run: JobRun): Promise<void> {
    const startedAt = this.clock.now();
    const number = await this.unitOfWork.run(system(MATCH_LINE.name), () => this.runs.begin());
    const computed = await this.compute(lineId, revision);
    await run.commit(async () => {
      const line = await this.lines.lineForMatching(lineId);
      if (!computed || !line || !isWanted(line, revision)) return;
      const kept = await this.runs.store(line, computed, { number, startedAt, job: run });
      if (kept?.isBehind) await this.toMatch.putAgain([line]);
    });
  }

  private async compute(lineId: string, revision: number): Promise<RunResult | null> {
    const line = await this.unitOfWork.run(system(MATCH_LINE.name), () => this.lines.lineForMatching(lineId), {
      readOnly: true,
    });
    if (!line || !isWanted(line, revision)) return null;
    return runLine(await this.snapshotOf(line), this.firms.forLine(line), this.taxonomy, this.clock.today());
  }

  private async snapshotOf(line: LineForMatching): Promise<LineSnapshot> {
    const { lineId: id, operations, requirements, excludedTaxCodes } = line;
    const excludedFirmIds = await this.firms.idsByTaxCode(excludedTaxCodes);
    return { id, operations, requirements, excludedFirmIds };
  }
}

/** Still published, and nothing newer asked for. */
function isWanted(line: LineForMatching, revision: number): boolean {
  return line.status === 'PUBLISHED' && line.revision === revision;
}
