import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { newId } from '../platform/database/new-id.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { EventBus } from '../platform/events/event-bus.js';
import type { JobRun } from '../platform/jobs/job.js';
import type { LineForMatching } from '../requests/request-lines.service.js';
import { MatchRun } from './match-run.entity.js';
import type { LineMatch } from './match-line.js';
import { LINE_MATCHED } from './matching.events.js';
import { MATCHING_CHANNEL } from './matching.jobs.js';
import type { RunResult } from './run-line.js';

/** Rows of one INSERT: a thousand matches with all their verdicts would be one very long statement. */
const ROWS_PER_INSERT = 100;

/**
 * Writes a run and makes it the current one of its line. An official’s decision on a firm stays in force where nothing
 * it rested on has changed: the same revision and the same verdicts. Anything else is to be looked at again.
 */
@Injectable()
export class MatchRunsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly events: EventBus,
  ) {}

  async store(line: LineForMatching, result: RunResult, run: JobRun, startedAt: Date): Promise<string> {
    const runId = newId();
    const [previous] = await this.unitOfWork.query<{ id: string; revision: number }>(
      `UPDATE match_run SET is_current = false WHERE line_id = $1 AND is_current RETURNING id, revision`,
      [line.lineId],
    );
    await this.insertRun(runId, line, result, run, startedAt);
    for (let start = 0; start < result.matches.length; start += ROWS_PER_INSERT) {
      await this.insertMatches(runId, line, result.matches.slice(start, start + ROWS_PER_INSERT), start);
    }
    if (previous) await this.supersede(previous, runId, line.revision);
    await this.events.append(
      LINE_MATCHED.of(line.lineId, line, { runId, revision: line.revision, matches: result.matches.length }),
    );
    await this.tell(line.requestId);
    return runId;
  }

  /** Those of the lines that have no run for what they ask now. */
  async unmatched(lines: { lineId: string; revision: number }[]): Promise<{ lineId: string; revision: number }[]> {
    const runs = await this.unitOfWork
      .repository(MatchRun)
      .findBy({ lineId: In(lines.map(({ lineId }) => lineId)), isCurrent: true });
    return lines.filter((line) => !runs.some((run) => run.lineId === line.lineId && run.revision === line.revision));
  }

  /** Takes a line’s matches out of sight, as when the line was removed from its request. */
  async retire(lineIds: string[]): Promise<void> {
    await this.unitOfWork.query('UPDATE match_run SET is_current = false WHERE line_id = ANY($1) AND is_current', [
      lineIds,
    ]);
    await this.unitOfWork.query('UPDATE match SET is_current = false WHERE line_id = ANY($1) AND is_current', [
      lineIds,
    ]);
  }

  /** Whoever watches this request’s matching will look again once the open unit of work has committed. */
  async tell(requestId: string): Promise<void> {
    await this.unitOfWork.query(`SELECT pg_notify('${MATCHING_CHANNEL}', $1)`, [requestId]);
  }

  private async insertRun(id: string, line: LineForMatching, result: RunResult, run: JobRun, startedAt: Date) {
    await this.unitOfWork.query(
      `INSERT INTO match_run (id, line_id, request_id, buyer_organisation_id, revision, outbox_id, attempt, as_of,
         algorithm_version, taxonomy_version, weights, input_hash, firms_considered, counts, matches_kept, started_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
      [
        id, line.lineId, line.requestId, line.organisationId, line.revision, run.outboxId, run.attempt, result.asOf,
        result.algorithmVersion, result.taxonomyVersion, result.weights, result.inputHash, result.firmsConsidered,
        result.counts, result.matches.length, startedAt,
      ], // prettier-ignore
    );
  }

  private async insertMatches(runId: string, line: LineForMatching, matches: LineMatch[], before: number) {
    const rows = matches.map((match, index) => ({
      id: newId(),
      rank: before + index + 1,
      firm_id: match.firmId,
      eligibility: match.eligibility,
      relevance: match.relevance,
      confirmed: match.confirmed,
      potential: match.potential,
      coverage: match.coverage,
      evidence: match.evidence,
      site_ids: match.siteIds,
      verdicts: match.verdicts,
      gaps: match.gaps,
      reading: match.reading,
    }));
    await this.unitOfWork.query(
      `INSERT INTO match (id, run_id, line_id, request_id, buyer_organisation_id, firm_id, firm_organisation_id, rank,
         eligibility, relevance, confirmed, potential, coverage, evidence, site_ids, verdicts, gaps, reading, operations, review_id)
       SELECT row.id, $2, $3, $4, $5, row.firm_id, firm.organisation_id, row.rank, row.eligibility, row.relevance,
         row.confirmed, row.potential, row.coverage, row.evidence, row.site_ids, row.verdicts, row.gaps, row.reading, $6, row.id
       FROM jsonb_to_recordset($1) AS row(id uuid, rank integer, firm_id uuid, eligibility text, relevance smallint,
         confirmed float8, potential float8, coverage float8, evidence text, site_ids uuid[], verdicts jsonb, gaps jsonb,
         reading jsonb)
       JOIN firm ON firm.id = row.firm_id`,
      [JSON.stringify(rows), runId, line.lineId, line.requestId, line.organisationId, JSON.stringify(line.operations)],
    );
  }

  private async supersede(previous: { id: string; revision: number }, runId: string, revision: number): Promise<void> {
    if (previous.revision === revision) {
      await this.unitOfWork.query(
        `UPDATE match SET review_id = before.review_id, review_state = before.review_state, released_at = before.released_at
         FROM match AS before
         WHERE match.run_id = $2 AND before.run_id = $1 AND before.firm_id = match.firm_id
           AND before.review_state <> 'PENDING' AND before.verdicts = match.verdicts`,
        [previous.id, runId],
      );
    }
    await this.unitOfWork.query('UPDATE match SET is_current = false WHERE run_id = $1', [previous.id]);
  }
}
