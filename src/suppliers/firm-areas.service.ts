import { Injectable } from '@nestjs/common';
import { AreasService } from '../identity/areas.service.js';
import { OrganisationsService } from '../identity/organisations.service.js';
import { system } from '../platform/database/actor.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';

interface Lies {
  organisationId: string | null;
  provinces: string[];
  sectors: string[];
  /** Of the area it has been in until now. */
  before: number;
}

export interface Moved {
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
    private readonly areas: AreasService,
    private readonly organisations: OrganisationsService,
  ) {}

  /** After a change of sites or sectors, in its unit of work; null where the firm lies in the area it was in. */
  settle(firmId: string): Promise<Moved | null> {
    return this.unitOfWork.actAs(system('suppliers.settle-area'), async () => {
      const { organisationId, provinces, sectors, before } = await this.lies(firmId);
      const after = await this.areas.numberOf(provinces, sectors);
      if (after === before) return null;
      await this.unitOfWork.query('UPDATE firm SET area_id = $2 WHERE id = $1', [firmId, after]);
      if (organisationId) await this.organisations.lieIn(organisationId, after);
      return { organisationId, before, after };
    });
  }

  /** The provinces of its standing sites, and its sectors. */
  private async lies(firmId: string): Promise<Lies> {
    const [firm] = await this.unitOfWork.query<Lies>(
      `SELECT organisation_id AS "organisationId", area_id AS before,
         ARRAY(SELECT DISTINCT province_code FROM site
           WHERE site.firm_id = firm.id AND withdrawn_at IS NULL AND province_code IS NOT NULL ORDER BY 1) AS provinces,
         ARRAY(SELECT DISTINCT unnest(firm.sectors) ORDER BY 1) AS sectors
       FROM firm WHERE id = $1`,
      [firmId],
    );
    return firm!;
  }
}
