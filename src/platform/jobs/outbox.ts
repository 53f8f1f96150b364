import { Injectable } from '@nestjs/common';
import { system } from '../database/actor.js';
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
  /** Whom the work concerns, who may see that it is under way, and whose turn it takes; null for Ketnoi’s own. */
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
  /**
   * Nothing that the run reads is changed by the unit of work that asks: a row of the key that waits already does for this one,
   * too, whoever asked for it. Without it only one that the same unit of work has asked for does.
   */
  isRepeat?: boolean;
  /** INTERACTIVE unless it says otherwise. */
  lane?: Lane;
  /** Of the organisation’s work in its lane: higher is sooner, from -100 to 100; of equals the one that was asked for first. */
  priority?: number;
}

const COLUMNS = 'id, subject, organisation_id, payload, key, lane, priority';

/** A row that a run has yet to begin for; one that goes on from a checkpoint has read a part of what it reads. */
const HAS_NOT_BEGUN = `(state = 'PENDING' AND (waits_once OR attempt > 0 OR run_at <= clock_timestamp())
    OR state = 'QUEUED' AND leased_until IS NULL) AND cancelled_at IS NULL AND checkpoint IS NULL`;

/** A database restored from a dump holds numbers of another server’s transactions: the moment has to be the same as well. */
const IS_OF_THIS_TRANSACTION = 'asked_in = pg_current_xact_id() AND created_at = now()';

const waitingUnderKey = (state: string) => `SELECT id FROM outbox
  WHERE job = $1 AND key = asked.key AND state = '${state}' AND key IS NOT NULL AND ${HAS_NOT_BEGUN}
    AND (asked.waits_once OR ${IS_OF_THIS_TRANSACTION})`;

/**
 * Answers, by the id it was given, whatever waits already and is not put again. What was put by a transaction that this one does
 * not see collides with `outbox_waits_once`: this one begins again, and sees it. The order of keys is the same for all who
 * ask, so that no two wait for one another. The notification is delivered by PostgreSQL at commit, dropped at rollback.
 */
const PUT = `WITH asked AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset($2) AS work(id uuid, subject text, organisation_id uuid, payload jsonb, key text,
      run_at timestamptz, lane text, priority smallint, waits_once boolean)),
  waiting AS MATERIALIZED (
    SELECT asked.id AS asked_as, found.id FROM asked CROSS JOIN LATERAL (
      (${waitingUnderKey('PENDING')}) UNION ALL (${waitingUnderKey('QUEUED')}) LIMIT 1) AS found
    WHERE asked.run_at IS NULL AND asked.key IS NOT NULL),
  put AS (
    INSERT INTO outbox (job, run_at, waits_once, ${COLUMNS})
    SELECT $1, coalesce(run_at, now()), waits_once, ${COLUMNS} FROM asked
    WHERE NOT EXISTS (SELECT FROM waiting WHERE asked_as = asked.id) ORDER BY key, id
    ON CONFLICT (job, key) WHERE state = 'PENDING' AND waits_once DO NOTHING
    RETURNING id)
  SELECT coalesce((SELECT jsonb_object_agg(asked_as, id) FROM waiting), '{}') AS waiting,
    CASE WHEN EXISTS (SELECT FROM put) THEN pg_notify('${OUTBOX_CHANNEL}', '') END`;

/** Asks for a job inside the open unit of work: it happens if, and only if, the change that asks for it commits. */
@Injectable()
export class Outbox {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly registry: JobRegistry,
  ) {}

  /** Returns the id of the outbox row: of the one that waits under the key where that one does for this, too. */
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
    const given = standInsOf(rows);
    const asked = [...new Set(given.values())];
    const waiting = await this.asKetnoi(async () => {
      const [answer] = await this.unitOfWork.query<{ waiting: Record<string, string> }>(PUT, [
        job.name,
        JSON.stringify(asked),
      ]);
      return answer!.waiting;
    });
    return rows.map((row) => {
      const { id } = given.get(row)!;
      return waiting[id] ?? id;
    });
  }

  /** Whoever acts may not see what waits, and still must not ask for it twice. */
  private asKetnoi<T>(work: () => Promise<T>): Promise<T> {
    const { unitOfWork } = this;
    return unitOfWork.actor.kind === 'SYSTEM' ? work() : unitOfWork.actAs(system('platform.ask-for-work'), work);
  }
}

type Row = ReturnType<typeof rowOf>;

function rowOf(work: Work<object>) {
  const { subject, organisationId, payload, key, runAt, isRepeat = false, lane = 'INTERACTIVE', priority = 0 } = work;
  const waits_once = isRepeat && key !== undefined && runAt === undefined;
  const place = { lane, priority, run_at: runAt, waits_once };
  return { id: newId(), subject, organisation_id: organisationId, payload, key, ...place };
}

/** For each row the one that stands for it; those that have a time of their own stand for themselves. */
function standInsOf(rows: readonly Row[]): Map<Row, Row> {
  const first = new Map<string, Row>();
  for (const row of rows) if (row.key !== undefined && !row.run_at && !first.has(row.key)) first.set(row.key, row);
  return new Map(rows.map((row) => [row, (row.run_at ? undefined : first.get(row.key ?? '')) ?? row]));
}
