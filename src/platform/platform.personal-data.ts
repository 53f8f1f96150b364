import {
  DELETED,
  impersonal,
  keptBecause,
  of,
  personal,
  PSEUDONYM,
  replaced,
  type RegisteredTable,
} from './personal-data/register.js';

const RECORD = { purpose: 'ACCOUNTABILITY', kept: 'RECORD', erasure: PSEUDONYM } as const;
const OF_THE_ORGANISATION = keptBecause('the document and its name are the organisation’s, whoever sent it');

export const PLATFORM_PERSONAL_DATA: readonly RegisteredTable[] = [
  impersonal('migration', 'id timestamp name breaks_older_builds'),
  impersonal('access_version', 'hash applied_at'),
  impersonal('event_follower', 'name xid event_id advanced_at'),
  impersonal('file_quota', 'organisation_id reservations'),
  impersonal('audit_head', 'chain position hash seal'),
  impersonal('audit_seal', 'number sealed_at chains entries previous_hash hash'),
  personal(
    'audit_entry',
    [
      of('person_id = $1', 'person_id', RECORD),
      of(`subject_type = 'person' AND subject_id = $1::text`, 'subject_id', RECORD),
    ],
    // `data`: references and hashes only, which a test of the house sees to.
    'id at actor_kind organisation_id purpose action subject_type data chain position hash',
  ),
  personal(
    'event',
    [of('person_id = $1', 'person_id', { purpose: 'ACCOUNTABILITY', kept: 'events', erasure: PSEUDONYM })],
    'id xid type version subject_type subject_id firm_id request_id line_id organisation_id actor_kind at data',
  ),
  personal(
    'outbox',
    [
      of('subject = $1::text', 'subject payload', {
        purpose: 'OPERATION', kept: 'endedJobs',
        erasure: keptBecause('ids alone: what a job reads is gone, so that a letter that waits finds nobody to go to'),
      }),
    ],
    `id job organisation_id key joined_to run_at lane priority state attempt leased_until takeovers created_at queued_at done_at
     last_error failures checkpoint progress_done progress_total cancelled_at asked_in waits_once`,
  ),
  personal(
    'idempotency_key',
    [
      of('person_id = $1', 'person_id key request_hash response', {
        purpose: 'OPERATION', kept: 'answers', erasure: DELETED, untold: 'request_hash response',
      }),
      // Answers to colleagues that name the person. A repeat of theirs is told that it was done, as where an answer held a secret.
      of('person_id IS DISTINCT FROM $1 AND response::text ILIKE ANY ($3)', 'response', {
        purpose: 'OPERATION', kept: 'answers', erasure: replaced({ response: 'NULL' }), untold: 'response',
      }),
    ],
    'created_at organisation_id',
  ),
  personal(
    'budget',
    [
      of(`key LIKE '%:' || $1::text`, 'key', { purpose: 'OPERATION', kept: 'budgets', erasure: DELETED }),
      of(null, 'key', {
        purpose: 'OPERATION', kept: 'budgets',
        erasure: keptBecause('an address, which no way leads to from a person; gone within the hour'),
      }),
    ],
    'points expire',
  ),
  personal(
    'file_slot',
    [of('created_by = $1', 'created_by name', { purpose: 'TEAMWORK', kept: 'fileSlots', erasure: DELETED })],
    'id organisation_id purpose media_type size_bytes expires_at upload used_at created_at',
  ),
  personal(
    'stored_file',
    [of('created_by = $1', 'created_by name', { purpose: 'TEAMWORK', kept: 'ORGANISATION', erasure: OF_THE_ORGANISATION })],
    'id organisation_id media_type size_bytes sha256 content created_at purpose state scanned_at unreferenced_since area_id',
  ),
]; // prettier-ignore
