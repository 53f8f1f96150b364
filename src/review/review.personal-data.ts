import {
  impersonal,
  keptBecause,
  of,
  personal,
  PSEUDONYM,
  type RegisteredTable,
} from '../platform/personal-data/register.js';

const RECORD = { purpose: 'ACCOUNTABILITY', kept: 'RECORD' } as const;

export const REVIEW_PERSONAL_DATA: readonly RegisteredTable[] = [
  impersonal('review_rule', 'organisation_id approvals_need_two changed_at'),
  personal(
    'review_decision',
    [
      of('decided_by = $1', 'decided_by', { ...RECORD, erasure: PSEUDONYM }),
      of('decided_by = $1', 'note', {
        ...RECORD, erasure: keptBecause('what was asked, answered and decided of a match: the authority’s record'),
      }),
      of('handed_to = $1', 'handed_to', { ...RECORD, erasure: PSEUDONYM }),
    ],
    `id match_id round firm_organisation_id kind undoes reason_code organisation_id decided_at seen bulk_id firm_id
     buyer_organisation_id area_id`,
  ),
]; // prettier-ignore
