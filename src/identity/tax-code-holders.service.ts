import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Reader } from './letters/words.js';

export interface TaxCodeHolder {
  id: string;
  name: string;
  taxCode: string | null;
  areaId: number;
}

const HOLDER = `SELECT id, name, tax_code AS "taxCode", area_id AS "areaId" FROM organisation
  WHERE kind = 'SUPPLIER' AND country_code = 'VN'`;

/** Which Vietnamese supplier has which tax code, for those who decide whose it is. To be called as Ketnoi itself. */
@Injectable()
export class TaxCodeHolders {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Held against changes of it until the unit of work has ended. */
  async holding(taxCode: string): Promise<TaxCodeHolder | null> {
    const [holder] = await this.unitOfWork.query<TaxCodeHolder>(
      `${HOLDER} AND upper(tax_code) = $1 FOR NO KEY UPDATE`,
      [taxCode],
    );
    return holder ?? null;
  }

  /** Null for an organisation that is no Vietnamese supplier. */
  async one(id: string): Promise<TaxCodeHolder | null> {
    const [holder] = await this.unitOfWork.query<TaxCodeHolder>(`${HOLDER} AND id = $1 FOR NO KEY UPDATE`, [id]);
    return holder ?? null;
  }

  async set(id: string, taxCode: string | null): Promise<void> {
    await this.unitOfWork.query('UPDATE organisation SET tax_code = $2 WHERE id = $1', [id, taxCode]);
  }

  /** Whether nobody has acted for it since then, and it was there before. */
  async isIdle(id: string, since: Date): Promise<boolean> {
    const rows = await this.unitOfWork.query(
      `SELECT FROM organisation WHERE id = $1 AND created_at < $2 AND NOT EXISTS (
         SELECT FROM membership JOIN session ON session.person_id = membership.person_id
         WHERE membership.organisation_id = organisation.id AND session.organisation_id = organisation.id
           AND coalesce(session.last_used_at, session.created_at) >= $2)`,
      [id, since],
    );
    return rows.length > 0;
  }

  /** Who is written to about it, by the ids of the people. */
  async ownersOf(id: string): Promise<string[]> {
    const owners = await this.unitOfWork.query<{ id: string }>(
      `SELECT person_id AS id FROM membership WHERE organisation_id = $1 AND role = 'OWNER' ORDER BY person_id`,
      [id],
    );
    return owners.map((owner) => owner.id);
  }

  /** Somebody who owns the organisation still; null where a letter would reach somebody else. */
  async owner(id: string, personId: string): Promise<Reader | null> {
    const [owner] = await this.unitOfWork.query<Reader>(
      `SELECT person.name, person.email AS address, person.language FROM membership JOIN person ON person.id = person_id
       WHERE organisation_id = $1 AND person_id = $2 AND role = 'OWNER' AND email IS NOT NULL`,
      [id, personId],
    );
    return owner ?? null;
  }
}
