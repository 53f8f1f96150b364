import { Injectable } from '@nestjs/common';
import { system } from '../platform/database/actor.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';

/** A line that is to be matched again. */
export interface LineToMatch {
  lineId: string;
  requestId: string;
  revision: number;
  organisationId: string;
}

/** Matches that rest on something which has changed: until they are matched again they are neither approved nor current. */
@Injectable()
export class OutdatedMatches {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * Marks the firm’s matches that rest on one of these (its sites, capabilities, certificates, or the firm itself), within
   * the unit of work of the change. Whoever makes the change may not touch matches: it is written for it.
   */
  async mark(firmId: string, changedIds: readonly string[]): Promise<void> {
    await this.unitOfWork.actAs(system('matching.mark-outdated'), () =>
      this.unitOfWork.query(
        `UPDATE match SET outdated_at = clock_timestamp()
         WHERE firm_id = $1 AND left_at IS NULL AND outdated_at IS NULL AND rests_on && $2::uuid[]`,
        [firmId, changedIds],
      ),
    );
  }

  /**
   * Marks once more, in a unit of work after the change: a run that was being written at the moment of the change was not to be
   * seen from within it. `factsRevision`: the firm’s, with the change.
   */
  async markStragglers(firmId: string, factsRevision: number, changedIds: readonly string[]): Promise<void> {
    await this.unitOfWork.query(
      `UPDATE match SET outdated_at = clock_timestamp()
       WHERE firm_id = $1 AND left_at IS NULL AND outdated_at IS NULL AND facts_revision < $2 AND rests_on && $3::uuid[]`,
      [firmId, factsRevision, changedIds],
    );
  }

  /** The lines where the firm is a match that was judged before this state of it. */
  async linesBehind(firmId: string, factsRevision: number): Promise<LineToMatch[]> {
    return this.unitOfWork.query<LineToMatch>(
      `SELECT line_id AS "lineId", request_id AS "requestId", revision, buyer_organisation_id AS "organisationId"
       FROM match WHERE firm_id = $1 AND left_at IS NULL AND facts_revision < $2 ORDER BY line_id`,
      [firmId, factsRevision],
    );
  }
}
