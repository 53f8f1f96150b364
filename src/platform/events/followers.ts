import { Injectable } from '@nestjs/common';
import { system } from '../database/actor.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Routines } from '../jobs/routines.js';
import { Retention } from '../retention/retention.js';
import { PinoLogger } from '../logging/pino-logger.js';
import type { EventDefinition, PastEvent } from './event.js';
import { EVENT_CHANNEL } from './event-bus.js';

/** A reader of its own after the commit: an index, a feed, whoever tells others. */
export interface Follower {
  /** Under which its position is kept: a follower that is renamed begins anew. */
  readonly name: string;
  readonly events: readonly EventDefinition[];
  /**
   * Runs in the unit of work that also moves the follower on, as the system: what it writes is kept exactly once. It
   * may be called again with the same events where that transaction failed; effects in the world go through the outbox.
   */
  follow(events: PastEvent[]): Promise<void>;
}

const BATCH = 500;

/** Every transaction below the oldest one still open has ended: what it appended is there, and nothing can come before. */
const HAS_SETTLED = 'xid < pg_snapshot_xmin(pg_current_snapshot())';

/** Ids begin with their time, so that the primary key finds what is old. A day more, for clocks that disagree. */
const ID_OF = (moment: string): string =>
  `(lpad(to_hex((extract(epoch FROM ${moment}::timestamptz) * 1000)::bigint + 86400000), 12, '0') || '70008000000000000000')::uuid`;

const COLUMNS = `id, xid::text, type, version, subject_type AS "subjectType", subject_id AS "subjectId", firm_id AS "firmId",
  request_id AS "requestId", line_id AS "lineId", organisation_id AS "organisationId", actor_kind AS "actorKind",
  person_id AS "personId", at, data`;

/** The database’s transaction numbers have begun anew, as after a dump was read into another server. */
export class EventsFromElsewhereError extends Error {
  override name = 'EventsFromElsewhereError';
}

/**
 * Moves followers along the events, in the order of (transaction, id). Ids alone would not do: a transaction that began
 * earlier may commit later, and a reader that had passed it would never come back.
 */
@Injectable()
export class Followers {
  private readonly followers = new Map<string, Follower>();
  private readonly known = new Set<string>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly log: PinoLogger,
    routines: Routines,
    retention: Retention,
  ) {
    routines.register({
      name: 'followers',
      everyMilliseconds: 1_000,
      wokenBy: EVENT_CHANNEL,
      work: () => this.advance(),
    });
    retention.register({
      period: 'events',
      table: 'event',
      over: `id < ${ID_OF('$1')} AND at < $1 AND NOT EXISTS (
        SELECT FROM event_follower WHERE name = ANY ($2) AND (event_follower.xid, event_follower.event_id) < (event.xid, event.id))`,
      oldestFirst: 'id',
      parameters: () => [[...this.followers.keys()]],
    });
  }

  /** Called by each follower from its constructor. */
  register(follower: Follower): void {
    if (this.followers.has(follower.name)) throw new Error(`There are two followers named ${follower.name}`);
    this.followers.set(follower.name, follower);
  }

  /** Moves every follower as far as can be read; one that fails keeps its place and does not hinder the others. */
  async advance(): Promise<void> {
    for (const follower of this.followers.values()) {
      try {
        while ((await this.advanceOne(follower)) === BATCH);
      } catch (error) {
        this.log.warn({ follower: follower.name, err: error }, 'follower failed; it will be tried again');
      }
    }
  }

  /** One batch; returns how many events it passed. 0 also where another process is moving this follower. */
  private async advanceOne(follower: Follower): Promise<number> {
    await this.makeKnown(follower.name);
    return this.unitOfWork.run(system(`platform.follow-events`), async () => {
      const [position] = await this.unitOfWork.query<{ xid: string; eventId: string; isAhead: boolean }>(
        `SELECT xid::text, event_id AS "eventId", pg_snapshot_xmax(pg_current_snapshot())
           <= greatest(xid, (SELECT event.xid FROM event ORDER BY event.xid DESC LIMIT 1)) AS "isAhead"
         FROM event_follower WHERE name = $1 FOR UPDATE SKIP LOCKED`,
        [follower.name],
      );
      if (!position) return 0;
      if (position.isAhead)
        throw new EventsFromElsewhereError(`${follower.name} is ahead of the database’s transactions`);
      const events = await this.unitOfWork.query<PastEvent & { xid: string }>(
        `SELECT ${COLUMNS} FROM event
         WHERE (xid, id) > ($1::xid8, $2::uuid) AND ${HAS_SETTLED} ORDER BY xid, id LIMIT ${BATCH}`,
        [position.xid, position.eventId],
      );
      const last = events.at(-1);
      if (!last) return 0;
      const types = new Set(follower.events.map(({ type }) => type));
      const wanted = events.filter(({ type }) => types.has(type));
      if (wanted.length > 0) await follower.follow(wanted);
      await this.unitOfWork.query(
        'UPDATE event_follower SET xid = $2::xid8, event_id = $3, advanced_at = now() WHERE name = $1',
        [follower.name, last.xid, last.id],
      );
      return events.length;
    });
  }

  private async makeKnown(name: string): Promise<void> {
    if (this.known.has(name)) return;
    await this.unitOfWork.run(system('platform.follow-events'), () =>
      this.unitOfWork.query('INSERT INTO event_follower (name) VALUES ($1) ON CONFLICT DO NOTHING', [name]),
    );
    this.known.add(name);
  }
}
