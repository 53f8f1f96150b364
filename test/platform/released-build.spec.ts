import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import type { ReleasedDatabase } from '../../bench/release/keep.js';
import { AuditCheck } from '../../src/platform/audit/audit-check.js';
import { AuditSealer } from '../../src/platform/audit/audit-sealer.js';
import { ROOMS } from '../../src/app.rooms.js';
import { migrationsOf } from '../../src/platform/room.js';
import { enrolFactor, SIGN_IN, signedIn, type SignedInClient } from '../harness/people.js';
import { emptyDatabase, startTestService, type TestDatabase, type TestService } from '../harness/test-service.js';
import { matched, matchesOf } from '../matching/matching-client.js';

const RELEASED = join(import.meta.dirname, '../released');
const files = readdirSync(RELEASED);

it('keeps a database of each version that was released', () => {
  expect(files.length).toBeGreaterThan(0);
});

describe.each(files)('a database that a released build has filled, %s', (file) => {
  const released = JSON.parse(gunzipSync(readFileSync(join(RELEASED, file))).toString('utf8')) as ReleasedDatabase;
  let database: TestDatabase;
  let service: TestService;
  let superuser: Client;
  let official: SignedInClient;

  beforeAll(async () => {
    database = await emptyDatabase();
    await asItWas(database, released);
    // Brings it to this build’s shape, as every process does at its start.
    service = await startTestService({ database, withJobs: true });
    superuser = new Client({ connectionString: database.superuserUrl });
    await superuser.connect();
    official = await signedIn(service, SIGN_IN, released.official);
    await enrolFactor(official);
  });
  afterAll(async () => {
    await superuser?.end();
    await service?.close();
  });

  it('has every row it had', async () => {
    const count = async (table: string) =>
      (await superuser.query<{ rows: number }>(`SELECT count(*)::int AS rows FROM "${table}"`)).rows[0]!.rows;
    for (const table of ['firm', 'site', 'capability', 'certificate', 'component_request', 'request_line', 'match']) {
      expect([table, await count(table)]).toEqual([table, released.tables[table]!.length]);
      expect(released.tables[table]).not.toEqual([]);
    }
  });

  it('has its audit trail in chains of each organisation, with what the former chain came to', async () => {
    const entries = released.tables.audit_entry!.length;
    expect(entries).toBeGreaterThan(0);
    await service.get(AuditSealer).sealAll();
    const result = await service.get(AuditCheck).check();
    expect(result).toMatchObject({ intact: true, unsealed: 0 });
    expect('entries' in result && result.entries).toBeGreaterThanOrEqual(entries);
    const { rows } = await superuser.query(`SELECT data FROM audit_entry WHERE action = 'audit.chain-by-organisation'`);
    const seals = released.tables.audit_seal ?? [];
    const last = seals.at(-1) as { hash: string } | undefined;
    expect(rows).toEqual(last ? [{ data: { seals: seals.length, hash: last.hash, brokenAtSeal: null } }] : []);
  });

  it('answers with what was written: requests, matches with verdicts and gaps, the records of reviews', async () => {
    const { requests } = await official.data('{ requests(first: 100) { nodes { id title } } }');
    expect(requests.nodes.length).toBe(released.tables.component_request!.length);
    const seen: any[] = [];
    const lines: string[] = [];
    for (const { id } of requests.nodes) {
      const { id: lineId, matches, matchRun } = await matchesOf(official, id);
      lines.push(lineId);
      expect(matchRun.id).toEqual(expect.any(String));
      seen.push(...matches.nodes);
    }
    expect(
      seen.every(({ verdicts }) => verdicts.length > 0 && verdicts.every(({ sentence }: any) => sentence !== '')),
    ).toBe(true);
    const ofLines = released.tables.match!.filter((match: any) => lines.includes(match.line_id));
    const states = ofLines.map((match: any) => `${match.id} ${match.review_state}`);
    expect(seen.map(({ id, reviewState }) => `${id} ${reviewState}`).sort()).toEqual(states.sort());
    expect(seen.find(({ reviewState }) => reviewState === 'APPROVED').reviewRecords).toMatchObject([
      { kind: 'APPROVE' },
    ]);
  });

  it('goes on: a line is matched again, and a decision stays in force where the rules say the same', async () => {
    const { requests } = await official.data('{ requests(first: 1, status: PUBLISHED) { nodes { id } } }');
    const [{ id }] = requests.nodes;
    const before = await matchesOf(official, id);
    const again = await official.data(
      'mutation ($id: ID!) { result: requestMatchAgain(id: $id) { userErrors { code } } }',
      { id },
    );
    expect(again.result.userErrors).toEqual([]);
    await matched(official, id);
    const after = await matchesOf(official, id);
    expect(after.matchRun.id).not.toBe(before.matchRun.id);
    expect(after.matches.nodes.map((match: any) => match.id)).toEqual(
      before.matches.nodes.map((match: any) => match.id),
    );
  });
});

/** The shape as that build had it, and its rows. */
async function asItWas({ ownerUrl, superuserUrl }: TestDatabase, released: ReleasedDatabase): Promise<void> {
  const known = new Set(released.migrations);
  const migrations = migrationsOf(ROOMS).filter(({ name }) => known.has(name));
  expect(migrations.map(({ name }) => name)).toEqual(released.migrations);
  const owner = await new DataSource({
    type: 'postgres',
    url: ownerUrl,
    migrations,
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
  }).initialize();
  await owner.runMigrations().finally(() => owner.destroy());
  const client = new Client({ connectionString: superuserUrl });
  await client.connect();
  await client.query('SET session_replication_role = replica');
  for (const [table, rows] of Object.entries(released.tables)) {
    const { rows: columns } = await client.query<{ name: string }>(
      `SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`,
      [table],
    );
    const names = columns.map(({ name }) => name).filter((name) => rows.some((row) => name in row));
    if (names.length === 0) continue;
    const list = names.map((name) => `"${name}"`).join(', ');
    await client.query(
      `INSERT INTO "${table}" (${list}) SELECT ${list} FROM jsonb_populate_recordset(null::"${table}", $1)`,
      [JSON.stringify(rows)],
    );
  }
  await client.query(`SELECT setval('match_run_number', (SELECT max(number) FROM match_run))`);
  await client.end();
}
