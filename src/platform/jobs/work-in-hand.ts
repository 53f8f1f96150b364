import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { JobDefinition } from './job.js';

/** `UNDER_WAY`: a job waits or is being done. `SET_ASIDE`: one has failed for good, and none is under way. */
export type Hand = 'UNDER_WAY' | 'SET_ASIDE';

/** What remains to be done, as far as who is acting may see it. */
@Injectable()
export class WorkInHand {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** By subject; nothing for those that no such job is left for. */
  async of(job: JobDefinition<object>, subjects: readonly string[]): Promise<Map<string, Hand>> {
    const rows = await this.unitOfWork.query<{ subject: string; isUnderWay: boolean }>(
      `SELECT subject, bool_or(state <> 'FAILED') AS "isUnderWay" FROM outbox
       WHERE job = $1 AND subject = ANY($2) AND state <> 'DONE' GROUP BY subject`,
      [job.name, subjects],
    );
    return new Map(rows.map(({ subject, isUnderWay }) => [subject, isUnderWay ? 'UNDER_WAY' : 'SET_ASIDE']));
  }
}
