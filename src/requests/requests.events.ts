import { Injectable } from '@nestjs/common';

/** What all of them say. */
interface RequestEvent {
  requestId: string;
  organisationId: string;
  /** The revision that stands now. */
  revision: number;
}

export interface RequestPublished extends RequestEvent {
  /** Lines to match: new ones, and those that ask for something else than in the revision before. */
  lineIds: string[];
  /** Lines of the revision before that are no longer in the request. */
  removedLineIds: string[];
}

export interface RequestReopened extends RequestEvent {
  /** Every line with the revision it has asked for the same since: what was not finished before the closing is due. */
  lines: { lineId: string; revision: number }[];
}

export interface RequestEventMap {
  published: RequestPublished;
  closed: RequestEvent;
  reopened: RequestReopened;
  withdrawn: RequestEvent;
}

export type RequestReaction<Kind extends keyof RequestEventMap> = (event: RequestEventMap[Kind]) => Promise<void>;

/**
 * Where rooms below this one say, at start, what follows from a change of a request. A reaction runs inside the unit of
 * work of the change, one after the other, so that what it writes (outbox rows above all) commits with the change or
 * not at all. It must not wait for anything but the database.
 */
@Injectable()
export class RequestEvents {
  private readonly reactions: { [Kind in keyof RequestEventMap]: RequestReaction<Kind>[] } = {
    published: [],
    closed: [],
    reopened: [],
    withdrawn: [],
  };

  on<Kind extends keyof RequestEventMap>(kind: Kind, reaction: RequestReaction<Kind>): void {
    this.reactions[kind].push(reaction);
  }

  async emit<Kind extends keyof RequestEventMap>(kind: Kind, event: RequestEventMap[Kind]): Promise<void> {
    for (const reaction of this.reactions[kind]) await reaction(event);
  }
}
