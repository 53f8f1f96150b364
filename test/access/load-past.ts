import { Client } from 'pg';
import { ENTRY_TEXT } from '../../src/platform/audit/chain-hash.js';

/** Ids of what is loaded here; those of `load-market.ts` begin otherwise. */
const ID = (kind: string, number: string) => `('${kind}' || lpad(to_hex(${number}), 31, '0'))::uuid`;

/** What a service leaves behind in a year beside its market: work, events, sessions, checks, decisions, requests of others. */
const STATEMENTS: readonly string[] = [
  `INSERT INTO person (id, email, name, language)
   SELECT ${ID('a', 'n')}, 'person.' || n || '@example.vn', 'Người', 'vi' FROM generate_series(1, 20000) n`,
  `INSERT INTO membership (person_id, organisation_id, role)
   SELECT ${ID('a', 'n')}, ${ID('b', 'n / 3')}, 'EDITOR' FROM generate_series(1, 20000) n`,
  `INSERT INTO invitation (id, organisation_id, email, role, invited_by, token_id, hash, expires_at)
   SELECT ${ID('7', 'n')}, ${ID('b', 'n / 3')}, 'invited.' || n || '@example.vn', 'EDITOR', ${ID('a', 'n')}, ${ID('7', 'n')}, sha256(int8send(n)), now()
   FROM generate_series(1, 10000) n`,
  `INSERT INTO password_reset (email, id, hash, expires_at)
   SELECT 'person.' || n || '@example.vn', ${ID('8', 'n')}, sha256(int8send(n)), now() + make_interval(mins => n) FROM generate_series(1, 5000) n`,
  `INSERT INTO email_change (person_id, id, old_email, new_email, hash, expires_at)
   SELECT ${ID('a', 'n')}, ${ID('9', 'n')}, 'person.' || n || '@example.vn', 'new.' || n || '@example.vn', sha256(int8send(n)), now()
   FROM generate_series(1, 5000) n`,
  `INSERT INTO api_key (id, organisation_id, made_by, name, prefix, hash, scopes, expires_at)
   SELECT ${ID('7', 'n')}, ${ID('b', 'n / 3')}, ${ID('a', 'n')}, 'ERP', 'knt_12345678', sha256(int8send(n)), '{FIRMS_READ}', now() + interval '1 day'
   FROM generate_series(1, 10000) n`,
  `INSERT INTO contact (id, organisation_id, position, name, email, phone, languages, shown)
   SELECT ${ID('7', 'n')}, ${ID('b', 'n / 3')}, 1 + n % 3, 'Người', 'contact.' || n || '@example.vn', '+84912345678', '{vi}', 'AT_RELEASE'
   FROM generate_series(1, 15000) n`,
  `INSERT INTO second_factor (person_id, secret, confirmed_at)
   SELECT ${ID('a', 'n')}, sha256(int8send(n)), now() FROM generate_series(1, 10000) n`,
  `INSERT INTO recovery_code (person_id, hash)
   SELECT ${ID('a', '1 + n / 10')}, sha256(int8send(n)) FROM generate_series(1, 90000) n`,
  `INSERT INTO sign_in_challenge (hash, person_id, organisation_id, expires_at)
   SELECT sha256(int8send(n)), ${ID('a', '1 + n / 2')}, ${ID('b', '(1 + n / 2) / 3')}, now() FROM generate_series(1, 10000) n`,
  `INSERT INTO recovery_code_key (id, key) SELECT sha256(int8send(n)), '' FROM generate_series(1, 20) n`,
  `INSERT INTO sign_in_provider (id, organisation_id, issuer, client_id, client_secret, redirect_uri, domains, claims, factors, is_only_way, dropped_at)
   SELECT ${ID('b', 'n')}, ${ID('b', 'n')}, 'https://id.example.vn', 'ketnoi', NULL, 'https://ketnoi.example.vn', '{example.vn}', '{}', '{}', false, now()
   FROM generate_series(1, 200) n`,
  `INSERT INTO provider_account (provider_id, subject, person_id)
   SELECT ${ID('b', '1 + n / 50')}, n, ${ID('a', 'n')} FROM generate_series(1, 9000) n`,
  `INSERT INTO provider_sign_in (hash, provider_id, expires_at)
   SELECT sha256(int8send(n)), ${ID('b', '1 + n / 100')}, now() + make_interval(mins => n) FROM generate_series(1, 9000) n`,
  `INSERT INTO session (id, person_id, organisation_id, expires_at)
   SELECT ${ID('c', 'n')}, ${ID('a', '1 + n / 2')}, ${ID('b', '(1 + n / 2) / 3')}, now() + make_interval(days => n % 90 - 60) FROM generate_series(1, 39000) n`,
  `INSERT INTO personal_data_export (id, person_id, organisation_id)
   SELECT ${ID('5', 'n')}, ${ID('a', 'n')}, ${ID('b', 'n / 3')} FROM generate_series(1, 5000) n`,
  `INSERT INTO erasure (id, person_id, due_at, cancelled_at)
   SELECT ${ID('6', 'n')}, ${ID('a', 'n')}, now(), now() FROM generate_series(1, 5000) n`,
  `INSERT INTO privacy_declaration (id, person_id, about, version, language, made_in)
   SELECT ${ID('8', 'n')}, ${ID('a', '1 + n / 2')}, (ARRAY['NOTICE', 'SIGN_IN_NOTICES'])[1 + n % 2], 1, 'vi', 'SIGN_UP' FROM generate_series(1, 30000) n`,
  `INSERT INTO file_slot (id, organisation_id, purpose, name, media_type, size_bytes, expires_at, created_by)
   SELECT ${ID('4', 'n')}, ${ID('b', 'n / 3')}, 'DRAWING', 'a.pdf', 'application/pdf', 1, now() + make_interval(mins => n), ${ID('a', 'n')}
   FROM generate_series(1, 5000) n`,
  `INSERT INTO refresh_token (hash, session_id)
   SELECT sha256(int8send(n)), ${ID('c', 'n / 2')} FROM generate_series(1, 60000) n`,
  `INSERT INTO sign_in_failure (id, email, failed_at, guesser, is_stranger)
   SELECT ${ID('d', 'n')}, 'person.' || n / 5 || '@example.vn', now() - make_interval(mins => n), 'address ' || n % 50, true FROM generate_series(1, 5000) n`,
  `INSERT INTO outbox (id, job, payload, subject, key, state, done_at)
   SELECT ${ID('e', 'n')}, 'matching.match-line', '{}', 'line ' || n % 5000, 'line ' || n % 5000, 'DONE', now() - make_interval(mins => n / 2)
   FROM generate_series(1, 30000) n`,
  `INSERT INTO outbox (id, job, payload, subject, key, run_at, attempt, state)
   SELECT ${ID('f', 'n')}, 'matching.match-line', '{}', 'line ' || n, 'line ' || n, now() + interval '1 day',
     CASE WHEN n % 20 < 2 THEN 1 ELSE 0 END, (ARRAY['PENDING', 'FAILED'])[1 + n % 2]
   FROM generate_series(1, 40000) n`,
  `INSERT INTO budget (key, points, expire)
   SELECT 'strangers:203.0.' || n, 1, (extract(epoch FROM now()) * 1000)::bigint + n * 1000 - 20000 FROM generate_series(1, 20000) n`,
  `INSERT INTO idempotency_key (organisation_id, person_id, key, request_hash, created_at)
   SELECT ${ID('b', 'n / 9')}, ${ID('a', 'n / 3')}, 'key-' || n, '', now() - make_interval(mins => n / 2) FROM generate_series(1, 100000) n`,
  `INSERT INTO audit_entry (id, actor_kind, organisation_id, action, subject_type, subject_id, position)
   SELECT ${ID('1', 'n')}, 'SYSTEM', ${ID('b', 'n')}, 'test', 'firm', n::text, 1 FROM generate_series(1, 30000) n`,
  `UPDATE audit_entry SET hash = encode(sha256(convert_to(chain || E'\\n' || ${ENTRY_TEXT}, 'UTF8')), 'hex') WHERE position = 1`,
  // The history of whoever asks as a supplier: much of it ordinary, little of it rare.
  `INSERT INTO audit_entry (id, at, actor_kind, organisation_id, action, subject_type, subject_id)
   SELECT ${ID('3', 'n')}, timestamptz '2025-06-01' - make_interval(mins => n * 5), 'SUPPLIER', organisation_id,
     CASE WHEN n % 1000 = 0 THEN 'member.invite' ELSE (ARRAY['firm.update', 'session.create', 'session.refresh'])[1 + n % 3] END, 'firm',
     CASE WHEN n % 500 = 0 THEN '01900000-0002-7000-8000-000000000001' ELSE n::text END
   FROM generate_series(1, 100000) n, (
     SELECT organisation_id FROM audit_entry WHERE action = 'organisation.sign-up' AND data->>'kind' = 'SUPPLIER' LIMIT 1) AS asking`,
  `INSERT INTO audit_seal (number, chains, entries, previous_hash, hash)
   SELECT n, n * 500, n * 500, '', '' FROM generate_series(1, 61) n`,
  `INSERT INTO audit_head (chain, position, hash, seal)
   SELECT chain, 1, hash, 1 + subject_id::int / 500 FROM audit_entry WHERE position = 1`,
  `INSERT INTO event (id, type, version, subject_type, subject_id, firm_id, request_id, organisation_id, actor_kind, data)
   SELECT ${ID('2', 'n')}, 'test', 1, 'firm', ${ID('3', 'n')}, ${ID('3', 'n')}, ${ID('4', 'n')}, ${ID('b', 'n / 3')}, 'SYSTEM', '{}'
   FROM generate_series(1, 30000) n`,
  `INSERT INTO component_request (id, organisation_id, status, revision, title, published_at, withdrawn_at)
   SELECT ${ID('4', 'n')}, ${ID('b', 'n / 3')}, 'WITHDRAWN', 1, 'Request', now(), now() FROM generate_series(1, 5000) n`,
  `INSERT INTO request_disclosure (request_id, organisation_id, before_release, after_release, agreement_id)
   SELECT ${ID('4', 'n')}, ${ID('b', 'n / 3')}, 'TEASER', 'FULL', ${ID('7', 'n')} FROM generate_series(1, 5000) n`,
  `INSERT INTO disclosure_agreement (id, request_id, organisation_id, version, text, asked_by)
   SELECT ${ID('7', 'n')}, ${ID('4', 'n')}, ${ID('b', 'n / 3')}, 1, 'Giữ bí mật.', ${ID('a', '1')} FROM generate_series(1, 5000) n`,
  `INSERT INTO agreement_acceptance (agreement_id, organisation_id, request_id, buyer_organisation_id, accepted_by)
   SELECT ${ID('7', 'n / 2')}, ${ID('b', 'n')}, ${ID('4', 'n / 2')}, ${ID('b', 'n / 6')}, ${ID('a', '1')} FROM generate_series(1, 10000) n`,
  `INSERT INTO access_cut (id, request_id, organisation_id, firm_organisation_id, cut_by, restored_at)
   SELECT ${ID('8', 'n')}, ${ID('4', 'n / 2')}, ${ID('b', 'n / 6')}, ${ID('b', 'n')}, ${ID('a', '1')}, CASE WHEN n % 2 = 0 THEN now() END
   FROM generate_series(1, 10000) n`,
  `INSERT INTO drawing (id, line_id, request_id, organisation_id, file_id, attached_by)
   SELECT ${ID('c', 'n')}, ${ID('5', 'n')}, ${ID('4', 'n / 2')}, ${ID('b', 'n / 6')}, ${ID('7', 'n')}, ${ID('a', '1')} FROM generate_series(1, 10000) n`,
  `INSERT INTO drawing_grant (id, request_id, organisation_id, authority_id, authority_name, granted_by)
   SELECT ${ID('d', 'n')}, ${ID('4', 'n')}, ${ID('b', 'n / 3')}, ${ID('b', 'n / 100')}, 'Sở', ${ID('a', '1')} FROM generate_series(1, 5000) n`,
  `INSERT INTO drawing_read (id, drawing_id, organisation_id, reader_organisation_id, reader_name, read_by)
   SELECT ${ID('e', 'n')}, ${ID('c', 'n / 3')}, ${ID('b', 'n / 18')}, ${ID('b', 'n')}, 'Sở', ${ID('a', '1')} FROM generate_series(1, 30000) n`,
  `INSERT INTO request_revision (request_id, revision, organisation_id, content)
   SELECT ${ID('4', 'n')}, 1, ${ID('b', 'n / 3')}, '{"v": 1, "value": {}}' FROM generate_series(1, 5000) n`,
  `INSERT INTO request_line (id, request_id, organisation_id, position, revision, operations, requirements)
   SELECT ${ID('5', 'n')}, ${ID('4', 'n / 2')}, ${ID('b', 'n / 6')}, 1 + n % 2, 1, '{"v": 1, "value": []}', '{"v": 1, "value": {}}'
   FROM generate_series(1, 10000) n`,
  `INSERT INTO match_run (id, number, line_id, request_id, buyer_organisation_id, revision, is_current, outbox_id, attempt, as_of,
     algorithm_version, taxonomy_version, weights, input_hash, firms_considered, counts, matches_kept, started_at)
   SELECT ${ID('6', 'n')}, n, ${ID('5', 'n / 4')}, ${ID('4', 'n / 8')}, ${ID('b', 'n / 24')}, 1, n % 4 = 3, ${ID('e', 'n')}, 1, current_date,
     '1', '1', '{"v": 1, "value": {}}', '', 1, '{"v": 1, "value": {}}', 1, now()
   FROM generate_series(1, 40000) n`,
  `INSERT INTO certificate_site (certificate_id, site_id, firm_id, organisation_id)
   SELECT certificate.id, site.id, certificate.firm_id, certificate.organisation_id
   FROM certificate JOIN site ON site.firm_id = certificate.firm_id`,
  `INSERT INTO verification (id, firm_id, organisation_id, certificate_id, official_id, authority_id, decision, seen)
   SELECT gen_random_uuid(), firm_id, organisation_id, id, ${ID('a', '1')}, ${ID('b', '1')}, 'ACCEPT', '{"v": 1, "value": {}}'
   FROM certificate WHERE evidence = 'VERIFIED'`,
  `INSERT INTO verification (id, firm_id, organisation_id, capability_id, official_id, authority_id, decision, seen)
   SELECT gen_random_uuid(), firm_id, organisation_id, id, ${ID('a', '1')}, ${ID('b', '1')}, 'VERIFIED', '{"v": 1, "value": {}}'
   FROM capability WHERE evidence = 'VERIFIED'`,
  `INSERT INTO conflict_of_interest (id, person_id, organisation_id, firm_id, reason)
   SELECT ${ID('7', 'n')}, ${ID('a', 'n')}, ${ID('b', 'n / 30')}, ${ID('3', 'n')}, 'Người nhà' FROM generate_series(1, 8000) n`,
  `INSERT INTO stored_file (id, organisation_id, name, media_type, size_bytes, sha256, created_by)
   SELECT ${ID('7', 'n')}, ${ID('b', 'n / 30')}, 'iso.pdf', 'application/pdf', 100000, n::text, ${ID('a', '1')} FROM generate_series(1, 30000) n`,
  `INSERT INTO tax_code_claim (id, organisation_id, claimant_name, holder_id, area_id, tax_code, file_id, statement, claimed_by,
     claimed_at, answer_until, state, ended_at, reason)
   SELECT ${ID('7', 'n')}, ${ID('b', 'n')}, 'Công ty', ${ID('b', 'n + 1')}, n % 50, n::text, ${ID('7', 'n')}, 'Của chúng tôi.', ${ID('a', '1')},
     now(), now(), CASE WHEN n % 20 = 0 THEN 'OPEN' ELSE 'STAYED' END, CASE WHEN n % 20 > 0 THEN now() END, 'Đã đối chiếu.'
   FROM generate_series(1, 10000) n`,
  `INSERT INTO file_slot (id, organisation_id, purpose, name, media_type, size_bytes, expires_at, created_by, used_at)
   SELECT ${ID('8', 'n')}, ${ID('b', 'n / 3')}, 'CERTIFICATE_EVIDENCE', 'iso.pdf', 'application/pdf', 100000, now(), ${ID('a', '1')},
     CASE WHEN n % 3 > 0 THEN now() END
   FROM generate_series(1, 6000) n`,
  `INSERT INTO review_decision (id, match_id, firm_id, buyer_organisation_id, round, kind, decided_by, organisation_id, seen)
   SELECT gen_random_uuid(), id, firm_id, buyer_organisation_id, 1, 'APPROVE', ${ID('a', '1')}, ${ID('b', '1')}, '{"v": 1, "value": {}}'
   FROM match WHERE review_state = 'APPROVED'`,
  // Of the market: a drawing of a line that its buyer looks at.
  `INSERT INTO stored_file SELECT made.* FROM stored_file, request_line AS line,
     LATERAL jsonb_populate_record(stored_file, jsonb_build_object('id', ${ID('f', '1')}, 'organisation_id', line.organisation_id)) AS made
   WHERE line.id = '01900000-0007-7000-8000-000000000001' AND stored_file.id = ${ID('7', '1')}`,
  `INSERT INTO drawing (id, line_id, request_id, organisation_id, file_id, attached_by)
   SELECT ${ID('f', '1')}, id, request_id, organisation_id, ${ID('f', '1')}, ${ID('a', '1')} FROM request_line
   WHERE id = '01900000-0007-7000-8000-000000000001'`,
  `INSERT INTO drawing_read (id, drawing_id, organisation_id, reader_organisation_id, reader_name, read_by)
   SELECT ${ID('f', 'n')}, drawing.id, organisation_id, ${ID('b', 'n')}, 'Sở', ${ID('a', '1')} FROM drawing, generate_series(1, 30) n
   WHERE drawing.id = ${ID('f', '1')}`,
];

/** Into a loaded market, past services and row-level security. */
export async function loadPast(superuserUrl: string): Promise<void> {
  const client = new Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    await client.query('SET session_replication_role = replica');
    await client.query('SET synchronous_commit = off');
    for (const sql of STATEMENTS) await client.query(sql);
    const tables = new Set(STATEMENTS.map((sql) => /^(?:INSERT INTO|UPDATE) (\w+)/.exec(sql)![1]!));
    await client.query(`VACUUM (ANALYZE) ${[...tables].join(', ')}`);
  } finally {
    await client.end();
  }
}
