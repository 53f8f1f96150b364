import { Injectable } from '@nestjs/common';
import { newId } from '../platform/database/new-id.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { EventBus } from '../platform/events/event-bus.js';
import type { JobRun } from '../platform/jobs/job.js';
import type { LineForMatching } from '../requests/request-lines.service.js';
import { LINE_MATCHED } from './matching.events.js';
import { MATCHING_CHANNEL } from './matching.jobs.js';
import { MatchAreas } from './match-areas.js';
import { MatchStore } from './match-store.js';
import type { RunResult } from './run-line.js';
import { COUNTS, WEIGHTS } from './stored-shapes.js';

/** What has to be known of a run beside what it computed. */
export interface RunRecord {
  /** Of `MatchRunsService.begin`. */
  number: string;
  startedAt: Date;
  job: Pick<JobRun, 'outboxId' | 'attempt'>;
}

/** Former runs of a line that are kept beside those which matches or the current state still name. */
const FORMER_RUNS_KEPT = 5;

/** Writes runs and makes the latest the current one of its line. */
@Injectable()
export class MatchRunsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly matches: MatchStore,
    private readonly areas: MatchAreas,
    private readonly events: EventBus,
  ) {}

  /** Called by a run before it reads anything: of two runs of a line the one with the higher number read later. */
  async begin(): Promise<string> {
    const [row] = await this.unitOfWork.query<{ number: string }>(`SELECT nextval('match_run_number') AS number`);
    return row!.number;
  }

  /**
   * Keeps a run, unless one that read later is kept already. Answers whether some firm has changed since the run read it, so
   * that the line is to be matched once more; null where nothing was kept.
   */
  async store(line: LineForMatching, result: RunResult, run: RunRecord): Promise<{ isBehind: boolean } | null> {
    const runId = newId();
    if (!(await this.replaceCurrent(runId, line, result, run))) return null;
    const isBehind = await this.matches.write(runId, line, result.matches);
    await this.areas.settle([line.lineId]);
    await this.trim(line.lineId);
    await this.events.append(
      LINE_MATCHED.of(line.lineId, line, { runId, revision: line.revision, matches: result.matches.length }),
    );
    await this.tell(line.requestId);
    return { isBehind };
  }

  /** Takes the matches of lines that were removed from their request out of sight. */
  async retire(lineIds: string[]): Promise<void> {
    await this.unitOfWork.query('UPDATE match_run SET is_current = false WHERE line_id = ANY($1) AND is_current', [
      lineIds,
    ]);
    await this.matches.retire(lineIds);
  }

  /** Whoever watches this request’s matching will look again once the open unit of work has committed. */
  async tell(requestId: string): Promise<void> {
    await this.unitOfWork.query(`SELECT pg_notify('${MATCHING_CHANNEL}', $1)`, [requestId]);
  }

  /** Two runs of a line that are kept at the same moment collide here, and the loser is tried again. */
  private async replaceCurrent(id: string, line: LineForMatching, result: RunResult, run: RunRecord): Promise<boolean> {
    const [newer] = await this.unitOfWork.query(
      'SELECT FROM match_run WHERE line_id = $1 AND is_current AND number > $2',
      [line.lineId, run.number],
    );
    if (newer) return false;
    await this.unitOfWork.query('UPDATE match_run SET is_current = false WHERE line_id = $1 AND is_current', [
      line.lineId,
    ]);
    const inserted = await this.unitOfWork.query(
      `INSERT INTO match_run (id, number, line_id, request_id, buyer_organisation_id, revision, outbox_id, attempt, as_of,
         algorithm_version, taxonomy_version, weights, input_hash, firms_considered, counts, matches_kept, started_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
       ON CONFLICT (line_id) WHERE is_current DO NOTHING RETURNING id`,
      [
        id, run.number, line.lineId, line.requestId, line.organisationId, line.revision, run.job.outboxId, run.job.attempt,
        result.asOf, result.algorithmVersion, result.taxonomyVersion, WEIGHTS.write(result.weights), result.inputHash,
        result.firmsConsidered, COUNTS.write(result.counts), result.matches.length, run.startedAt,
      ], // prettier-ignore
    );
    return inserted.length > 0;
  }

  /** Former runs go when no match rests on them and some newer ones are there to compare with. */
  private async trim(lineId: string): Promise<void> {
    await this.unitOfWork.query(
      `DELETE FROM match_run WHERE id IN (
         SELECT id FROM match_run WHERE line_id = $1 AND NOT is_current ORDER BY number DESC OFFSET ${FORMER_RUNS_KEPT})
       AND NOT EXISTS (SELECT FROM match WHERE run_id = match_run.id)`,
      [lineId],
    );
  }
}
