import {
  DELETED,
  impersonal,
  keptBecause,
  of,
  personal,
  PSEUDONYM,
  replaced,
  type RegisteredTable,
} from '../platform/personal-data/register.js';

const ACCOUNT = { purpose: 'ACCOUNT', kept: 'ACCOUNT' } as const;

export const IDENTITY_PERSONAL_DATA: readonly RegisteredTable[] = [
  impersonal('area', 'id provinces sectors'),
  impersonal('programme', 'id code name sectors created_at'),
  impersonal('remit', 'organisation_id provinces programmes changed_at'),
  personal(
    'organisation',
    [
      of(
        `char_length(tax_code) = 12 AND id IN (SELECT organisation_id FROM membership WHERE person_id = $1 AND role = 'OWNER')`,
        'tax_code',
        {
          purpose: 'ACCOUNT', kept: 'ORGANISATION',
          erasure: keptBecause('a household business is known by its owner’s number, and goes on under it'),
        },
      ),
    ],
    'id kind name country_code created_at area_id',
  ),
  personal(
    'refresh_token',
    [
      of('session_id IN (SELECT id FROM session WHERE person_id = $1)', 'hash session_id used_by', {
        purpose: 'SECURITY', kept: 'usedTokens', erasure: DELETED, untold: 'hash used_by',
      }),
    ],
    'created_at used_at',
  ),
  personal(
    'session',
    [of('person_id = $1', 'person_id client address', { purpose: 'SECURITY', kept: 'sessions', erasure: DELETED })],
    'id created_at expires_at revoked_at last_used_at proven_at organisation_id provider_id has_provider_factor',
  ),
  personal(
    'sign_in_failure',
    [
      // From where somebody guessed is told to nobody: it need not have been the person.
      of(`email = ANY ($2) OR guesser = 'person ' || $1::text`, 'email guesser', {
        purpose: 'SECURITY', kept: 'signInFailures', erasure: DELETED, untold: 'guesser',
      }),
      of(null, 'email guesser', {
        purpose: 'SECURITY', kept: 'signInFailures',
        erasure: keptBecause('tried at an address that is nobody’s, from one that no person leads to; gone within days'),
      }),
    ],
    'id failed_at is_stranger',
  ),
  personal(
    'person_password',
    [of('person_id = $1', 'person_id hash', { purpose: 'SECURITY', kept: 'ACCOUNT', erasure: DELETED, untold: 'hash' })],
    'changed_at',
  ),
  personal(
    'api_key',
    [of('made_by = $1', 'made_by name prefix hash', { purpose: 'SECURITY', kept: 'ACCOUNT', erasure: DELETED, untold: 'hash' })],
    'id organisation_id scopes created_at expires_at last_used_at revoked_at',
  ),
  personal(
    'second_factor',
    [of('person_id = $1', 'person_id secret', { purpose: 'SECURITY', kept: 'ACCOUNT', erasure: DELETED, untold: 'secret' })],
    'made_at confirmed_at last_step',
  ),
  personal(
    'recovery_code',
    [of('person_id = $1', 'person_id hash', { purpose: 'SECURITY', kept: 'ACCOUNT', erasure: DELETED, untold: 'hash' })],
    '',
  ),
  personal(
    'sign_in_challenge',
    [
      of('person_id = $1', 'person_id hash', {
        purpose: 'SECURITY', kept: 'signInChallenges', erasure: DELETED, untold: 'hash',
      }),
    ],
    'organisation_id expires_at provider_id',
  ),
  impersonal(
    'sign_in_provider',
    'id organisation_id issuer client_id client_secret redirect_uri domains claims factors is_only_way made_at changed_at dropped_at',
  ),
  impersonal('recovery_code_key', 'id key kept_at'),
  impersonal('provider_sign_in', 'hash provider_id expires_at used_at'),
  personal(
    'provider_account',
    [of('person_id = $1', 'person_id subject', { purpose: 'SECURITY', kept: 'ACCOUNT', erasure: DELETED })],
    'provider_id linked_at',
  ),
  personal(
    'password_reset',
    [
      of('email = ANY ($2)', 'email hash', { purpose: 'SECURITY', kept: 'passwordResets', erasure: DELETED, untold: 'hash' }),
      of(null, 'email', {
        purpose: 'SECURITY', kept: 'passwordResets', erasure: keptBecause('asked for an address that is nobody’s; gone within days'),
      }),
    ],
    'id expires_at used_at asked counted_from',
  ),
  personal(
    'email_change',
    [
      of('person_id = $1', 'person_id old_email new_email hash', {
        purpose: 'ACCOUNT', kept: 'emailChanges', erasure: DELETED, untold: 'hash',
      }),
    ],
    'id expires_at used_at asked counted_from',
  ),
  personal(
    'invitation',
    [
      of('email = ANY ($2)', 'email hash', { purpose: 'TEAMWORK', kept: 'invitations', erasure: DELETED, untold: 'hash' }),
      of('invited_by = $1', 'invited_by', { purpose: 'TEAMWORK', kept: 'invitations', erasure: PSEUDONYM }),
    ],
    'id organisation_id role token_id sent_at expires_at accepted_at withdrawn_at sent counted_from',
  ),
  // Who is named need not sign in: whoever does is found by the address.
  personal(
    'contact',
    [
      of('email = ANY ($2)', 'name job_title email phone languages', {
        purpose: 'TEAMWORK', kept: 'ORGANISATION', erasure: DELETED,
      }),
      of(null, 'name job_title email phone languages', {
        purpose: 'TEAMWORK', kept: 'ORGANISATION',
        erasure: keptBecause('named by its organisation at an address of nobody who signs in; its organisation removes it'),
      }),
    ],
    'id organisation_id position shown revision',
  ),
  personal('membership', [of('person_id = $1', 'person_id role suspended_at', { ...ACCOUNT, erasure: DELETED })],
    'organisation_id created_at'),
  personal('personal_data_export', [of('person_id = $1', 'person_id', { purpose: 'RIGHTS', kept: 'exports', erasure: DELETED })],
    'id organisation_id asked_at made_at file_id'),
  personal('erasure', [of('person_id = $1', 'person_id', { purpose: 'RIGHTS', kept: 'RECORD', erasure: PSEUDONYM })],
    'id asked_at due_at cancelled_at done_at'),
  personal(
    'privacy_declaration',
    [
      of('person_id = $1', 'person_id about version language made_in withdrawn_at', {
        purpose: 'RIGHTS', kept: 'ACCOUNT', erasure: DELETED,
      }),
    ],
    'id made_at',
  ),
  // The last: what leads to the others by the address is gone when it goes.
  personal(
    'person',
    [
      of('id = $1', 'email name language', { ...ACCOUNT, erasure: replaced({ email: 'NULL', name: `''`, language: `'vi'` }) }),
      of('id = $1', 'id', { ...ACCOUNT, kept: 'RECORD', erasure: PSEUDONYM }),
    ],
    'created_at erased_at',
  ),
]; // prettier-ignore
