import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../platform/database/unit-of-work.js';

/** Finds firms by the processes of their standing capabilities, over the index. Row-level security decides whose. */
@Injectable()
export class FirmsByProcessService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Ids in id order. */
  async workingAt(processes: readonly string[]): Promise<string[]> {
    const rows = await this.unitOfWork.query<{ firm_id: string }>(
      `SELECT firm_id FROM capability WHERE withdrawn_at IS NULL AND process_code = ANY($1) GROUP BY firm_id ORDER BY firm_id`,
      [processes],
    );
    return rows.map((row) => row.firm_id);
  }

  /** Firms that work at one of the ranked processes and at none of the others; those of the highest rank first. */
  async workingAtOnly(ranked: ReadonlyMap<string, number>, others: readonly string[], most: number): Promise<string[]> {
    const rows = await this.unitOfWork.query<{ firm_id: string }>(
      `SELECT firm_id FROM capability JOIN unnest($1::text[], $2::integer[]) AS near(code, rank) ON code = process_code
       WHERE withdrawn_at IS NULL AND NOT EXISTS (
         SELECT FROM capability AS other
         WHERE other.firm_id = capability.firm_id AND other.withdrawn_at IS NULL AND other.process_code = ANY($3))
       GROUP BY firm_id ORDER BY max(rank) DESC, firm_id LIMIT $4`,
      [[...ranked.keys()], [...ranked.values()], others, most],
    );
    return rows.map((row) => row.firm_id);
  }
}
