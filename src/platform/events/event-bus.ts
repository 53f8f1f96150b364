import { Injectable } from '@nestjs/common';
import { newId } from '../database/new-id.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { DomainEvent, EventDefinition, EventOf, NewEvent } from './event.js';

/** PostgreSQL channel that wakes the followers. */
export const EVENT_CHANNEL = 'ketnoi_event';

type Handler = (events: never[]) => Promise<void>;

/**
 * Where rooms say what has happened, and hear of it within the same unit of work. An event is there if, and only if,
 * the change it tells of is.
 */
@Injectable()
export class EventBus {
  private readonly subscribers: { types: ReadonlySet<string>; handler: Handler }[] = [];

  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * What follows in the same transaction, said once at start. The handler is called with all events of a kind it named
   * that one `append` wrote, in order; where it throws, the change is undone. It must wait for nothing but the database.
   */
  on<Definition extends EventDefinition>(
    definitions: Definition | readonly Definition[],
    handler: (events: EventOf<Definition>[]) => Promise<void>,
  ): void {
    const list = Array.isArray(definitions) ? definitions : [definitions];
    this.subscribers.push({ types: new Set(list.map(({ type }) => type)), handler });
  }

  /** Writes the events in one statement, in the order given, and calls each subscriber once with those it asked for. */
  async append(...happened: readonly NewEvent[]): Promise<void> {
    if (happened.length === 0) return;
    const events = happened.map((event): DomainEvent => ({ id: newId(), ...event }));
    // The notification is delivered by PostgreSQL at commit, dropped at rollback.
    await this.unitOfWork.query(
      `WITH appended AS (
         INSERT INTO event (id, type, version, subject_type, subject_id, firm_id, request_id, line_id, organisation_id, data)
         SELECT * FROM jsonb_to_recordset($1) AS row("id" uuid, "type" text, "version" smallint, "subjectType" text,
           "subjectId" uuid, "firmId" uuid, "requestId" uuid, "lineId" uuid, "organisationId" uuid, "data" jsonb))
       SELECT pg_notify('${EVENT_CHANNEL}', '')`,
      [JSON.stringify(events)],
    );
    for (const { types, handler } of this.subscribers) {
      const heard = events.filter(({ type }) => types.has(type));
      if (heard.length > 0) await handler(heard as never[]);
    }
  }
}
