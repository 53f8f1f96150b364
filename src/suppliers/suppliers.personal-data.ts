import {
  impersonal,
  keptBecause,
  of,
  personal,
  PSEUDONYM,
  replaced,
  type RegisteredTable,
} from '../platform/personal-data/register.js';

const RECORD = { purpose: 'ACCOUNTABILITY', kept: 'RECORD' } as const;

/** What firms say of themselves is the firm’s: their names, addresses and numbers are those of a business. */
export const SUPPLIERS_PERSONAL_DATA: readonly RegisteredTable[] = [
  impersonal(
    'firm',
    `id organisation_id name trading_name tax_code country_code website sectors languages end_markets source printed printed_hash
     revision facts_revision withdrawn_at created_at updated_at search_text area_id`,
  ),
  impersonal(
    'site',
    `id firm_id organisation_id name tax_code address ward_code ward_candidates province_code industrial_park_code country_code
     latitude longitude stated_place coordinates_from revision withdrawn_at created_at updated_at area_id`,
  ),
  impersonal(
    'capability',
    `id firm_id organisation_id site_id process_code is_own materials max_size_mm max_mass_kg tolerance_mm roughness_ra_um
     thickness_min_mm thickness_max_mm min_lot_pieces monthly_capacity monthly_capacity_unit lead_time_days machines characteristics
     evidence evidence_file_id revision withdrawn_at created_at updated_at area_id`,
  ),
  impersonal(
    'certificate',
    `id firm_id organisation_id standard_code number issuer scope valid_from valid_to state evidence evidence_file_id revision
     withdrawn_at created_at updated_at area_id`,
  ),
  impersonal('certificate_site', 'certificate_id site_id firm_id organisation_id area_id'),
  personal(
    'verification',
    [
      of('official_id = $1', 'official_id', { ...RECORD, erasure: PSEUDONYM }),
      of('official_id = $1', 'note', { ...RECORD, erasure: keptBecause('why an authority has decided so: its record, of a firm') }),
    ],
    `id firm_id organisation_id certificate_id capability_id authority_id at decision reason_code seen undoes evidence_file_id area_id`,
  ),
  personal(
    'tax_code_claim',
    [
      of('claimed_by = $1', 'claimed_by', { ...RECORD, erasure: PSEUDONYM }),
      of('answered_by = $1', 'answered_by', { ...RECORD, erasure: PSEUDONYM }),
      of('decided_by = $1', 'decided_by', { ...RECORD, erasure: PSEUDONYM }),
      of('claimed_by = $1', 'statement', { ...RECORD, erasure: keptBecause('why a firm says that a code is its own: the record of a decision about firms') }),
      of('answered_by = $1', 'answer', { ...RECORD, erasure: keptBecause('what a firm said to that: the record of a decision about firms') }),
      of('decided_by = $1', 'reason', { ...RECORD, erasure: keptBecause('why an authority has decided so: its record, of firms') }),
      of('claimed_by = $1', 'tax_code', { ...RECORD, erasure: keptBecause('what was claimed; of a household business it is a number of its owner') }),
    ],
    'id organisation_id claimant_name holder_id area_id file_id claimed_at answer_until answered_at state ended_at authority_id',
  ),
  personal(
    'conflict_of_interest',
    [
      of('person_id = $1', 'person_id', { ...RECORD, erasure: PSEUDONYM }),
      of('person_id = $1', 'reason', { ...RECORD, erasure: replaced({ reason: `''` }) }),
    ],
    'id organisation_id firm_id buyer_organisation_id declared_at withdrawn_at',
  ),
]; // prettier-ignore
