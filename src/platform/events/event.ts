/**
 * The words of events.
 *
 * - **event**: something that has happened to one thing, its subject. A row, appended by the transaction that made it
 *   happen and never changed.
 * - **definition**: declared once, by the room whose subject it is, with `defineEvent`.
 * - **subscriber**: a room that does what follows inside the same transaction.
 * - **follower**: a named reader that comes after the commit, in order, from where it left off.
 */

/** What an event may carry: ids, codes, names of fields, numbers. Never words of people. */
export type EventKey = string | number | boolean | null;

export interface Change<Value extends EventKey = EventKey> {
  before: Value | null;
  after: Value | null;
}

export type EventData = Readonly<Record<string, EventKey | readonly EventKey[] | Change>>;

/** Whom and what an event is about, beside its subject: what it can be found by. */
export interface EventPlace {
  firmId?: string | null;
  requestId?: string | null;
  lineId?: string | null;
  /** The organisation it concerns, which may read it. Null: officials only. */
  organisationId: string | null;
}

/** What has happened, not yet written down. */
export interface NewEvent<Data extends EventData = EventData> extends Required<EventPlace> {
  type: string;
  version: number;
  subjectType: string;
  subjectId: string;
  data: Data;
}

export interface DomainEvent<Data extends EventData = EventData> extends NewEvent<Data> {
  /** Given when it is appended, and growing: events of one transaction are in the order of their ids. */
  id: string;
}

/** An event as followers read it: with what the database wrote down of the moment. */
export interface PastEvent extends DomainEvent {
  at: Date;
  actorKind: string;
  personId: string | null;
}

export class EventDefinition<Data extends EventData = EventData> {
  constructor(
    readonly type: string,
    readonly subjectType: string,
    readonly version: number,
  ) {}

  /** Says that it has happened; `EventBus.append` writes it down. */
  of(subjectId: string, { firmId, requestId, lineId, organisationId }: EventPlace, data: Data): NewEvent<Data> {
    const { type, version, subjectType } = this;
    return {
      type, version, subjectType, subjectId,
      firmId: firmId ?? null, requestId: requestId ?? null, lineId: lineId ?? null, organisationId, data,
    }; // prettier-ignore
  }

  is(event: DomainEvent): event is DomainEvent<Data> {
    return event.type === this.type;
  }
}

/** The events of one or several definitions. */
export type EventOf<Definition> = Definition extends EventDefinition<infer Data> ? DomainEvent<Data> : never;

const declared = new Set<string>();

/**
 * `type`: "suppliers.certificate-rejected"; `subjectType`: what its `subjectId` is the id of. The version grows when the
 * data changes its shape: rows of earlier ones stay as they were written.
 */
export function defineEvent<Data extends EventData>(
  type: `${string}.${string}`,
  subjectType: string,
  version = 1,
): EventDefinition<Data> {
  if (declared.has(type)) throw new Error(`Event ${type} is declared twice`);
  declared.add(type);
  return new EventDefinition<Data>(type, subjectType, version);
}
