import { Injectable } from '@nestjs/common';
import { newId } from '../database/new-id.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { JobDefinition } from './job.js';
import { JobRegistry } from './job-registry.js';

/** PostgreSQL channel that wakes the relay. */
export const OUTBOX_CHANNEL = 'ketnoi_outbox';

/** What people wait for, and what may take its time: any amount of the second waits behind the first. */
export type Lane = 'INTERACTIVE' | 'BULK';

/** One piece of work that is asked for. */
export interface Work<Payload extends object> {
  /** The id of what the job concerns, to find it again. */
  subject: string;
  /** Whom the work concerns, and who may see that it is under way; null for Ketnoi’s own. */
  organisationId: string | null;
  payload: Payload;
  /**
   * Done once under this: a run does the work of every row of its key that waits when it begins, and no two runs of a key
   * stand side by side. So the key says everything that the payload says, and what is asked for while a run is under way is
   * done by one more.
   */
  key?: string;
  /** Not before this, and at most two seconds after it when hands are free; such work joins no earlier run of its key. */
  runAt?: Date;
  /** INTERACTIVE unless it says otherwise. */
  lane?: Lane;
  /** Within its lane: higher is sooner, from -100 to 100; of equals the one that was asked for first. */
  priority?: number;
}

const COLUMNS = 'id, subject, organisation_id, payload, key, lane, priority';

/** The notification is delivered by PostgreSQL at commit, dropped at rollback. */
const PUT = `WITH put AS (
    INSERT INTO outbox (job, run_at, ${COLUMNS})
    SELECT $1, coalesce(run_at, now()), ${COLUMNS}
    FROM jsonb_to_recordset($2) AS work(id uuid, subject text, organisation_id uuid, payload jsonb, key text,
      run_at timestamptz, lane text, priority smallint))
  SELECT pg_notify('${OUTBOX_CHANNEL}', '')`;

/** Asks for a job inside the open unit of work: it happens if, and only if, the change that asks for it commits. */
@Injectable()
export class Outbox {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly registry: JobRegistry,
  ) {}

  /** Returns the id of the outbox row. */
  async put<Payload extends object>(job: JobDefinition<Payload>, work: Work<NoInfer<Payload>>): Promise<string> {
    const [id] = await this.putMany(job, [work]);
    return id!;
  }

  /** As `put` for each of them, in one statement and with one wake-up call. */
  async putMany<Payload extends object>(
    job: JobDefinition<Payload>,
    works: readonly Work<NoInfer<Payload>>[],
  ): Promise<string[]> {
    this.registry.expect(job);
    if (works.length === 0) return [];
    const rows = works.map((work) => rowOf(work));
    await this.unitOfWork.query(PUT, [job.name, JSON.stringify(rows)]);
    return rows.map(({ id }) => id);
  }
}

function rowOf(work: Work<object>) {
  const { subject, organisationId, payload, key, runAt, lane = 'INTERACTIVE', priority = 0 } = work;
  return { id: newId(), subject, organisation_id: organisationId, payload, key, run_at: runAt, lane, priority };
}
