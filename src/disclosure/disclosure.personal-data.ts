import {
  impersonal,
  keptBecause,
  of,
  personal,
  PSEUDONYM,
  type RegisteredTable,
} from '../platform/personal-data/register.js';

const OF_THE_ORGANISATION = { purpose: 'TEAMWORK', kept: 'ORGANISATION', erasure: PSEUDONYM } as const;
const READ = keptBecause('who was handed a confidential drawing; the id leads to nobody once the person is erased');

export const DISCLOSURE_PERSONAL_DATA: readonly RegisteredTable[] = [
  impersonal(
    'request_disclosure',
    'request_id organisation_id before_release after_release is_over changed_at area_ids agreement_id contact_ids',
  ),
  personal(
    'disclosure_agreement',
    [of('asked_by = $1', 'asked_by', OF_THE_ORGANISATION)],
    'id request_id organisation_id version text asked_at',
  ),
  personal(
    'agreement_acceptance',
    [of('accepted_by = $1', 'accepted_by', OF_THE_ORGANISATION)],
    'agreement_id organisation_id request_id buyer_organisation_id accepted_at',
  ),
  personal(
    'access_cut',
    [of('cut_by = $1', 'cut_by', OF_THE_ORGANISATION)],
    'id request_id organisation_id firm_organisation_id cut_at restored_at',
  ),
  personal(
    'drawing',
    [of('attached_by = $1', 'attached_by', OF_THE_ORGANISATION)],
    'id line_id request_id organisation_id file_id attached_at removed_at',
  ),
  personal(
    'drawing_grant',
    [of('granted_by = $1', 'granted_by', OF_THE_ORGANISATION)],
    'id request_id organisation_id authority_id authority_name granted_at revoked_at',
  ),
  personal(
    'drawing_read',
    [of('read_by = $1', 'read_by', { ...OF_THE_ORGANISATION, erasure: READ })],
    'id drawing_id organisation_id reader_organisation_id reader_name read_at',
  ),
];
