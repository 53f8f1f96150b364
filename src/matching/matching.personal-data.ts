import { impersonal, of, personal, PSEUDONYM, type RegisteredTable } from '../platform/personal-data/register.js';

export const MATCHING_PERSONAL_DATA: readonly RegisteredTable[] = [
  impersonal(
    'match_run',
    `id number line_id request_id buyer_organisation_id revision is_current outbox_id attempt as_of algorithm_version taxonomy_version
     weights input_hash firms_considered counts matches_kept started_at finished_at area_ids`,
  ),
  personal(
    'match',
    [of('reviewer_id = $1', 'reviewer_id', { purpose: 'TEAMWORK', kept: 'RECORD', erasure: PSEUDONYM })],
    `id line_id request_id buyer_organisation_id firm_id firm_organisation_id run_id revision facts_revision rank eligibility relevance
     confirmed potential coverage evidence site_ids processes rests_on findings findings_hash findings_version first_seen_at changed_at
     left_at left_because outdated_at review_round review_state released_at review_state_since area_id teaser`,
  ),
];
