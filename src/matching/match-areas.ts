import { Injectable } from '@nestjs/common';
import { system } from '../platform/database/actor.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { EventBus } from '../platform/events/event-bus.js';
import { type LineReaches, RequestAreas } from '../requests/request-areas.service.js';
import { FIRM_MOVED } from '../suppliers/suppliers.events.js';

/**
 * Which areas a line reaches: those of the firms that are or were matches of it. Authorities see a line, its request and its
 * runs where one of them is in their remit.
 */
@Injectable()
export class MatchAreas {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly requests: RequestAreas,
    events: EventBus,
  ) {
    events.on(FIRM_MOVED, (moved) => this.follow(moved.map(({ firmId }) => firmId!)));
  }

  /** To be called as Ketnoi itself, after matches of these lines were written. */
  async settle(lineIds: readonly string[]): Promise<void> {
    const reached = await this.unitOfWork.query<LineReaches>(
      `SELECT line_id AS "lineId", array_agg(DISTINCT area_id ORDER BY area_id) AS "areaIds"
       FROM match WHERE line_id = ANY($1) GROUP BY line_id`,
      [lineIds],
    );
    if (reached.length === 0) return;
    await this.unitOfWork.query(
      `UPDATE match_run SET area_ids = now.area_ids FROM jsonb_to_recordset($1) AS now(line_id uuid, area_ids integer[])
       WHERE match_run.line_id = now.line_id AND match_run.area_ids <> now.area_ids`,
      [JSON.stringify(reached.map(({ lineId, areaIds }) => ({ line_id: lineId, area_ids: areaIds })))],
    );
    await this.requests.reach(reached);
  }

  /** Whoever moves a firm may not touch what others have asked for: it is written for it, with the move. */
  private async follow(firmIds: readonly string[]): Promise<void> {
    await this.unitOfWork.actAs(system('matching.follow-firm'), async () => {
      const lines = await this.unitOfWork.query<{ lineId: string }>(
        `SELECT DISTINCT line_id AS "lineId" FROM match WHERE firm_id = ANY($1)`,
        [firmIds],
      );
      await this.settle(lines.map(({ lineId }) => lineId));
    });
  }
}
