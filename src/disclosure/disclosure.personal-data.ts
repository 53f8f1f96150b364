import { impersonal, type RegisteredTable } from '../platform/personal-data/register.js';

export const DISCLOSURE_PERSONAL_DATA: readonly RegisteredTable[] = [
  impersonal(
    'request_disclosure',
    'request_id organisation_id before_release after_release is_over changed_at area_ids',
  ),
];
