import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { JobDefinition, Progress } from './job.js';
import { cancelWhere } from './lease-statements.js';

export interface InHand {
  /** `UNDER_WAY`: a job waits or is being done. `SET_ASIDE`: one has failed for good, and none is under way. */
  state: 'UNDER_WAY' | 'SET_ASIDE';
  /** How far the one has come that is being done, if it says so. */
  progress: Progress | null;
}

/** What remains to be done, as far as who is acting may see it. */
@Injectable()
export class WorkInHand {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** By subject; nothing for those that no such job is left for. */
  async of(job: JobDefinition<object>, subjects: readonly string[]): Promise<Map<string, InHand>> {
    const rows = await this.unitOfWork.query<{ subject: string; isUnderWay: boolean; progress: Progress | null }>(
      `SELECT subject, bool_or(state <> 'FAILED') AS "isUnderWay",
              (array_agg(jsonb_build_object('done', progress_done, 'total', progress_total) ORDER BY leased_until DESC NULLS LAST)
                FILTER (WHERE progress_done IS NOT NULL AND state <> 'FAILED'))[1] AS progress
       FROM outbox WHERE job = $1 AND subject = ANY($2) AND state <> 'DONE' AND state <> 'CANCELLED' GROUP BY subject`,
      [job.name, subjects],
    );
    return new Map(
      rows.map(({ subject, isUnderWay, progress }) => [
        subject,
        { state: isUnderWay ? 'UNDER_WAY' : 'SET_ASIDE', progress },
      ]),
    );
  }

  /**
   * Nobody wants what was asked for so far for these subjects: what waits or was set aside ends at once, what is being done at
   * its next checkpoint or commit. Whether the one who acts may, the room’s service has decided; the database lets a
   * person cancel work of its own organisation only. Returns how many rows that were.
   */
  async cancel(job: JobDefinition<object>, subjects: readonly string[]): Promise<number> {
    const rows = await this.unitOfWork.query(cancelWhere('job = $1 AND subject = ANY($2)'), [job.name, subjects]);
    return rows.length;
  }
}
