import { Injectable } from '@nestjs/common';
import { type Lane, Outbox } from '../platform/jobs/outbox.js';
import { MATCH_LINE } from './matching.jobs.js';

/** A line that is to be matched, for what it asks since this revision. */
export interface LineToMatch {
  lineId: string;
  revision: number;
  /** The buyer, who may see that it is under way. */
  organisationId: string;
}

/** Asks for a run of lines, within the unit of work that makes it necessary; one run for all who ask before it begins. */
@Injectable()
export class LinesToMatch {
  constructor(private readonly outbox: Outbox) {}

  /** Of lines that this unit of work changes. */
  async put(lines: readonly LineToMatch[]): Promise<void> {
    await this.ask(lines, 'INTERACTIVE', false);
  }

  /**
   * Where everything they are to see stands already: of a line that waits nothing new is asked. In bulk: where nobody waits for it.
   * Who asks to see something now is not joined to that, but comes before it.
   */
  async putAgain(lines: readonly LineToMatch[], lane: Lane = 'INTERACTIVE'): Promise<void> {
    await this.ask(lines, lane, true);
  }

  private async ask(lines: readonly LineToMatch[], lane: Lane, isRepeat: boolean): Promise<void> {
    await this.outbox.putMany(
      MATCH_LINE,
      lines.map(({ lineId, revision, organisationId }) => ({
        subject: lineId,
        organisationId,
        key: `${lineId}/${revision}/${lane}`,
        isRepeat,
        lane,
        payload: { lineId, revision },
      })),
    );
  }
}
