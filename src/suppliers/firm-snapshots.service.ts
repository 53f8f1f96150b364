import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { FirmProfile } from './firm-profile.js';

const FIRMS_AT_ONCE = 1000;

/** Whole firms for matching: what stands now, without what was withdrawn; rejected certificates marked as such. Row-level security decides whose. */
@Injectable()
export class FirmSnapshotsService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** In the order of the ids, without those that are not there, not to be seen, or withdrawn. One statement per 1,000 firms. */
  async byIds(ids: readonly string[]): Promise<FirmProfile[]> {
    const profiles: FirmProfile[] = [];
    for (let start = 0; start < ids.length; start += FIRMS_AT_ONCE) {
      profiles.push(...(await this.unitOfWork.query<FirmProfile>(PROFILES, [ids.slice(start, start + FIRMS_AT_ONCE)])));
    }
    return profiles;
  }

  /** The firms with these tax codes, in id order; codes nobody has are passed over. */
  async idsByTaxCode(taxCodes: readonly string[]): Promise<string[]> {
    if (taxCodes.length === 0) return [];
    const rows = await this.unitOfWork.query<{ id: string }>(
      'SELECT id FROM firm WHERE tax_code = ANY($1) ORDER BY id',
      [taxCodes],
    );
    return rows.map(({ id }) => id);
  }
}

const PROFILES = `
  SELECT firm.id, firm.name, firm.languages, firm.end_markets AS "endMarkets",
         coalesce(standing_sites.list, '[]') AS sites,
         coalesce(standing_capabilities.list, '[]') AS capabilities,
         coalesce(standing_certificates.list, '[]') AS certificates
  FROM unnest($1::uuid[]) WITH ORDINALITY AS wanted(id, position)
  JOIN firm ON firm.id = wanted.id AND firm.withdrawn_at IS NULL
  LEFT JOIN LATERAL (
    SELECT json_agg(json_build_object(
      'id', site.id,
      'place', coalesce(site.address, park.label_vi, ward.label_vi, site.name),
      'provinceCode', site.province_code,
      'coordinates', CASE WHEN site.latitude IS NOT NULL
        THEN json_build_object('latitude', site.latitude, 'longitude', site.longitude) END
    ) ORDER BY site.id) AS list
    FROM site
    LEFT JOIN industrial_park park ON park.code = site.industrial_park_code
    LEFT JOIN administrative_unit ward ON ward.code = site.ward_code
    WHERE site.firm_id = firm.id AND site.withdrawn_at IS NULL
  ) standing_sites ON true
  LEFT JOIN LATERAL (
    SELECT json_agg(json_build_object(
      'id', id, 'siteId', site_id, 'process', process_code, 'isOwn', is_own, 'materials', materials,
      'maxSizeMm', max_size_mm, 'maxMassKg', max_mass_kg, 'toleranceMm', tolerance_mm, 'roughnessRaUm', roughness_ra_um,
      'thicknessMm', CASE WHEN thickness_min_mm IS NOT NULL THEN ARRAY[thickness_min_mm, thickness_max_mm] END,
      'minLotPieces', min_lot_pieces,
      'monthlyCapacity', CASE WHEN monthly_capacity IS NOT NULL
        THEN json_build_object('value', monthly_capacity, 'unit', monthly_capacity_unit) END,
      'leadTimeDays', lead_time_days, 'characteristics', characteristics, 'evidence', evidence
    ) ORDER BY id) AS list
    FROM capability WHERE firm_id = firm.id AND withdrawn_at IS NULL
  ) standing_capabilities ON true
  LEFT JOIN LATERAL (
    SELECT json_agg(json_build_object(
      'id', certificate.id, 'standard', standard_code, 'validFrom', valid_from, 'validTo', valid_to,
      'isRejected', state = 'REJECTED',
      'siteIds', ARRAY(SELECT site_id FROM certificate_site WHERE certificate_id = certificate.id ORDER BY site_id),
      'evidence', evidence
    ) ORDER BY certificate.id) AS list
    FROM certificate WHERE firm_id = firm.id AND withdrawn_at IS NULL
  ) standing_certificates ON true
  ORDER BY wanted.position
`;
