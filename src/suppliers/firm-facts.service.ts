import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../platform/database/unit-of-work.js';

/** What others keep beside a firm, to notice when the firm has changed since. */
export interface FirmFacts {
  id: string;
  /** Whose the firm is; null where it is known from a list only. */
  organisationId: string | null;
  /** Grows with every change of the firm or of anything that belongs to it. */
  factsRevision: number;
  isWithdrawn: boolean;
}

const FACTS = `SELECT id, organisation_id AS "organisationId", facts_revision AS "factsRevision",
  withdrawn_at IS NOT NULL AS "isWithdrawn" FROM firm`;

@Injectable()
export class FirmFactsService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async of(firmIds: readonly string[]): Promise<Map<string, FirmFacts>> {
    const rows = await this.unitOfWork.query<FirmFacts>(`${FACTS} WHERE id = ANY($1)`, [firmIds]);
    return new Map(rows.map((facts) => [facts.id, facts]));
  }

  /** The facts of firms, which cannot change before the open unit of work has ended. Held in the order of their ids. */
  async hold(firmIds: readonly string[]): Promise<Map<string, FirmFacts>> {
    const rows = await this.unitOfWork.query<FirmFacts>(`${FACTS} WHERE id = ANY($1) ORDER BY id FOR SHARE`, [firmIds]);
    return new Map(rows.map((facts) => [facts.id, facts]));
  }

  /**
   * Ends every change: what was judged of the firm before is behind it from here on. Two changes at once collide, and the
   * second runs again.
   */
  async changed(firmId: string): Promise<void> {
    await this.unitOfWork.query(
      'UPDATE firm SET facts_revision = facts_revision + 1, updated_at = clock_timestamp() WHERE id = $1',
      [firmId],
    );
  }
}
