import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../platform/database/unit-of-work.js';

export interface LineReaches {
  lineId: string;
  /** In order, each once. */
  areaIds: readonly number[];
}

/** A request’s revisions reach as far as the request, and it as far as all of its lines. */
const OF_LINES = `SELECT request_id, array_agg(DISTINCT area_id ORDER BY area_id) AS area_ids
  FROM request_line, unnest(area_ids) AS area_id WHERE request_id = ANY($1) GROUP BY request_id`;

/** Which areas lines and requests reach, for the remits of authorities. Called as Ketnoi itself, by those who match them. */
@Injectable()
export class RequestAreas {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Writes nothing where nothing is new: many lines of one request are matched at once, and would meet in its row. */
  async reach(lines: readonly LineReaches[]): Promise<void> {
    const changed = await this.unitOfWork.query<{ requestId: string }>(
      `UPDATE request_line SET area_ids = now.area_ids
       FROM jsonb_to_recordset($1) AS now("lineId" uuid, area_ids integer[])
       WHERE id = now."lineId" AND request_line.area_ids <> now.area_ids RETURNING request_id AS "requestId"`,
      [JSON.stringify(lines.map(({ lineId, areaIds }) => ({ lineId, area_ids: areaIds })))],
    );
    if (changed.length === 0) return;
    const requestIds = [...new Set(changed.map(({ requestId }) => requestId))];
    await this.unitOfWork.query(
      `UPDATE component_request SET area_ids = coalesce(reached.area_ids, '{}')
       FROM unnest($1::uuid[]) AS asked(id) LEFT JOIN (${OF_LINES}) AS reached ON reached.request_id = asked.id
       WHERE component_request.id = asked.id AND component_request.area_ids <> coalesce(reached.area_ids, '{}')`,
      [requestIds],
    );
    await this.unitOfWork.query(
      `UPDATE request_revision SET area_ids = request.area_ids FROM component_request AS request
       WHERE request_id = request.id AND request.id = ANY($1) AND request_revision.area_ids <> request.area_ids`,
      [requestIds],
    );
  }
}
