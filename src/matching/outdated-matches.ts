import { Injectable } from '@nestjs/common';
import { system } from '../platform/database/actor.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { EventBus } from '../platform/events/event-bus.js';
import { MATCH_OUTDATED } from './matching.events.js';

interface Marked {
  id: string;
  requestId: string;
  lineId: string;
  /** The buyer, where the match has been released to it. */
  organisationId: string | null;
}

const MARK = `UPDATE match SET outdated_at = clock_timestamp()
  WHERE firm_id = $1 AND left_at IS NULL AND outdated_at IS NULL AND rests_on && $2::uuid[]`;
const MARKED = `RETURNING id, request_id AS "requestId", line_id AS "lineId",
  CASE WHEN released_at IS NOT NULL THEN buyer_organisation_id END AS "organisationId"`;

/** Matches that rest on something which has changed: until they are matched again they are neither approved nor current. */
@Injectable()
export class OutdatedMatches {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly events: EventBus,
  ) {}

  /**
   * Marks the firm’s matches that rest on one of these (its sites, capabilities, certificates, or the firm itself), within
   * the unit of work of the change. Whoever makes the change may not touch matches: it is written for it.
   */
  async mark(firmId: string, changedIds: readonly string[], causeEventId: string): Promise<void> {
    await this.unitOfWork.actAs(system('matching.mark-outdated'), async () => {
      const marked = await this.unitOfWork.query<Marked>(`${MARK} ${MARKED}`, [firmId, changedIds]);
      await this.events.append(
        ...marked.map(({ id, ...place }) => MATCH_OUTDATED.of(id, { firmId, ...place }, { causeEventId })),
      );
    });
  }

  /**
   * Marks once more, in a unit of work after the change: a run that was being written at the moment of the change was not to be
   * seen from within it. `factsRevision`: the firm’s, with the change.
   */
  async markStragglers(firmId: string, factsRevision: number, changedIds: readonly string[]): Promise<void> {
    await this.unitOfWork.query(`${MARK} AND facts_revision < $3`, [firmId, changedIds, factsRevision]);
  }

  /**
   * The lines that may have to be matched again for this state of the firm: those where it was judged before it, and is a match
   * or has been one. What made it leave may be over: a capability that was withdrawn is back, a certificate holds again.
   */
  async linesBehind(firmId: string, factsRevision: number): Promise<string[]> {
    const rows = await this.unitOfWork.query<{ lineId: string }>(
      `SELECT line_id AS "lineId" FROM match
       WHERE firm_id = $1 AND left_because IS DISTINCT FROM 'LINE_REMOVED' AND facts_revision < $2 ORDER BY line_id`,
      [firmId, factsRevision],
    );
    return rows.map(({ lineId }) => lineId);
  }
}
