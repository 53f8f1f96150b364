import { Injectable } from '@nestjs/common';
import { system } from '../database/actor.js';
import { newId } from '../database/new-id.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { JobDefinition } from './job.js';

/** PostgreSQL channel that wakes the relay. */
export const OUTBOX_CHANNEL = 'ketnoi_outbox';

/** What people wait for, and what may take its time: a large import never holds up a buyer’s publication. */
export type Lane = 'INTERACTIVE' | 'BULK';

/** One piece of work that is asked for. */
export interface Work<Payload extends object> {
  /** The id of what the job concerns, to find it again. */
  subject: string;
  /** Whom the work concerns, and who may see that it is under way; null for Ketnoi’s own. */
  organisationId: string | null;
  payload: Payload;
  /**
   * Queued once under this: while work of the same key waits and has not begun, asking again joins it, so the key must
   * say everything that the payload says. Work that has begun is followed by one more run, never accompanied by it.
   */
  key?: string;
  /** Not before this; a relay looks every two seconds. */
  runAt?: Date;
  lane?: Lane;
  /** Within its lane: higher is sooner, from -100 to 100. */
  priority?: number;
}

const COLUMNS = 'id, subject, organisation_id, payload, key, run_at, lane, priority';
const ASKED = `asked AS (SELECT * FROM jsonb_to_recordset($2) AS work(id uuid, subject text, organisation_id uuid,
  payload jsonb, key text, run_at timestamptz, lane text, priority smallint))`;
// Delivered by PostgreSQL at commit, dropped at rollback.
const TOLD = `SELECT pg_notify('${OUTBOX_CHANNEL}', '')`;

const ADD = `WITH ${ASKED}, added AS (
    INSERT INTO outbox (job, ${COLUMNS}) SELECT $1, ${COLUMNS.replace('run_at', 'coalesce(run_at, now())')} FROM asked)
  ${TOLD}`;

/**
 * Waiting work is locked while it is joined, so that it does not begin before the change that joins it is committed.
 * The lock is shared: many may join at once. Two that begin the same key at once collide, and the loser is run again.
 */
const JOIN_OR_ADD = `WITH ${ASKED}, waiting AS (
    SELECT outbox.id, outbox.key FROM outbox JOIN asked ON asked.key = outbox.key
    WHERE outbox.job = $1 AND outbox.attempt = 0 AND outbox.state IN ('PENDING', 'QUEUED') FOR SHARE OF outbox),
  hastened AS (
    UPDATE outbox SET run_at = coalesce(asked.run_at, now()) FROM waiting JOIN asked USING (key)
    WHERE outbox.id = waiting.id AND outbox.state = 'PENDING' AND outbox.run_at > coalesce(asked.run_at, now())),
  added AS (
    INSERT INTO outbox (job, ${COLUMNS}) SELECT $1, ${COLUMNS.replace('run_at', 'coalesce(run_at, now())')} FROM asked
    WHERE key IS NULL OR NOT EXISTS (SELECT FROM waiting WHERE waiting.key = asked.key)
    ON CONFLICT (job, key) WHERE attempt = 0 AND state IN ('PENDING', 'QUEUED') DO NOTHING)
  SELECT waiting.id, waiting.key FROM (${TOLD}) AS told LEFT JOIN waiting ON true`;

/** Asks for a job inside the open unit of work: it happens if, and only if, the change that asks for it commits. */
@Injectable()
export class Outbox {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Returns the id of the outbox row that will do the work. */
  async put<Payload extends object>(job: JobDefinition<Payload>, work: Work<NoInfer<Payload>>): Promise<string> {
    const [id] = await this.putMany(job, [work]);
    return id!;
  }

  /** As `put` for each of them, in one statement and with one wake-up call. */
  async putMany<Payload extends object>(
    job: JobDefinition<Payload>,
    works: readonly Work<NoInfer<Payload>>[],
  ): Promise<string[]> {
    if (works.length === 0) return [];
    const idOfKey = new Map<string, string>();
    const ids = works.map(({ key }) => {
      const id = (key && idOfKey.get(key)) || newId();
      if (key) idOfKey.set(key, id);
      return id;
    });
    const rows = works
      .map((work, index) => rowOf(work, ids[index]!))
      .filter(({ id }, index) => ids.indexOf(id) === index);
    const parameters = [job.name, JSON.stringify(rows)];
    if (idOfKey.size === 0) {
      await this.unitOfWork.query(ADD, parameters);
      return ids;
    }
    // Whoever asks may not see that others have asked before; Ketnoi does.
    const joined = await this.unitOfWork.actAs(system('platform.put-job'), () =>
      this.unitOfWork.query<{ id: string | null; key: string }>(JOIN_OR_ADD, parameters),
    );
    for (const { id, key } of joined) if (id) idOfKey.set(key, id);
    return works.map(({ key }, index) => (key ? idOfKey.get(key)! : ids[index]!));
  }
}

function rowOf<Payload extends object>(work: Work<Payload>, id: string) {
  const { subject, organisationId, payload, key = null, runAt = null, lane = 'INTERACTIVE', priority = 0 } = work;
  return { id, subject, organisation_id: organisationId, payload, key, run_at: runAt, lane, priority };
}
