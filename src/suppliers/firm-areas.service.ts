import { Injectable } from '@nestjs/common';
import { OrganisationsService } from '../identity/organisations.service.js';
import { system } from '../platform/database/actor.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';

/** Of firms, the area they are to lie in: the provinces of their standing sites, and their sectors. */
const LIES = `SELECT firm.id,
    ARRAY(SELECT DISTINCT province_code FROM site WHERE site.firm_id = firm.id AND withdrawn_at IS NULL AND province_code IS NOT NULL
      ORDER BY 1) AS provinces,
    ARRAY(SELECT DISTINCT unnest(firm.sectors) ORDER BY 1) AS sectors
  FROM firm WHERE firm.id = ANY($1)`;

export interface Moved {
  firmId: string;
  organisationId: string | null;
  before: number;
  after: number;
}

/**
 * Where firms lie, for the remits of authorities. What belongs to a firm carries the number of its area, too; keys of the
 * database keep it the firm’s own.
 */
@Injectable()
export class FirmAreas {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly organisations: OrganisationsService,
  ) {}

  /** After a change of sites or sectors, in its unit of work; answers which of the firms lie elsewhere now. */
  settle(firmIds: readonly string[]): Promise<Moved[]> {
    return this.unitOfWork.actAs(system('suppliers.settle-area'), async () => {
      await this.unitOfWork.query(
        `INSERT INTO area (provinces, sectors) SELECT provinces, sectors FROM (${LIES}) AS lies
         EXCEPT SELECT provinces, sectors FROM area ON CONFLICT (provinces, sectors) DO NOTHING`,
        [firmIds],
      );
      const moved = await this.unitOfWork.query<Moved>(
        `UPDATE firm SET area_id = area.id FROM (${LIES}) AS lies JOIN area USING (provinces, sectors), firm AS former
         WHERE firm.id = lies.id AND former.id = lies.id AND firm.area_id <> area.id
         RETURNING firm.id AS "firmId", firm.organisation_id AS "organisationId", former.area_id AS before, area.id AS after`,
        [firmIds],
      );
      await this.organisations.lieIn(
        moved.flatMap(({ organisationId, after }) => (organisationId ? [{ organisationId, areaId: after }] : [])),
      );
      return moved;
    });
  }
}
