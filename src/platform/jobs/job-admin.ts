import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.js';
import { system } from '../database/actor.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { Progress } from './job.js';
import { cancelWhere } from './lease-statements.js';
import { OUTBOX_CHANNEL } from './outbox.js';

/**
 * Where a job stands, for whoever watches over all of them. LATER: its time has not come, as it was asked for or after a failure.
 * WAITING: it is due. LATE: it has been for five minutes. RUNNING: a worker has it. FAILED: it was set aside and waits for somebody.
 */
export const JOB_STANDINGS = ['LATER', 'WAITING', 'LATE', 'RUNNING', 'FAILED', 'CANCELLED'] as const;
export type JobStanding = (typeof JOB_STANDINGS)[number];

export interface ListedJob {
  id: string;
  job: string;
  subject: string;
  standing: JobStanding;
  attempts: number;
  failures: number;
  progress: Progress | null;
  /** Of the last failure or outage. */
  reason: string | null;
  askedAt: Date;
  runAt: Date;
}

/** CANCELLING: a worker has it, and hears of it at the job’s next checkpoint or commit. */
export interface CancelledJob {
  id: string;
  standing: 'CANCELLED' | 'CANCELLING';
}

const STANDING = `CASE
    WHEN state = 'QUEUED' AND leased_until > now() THEN 'RUNNING'
    WHEN state NOT IN ('PENDING', 'QUEUED') THEN state
    WHEN run_at > now() THEN 'LATER'
    WHEN run_at < now() - interval '5 minutes' THEN 'LATE'
    ELSE 'WAITING' END`;

/** What an operator asks of all jobs and does to them, by the command line and by metrics. */
@Injectable()
export class JobAdmin {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
  ) {}

  async counts(): Promise<Record<JobStanding, number>> {
    const rows = await this.unitOfWork.run(system('platform.count-jobs'), () =>
      this.unitOfWork.query<{ standing: JobStanding; count: number }>(
        `SELECT ${STANDING} AS standing, count(*)::int AS count FROM outbox WHERE state <> 'DONE' GROUP BY 1`,
      ),
    );
    const found = new Map(rows.map(({ standing, count }) => [standing, count]));
    return Object.fromEntries(JOB_STANDINGS.map((standing) => [standing, found.get(standing) ?? 0])) as never;
  }

  /** For how long the job that has been due the longest has been waiting; 0 where none is. */
  async longestWaitSeconds(): Promise<number> {
    const [row] = await this.unitOfWork.run(system('platform.count-jobs'), () =>
      this.unitOfWork.query<{ seconds: number }>(
        `SELECT coalesce(extract(epoch FROM now() - least(
           (SELECT min(run_at) FROM outbox WHERE state = 'PENDING' AND run_at <= now()),
           (SELECT min(run_at) FROM outbox
             WHERE state = 'QUEUED' AND run_at <= now() AND (leased_until IS NULL OR leased_until <= now())))), 0)::float8 AS seconds`,
      ),
    );
    return row!.seconds;
  }

  /** Those that stand so, the latest first. */
  list(standing: JobStanding, limit: number): Promise<ListedJob[]> {
    return this.unitOfWork.run(system('platform.list-jobs'), () =>
      this.unitOfWork.query(
        `SELECT id, job, subject, ${STANDING} AS standing, attempt AS attempts, failures, last_error AS reason,
                created_at AS "askedAt", run_at AS "runAt",
                CASE WHEN progress_done IS NOT NULL THEN jsonb_build_object('done', progress_done, 'total', progress_total) END AS progress
         FROM outbox WHERE state <> 'DONE' AND ${STANDING} = $1 ORDER BY id DESC LIMIT $2`,
        [standing, limit],
      ),
    );
  }

  /** Puts jobs that were set aside back to work, as if they had never failed: these or all. Returns the ids of those it did. */
  async retry(ids: readonly string[] | null): Promise<string[]> {
    const rows = await this.unitOfWork.run(system('platform.retry-failed'), () =>
      this.unitOfWork.query<{ id: string }>(
        `WITH retried AS (
           UPDATE outbox SET state = 'PENDING', run_at = now(), failures = 0, takeovers = 0, waits_once = false
           WHERE state = 'FAILED' AND ($1::uuid[] IS NULL OR id = ANY($1)) RETURNING id)
         SELECT id, pg_notify('${OUTBOX_CHANNEL}', '') FROM retried`,
        [ids],
      ),
    );
    return rows.map(({ id }) => id);
  }

  /** Answers those that were not over yet. Recorded in the audit trail. */
  async cancel(ids: readonly string[]): Promise<CancelledJob[]> {
    return this.unitOfWork.run(system('platform.cancel-jobs'), async () => {
      const rows = await this.unitOfWork.query<{ id: string; state: string }>(cancelWhere('id = ANY($1)'), [ids]);
      for (const { id } of rows) await this.audit.record('job.cancel', 'job', id);
      return rows.map(({ id, state }) => ({ id, standing: state === 'CANCELLED' ? 'CANCELLED' : 'CANCELLING' }));
    });
  }
}
