import { impersonal, type RegisteredTable } from '../platform/personal-data/register.js';

/** What a buyer asks for is the organisation’s: it tells of parts, not of people. */
export const REQUESTS_PERSONAL_DATA: readonly RegisteredTable[] = [
  impersonal(
    'component_request',
    `id organisation_id status revision version title description excluded_tax_codes created_at updated_at published_at closed_at
     withdrawn_at due_on area_ids`,
  ),
  impersonal(
    'request_line',
    `id request_id organisation_id position revision title part_number drawing_number hs_code description operations requirements
     delivery_place removed_at area_ids`,
  ),
  impersonal('request_revision', 'request_id revision organisation_id content published_at area_ids'),
];
