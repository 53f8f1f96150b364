import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { Clock } from '../../src/platform/clock.js';
import { type PeriodName, PERIOD_NAMES, PERIODS } from '../../src/platform/retention/periods.js';
import { Retention } from '../../src/platform/retention/retention.js';
import { signedInBuyer, type SignedInClient } from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';

/** $1 a moment that its period counts from, $2 a person, $3 an organisation. One row each time. */
const A_ROW: Record<Exclude<PeriodName, 'mails'>, string> = {
  answers: `INSERT INTO idempotency_key (person_id, organisation_id, key, request_hash, created_at)
    VALUES ($2, $3, gen_random_uuid(), '', $1)`,
  budgets: `INSERT INTO budget (key, points, expire) VALUES ('signIn:' || gen_random_uuid() || $2 || $3, 1, extract(epoch FROM $1::timestamptz) * 1000)`,
  emailChanges: `INSERT INTO email_change (person_id, id, old_email, new_email, hash, expires_at)
    SELECT id, gen_random_uuid(), 'a@example.vn', 'b@example.vn', sha256(gen_random_uuid()::text::bytea), $1 FROM person
    WHERE $2::uuid IS NOT NULL AND $3::uuid IS NOT NULL AND id NOT IN (SELECT person_id FROM email_change) LIMIT 1`,
  endedJobs: `INSERT INTO outbox (id, job, payload, subject, state, done_at) VALUES (gen_random_uuid(), 'some.job', '{}', $2 || $3, 'DONE', $1)`,
  events: `INSERT INTO event (id, type, version, subject_type, subject_id, actor_kind, at, data)
    VALUES ((lpad(to_hex((extract(epoch FROM $1::timestamptz) * 1000)::bigint), 12, '0') || left(replace(gen_random_uuid()::text, '-', ''), 20))::uuid,
      'some.event', 1, 'firm', $2, 'SYSTEM', $1, jsonb_build_object('of', $3::text))`,
  exports: `WITH file AS (INSERT INTO stored_file (id, organisation_id, purpose, name, media_type, size_bytes, sha256, state, created_by)
      VALUES (gen_random_uuid(), $3, 'PERSONAL_DATA', 'a.json', 'application/json', 1, gen_random_uuid(), 'READY', $2) RETURNING id)
    INSERT INTO personal_data_export (id, person_id, organisation_id, made_at, file_id) SELECT gen_random_uuid(), $2, $3, $1, id FROM file`,
  fileSlots: `INSERT INTO file_slot (id, organisation_id, purpose, name, media_type, size_bytes, expires_at, created_by)
    VALUES (gen_random_uuid(), $3, 'DRAWING', 'a.pdf', 'application/pdf', 1, $1, $2)`,
  invitations: `INSERT INTO invitation (id, organisation_id, email, role, invited_by, token_id, hash, expires_at)
    VALUES (gen_random_uuid(), $3, gen_random_uuid() || '@example.vn', 'VIEWER', $2, gen_random_uuid(), gen_random_uuid()::text::bytea, $1)`,
  passwordResets: `INSERT INTO password_reset (email, id, hash, expires_at)
    VALUES (gen_random_uuid() || $2::text || $3::text || '@example.vn', gen_random_uuid(), gen_random_uuid()::text::bytea, $1)`,
  providerSignIns: `WITH provider AS (INSERT INTO sign_in_provider (id, organisation_id, issuer, client_id, redirect_uri, domains, claims, factors, is_only_way, dropped_at)
      VALUES (gen_random_uuid(), $3, 'https://id.example.vn', $2::text, 'https://ketnoi.example.vn', '{example.vn}', '{}', '{}', false, now()) RETURNING id)
    INSERT INTO provider_sign_in (hash, provider_id, expires_at) SELECT gen_random_uuid()::text::bytea, id, $1 FROM provider`,
  sessions: `INSERT INTO session (id, person_id, organisation_id, expires_at) VALUES (gen_random_uuid(), $2, $3, $1)`,
  signInChallenges: `INSERT INTO sign_in_challenge (hash, person_id, organisation_id, expires_at)
    VALUES (gen_random_uuid()::text::bytea, $2, $3, $1)`,
  signInFailures: `INSERT INTO sign_in_failure (id, email, guesser, is_stranger, failed_at)
    VALUES (gen_random_uuid(), $2 || '@example.vn', 'device ' || $3, true, $1)`,
  usedTokens: `INSERT INTO refresh_token (hash, session_id, used_at)
    SELECT gen_random_uuid()::text::bytea, id, $1 FROM session WHERE person_id = $2 AND organisation_id = $3 AND revoked_at IS NULL LIMIT 1`,
};

const TABLES = Object.keys(A_ROW) as (keyof typeof A_ROW)[];
const DAY = 86_400_000;
/** `RETENTION_ROWS=1000000` for a long run. */
const OLD_ROWS = Number(process.env['RETENTION_ROWS'] ?? 300_000);

describe('what is kept for a time', () => {
  let service: TestService;
  let superuser: Client;
  let retention: Retention;
  let clock: Clock;
  let people: SignedInClient[];
  beforeAll(async () => {
    service = await startTestService();
    superuser = new Client({ connectionString: service.database.superuserUrl });
    await superuser.connect();
    retention = service.get(Retention);
    clock = service.get(Clock);
    people = [await signedInBuyer(service), await signedInBuyer(service), await signedInBuyer(service)];
  });
  afterAll(async () => {
    await superuser?.end();
    await service?.close();
  });

  const add = (period: keyof typeof A_ROW, moment: number) =>
    superuser.query(A_ROW[period], [new Date(moment), people[0]!.personId, people[0]!.organisationId]);
  const countOf = async (period: PeriodName): Promise<number> => {
    const { table } = retention.all.find((rule) => rule.period === period)!;
    return (await superuser.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${table}`)).rows[0]!.count;
  };
  async function at<T>(moment: number, work: () => Promise<T>): Promise<T> {
    const now = clock.now.bind(clock);
    Object.assign(clock, { now: () => new Date(moment) });
    try {
      return await work();
    } finally {
      Object.assign(clock, { now });
    }
  }

  it('has one rule for each period', () => {
    expect([...retention.periods].sort()).toEqual([...PERIOD_NAMES].sort());
  });

  it.each(TABLES)('%s go when it is over, by the clock, and not a minute sooner', async (period) => {
    // The database itself lets no young event go, whatever a clock says; of the others some are of the future.
    const now = Date.now() - (period === 'events' ? 500 * DAY : 0);
    await superuser.query('DELETE FROM event; DELETE FROM budget');
    await retention.removeAll();
    const before = await countOf(period);
    await add(period, now);
    await add(period, now + 120_000);
    const over = now + PERIODS[period].days * DAY;
    expect(await at(over - 60_000, () => retention.remove(period))).toBe(0);
    expect(await at(over + 60_000, () => retention.remove(period))).toBe(1);
    expect(await countOf(period)).toBe(before + 1);
    await at(over + 180_000, () => retention.remove(period));
    expect(await countOf(period)).toBe(before);
  });

  it('mails go from the folder, too', async () => {
    const folder = join(service.config.home, 'mail');
    await mkdir(folder, { recursive: true });
    const now = Date.now();
    for (const [name, age] of [
      ['old', 30.1],
      ['young', 29.9],
    ] as const) {
      await writeFile(join(folder, `${name}.eml`), '');
      await utimes(join(folder, `${name}.eml`), new Date(), new Date(now - age * DAY));
    }
    expect(await retention.overdue()).toEqual([]);
    expect(await at(now + DAY, () => retention.overdue())).toEqual(['mails']);
    expect(await retention.remove('mails')).toBe(1);
    expect(await readdir(folder)).toEqual(['young.eml']);
  });

  it('is told to whoever looks where a day has passed and it is still there', async () => {
    expect(await retention.overdue()).toEqual([]);
    await add('answers', Date.now() - 31.5 * DAY);
    expect(await retention.overdue()).toEqual(['answers']);
    await retention.removeAll();
    expect(await retention.overdue()).toEqual([]);
  });

  it('is found by an index in every table, and holds nobody up among hundreds of thousands of rows that are over', async () => {
    await superuser.query(`INSERT INTO idempotency_key (person_id, organisation_id, key, request_hash, created_at)
      SELECT gen_random_uuid(), gen_random_uuid(), n, '', now() - interval '40 days' FROM generate_series(1, ${OLD_ROWS}) n`);
    await superuser.query('ANALYZE');
    const { rows: chosen } = await superuser.query<{ 'QUERY PLAN': string }>(
      `EXPLAIN SELECT ctid FROM idempotency_key WHERE created_at < now() - interval '30 days' ORDER BY created_at LIMIT 1000`,
    );
    expect(chosen[1]!['QUERY PLAN']).toMatch(/Index Scan using/);
    await superuser.query('SET enable_seqscan = off');
    for (const rule of retention.all) {
      const { rows } = await superuser.query<{ 'QUERY PLAN': string }>(
        `EXPLAIN SELECT ctid FROM ${rule.table} WHERE ${rule.over.replace('$1', `now()`).replace('$1', 'now()').replace('ANY ($2)', `ANY ('{}')`)}
         ORDER BY ${rule.oldestFirst} LIMIT 1000`,
      );
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
      expect([rule.period, /Index|Bitmap/.test(plan)]).toEqual([rule.period, true]);
    }
    const removing = retention.remove('answers');
    const waits: number[] = [];
    let isOver = false;
    void removing.finally(() => (isOver = true));
    while (!isOver) {
      const began = performance.now();
      await people[0]!.data('mutation { requestCreate(input: { title: "Một" }) { userErrors { code } } }');
      waits.push(performance.now() - began);
    }
    expect(await removing).toBe(OLD_ROWS);
    expect(Math.max(...waits)).toBeLessThan(2_000);
  });

  it('may be changed within bounds', async () => {
    const other = await startTestService({ environment: { RETENTION: 'answers=3,sessions=60' } });
    try {
      expect([other.get(Retention).daysOf('answers'), other.get(Retention).daysOf('sessions')]).toEqual([3, 60]);
      expect(other.get(Retention).daysOf('endedJobs')).toBe(PERIODS.endedJobs.days);
    } finally {
      await other.close();
    }
    await expect(startTestService({ environment: { RETENTION: 'events=30' } })).rejects.toThrow('events (400 to 4000)');
  });
});
