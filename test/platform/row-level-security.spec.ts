import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { ACTOR_ROLES, APPLICATION_ROLE, QUEUE_ROLE, ROLE_OF } from '../../src/platform/database/roles.js';
import { signedInBuyer, signedInOfficial } from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { aFirm, decide, matched, matchesOf } from '../matching/matching-client.js';
import { aPublishedRequest } from '../requests/requests-client.js';

/** What everybody may read: the vocabularies, and which migrations have run. Nobody but the owner writes them. */
const PUBLIC = [
  'access_version',
  'administrative_unit',
  'certificate_standard',
  'industrial_park',
  'material',
  'migration',
  'process',
  'taxonomy_version',
];

describe('row-level security', () => {
  let service: TestService;
  let admin: Client;
  let app: Client;
  let guarded: string[];

  const column = async (sql: string, parameters: unknown[] = []): Promise<string[]> =>
    (await admin.query({ text: sql, values: parameters, rowMode: 'array' })).rows.map(([value]) => value);

  beforeAll(async () => {
    service = await startTestService({ withJobs: true });
    const { url, superuserUrl } = service.database;
    admin = new Client({ connectionString: superuserUrl });
    app = new Client({ connectionString: url, options: `-c role=${APPLICATION_ROLE}` });
    await Promise.all([admin.connect(), app.connect()]);
    guarded = (
      await column(`SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')`)
    )
      .filter((table) => !PUBLIC.includes(table))
      .sort();
    // Something in the tables, or seeing nothing would prove nothing.
    const [buyer, official] = await Promise.all([signedInBuyer(service), signedInOfficial(service)]);
    await aFirm(service);
    const { id } = await aPublishedRequest(buyer);
    await matched(buyer, id);
    const [best] = (await matchesOf(official, id)).matches.nodes;
    await decide(official, best.id, { kind: 'APPROVE' });
  });
  afterAll(async () => {
    await Promise.all([admin?.end(), app?.end()]);
    await service?.close();
  });

  it('is on, for the owner too, for every table that is not a public vocabulary', async () => {
    const open = await column(
      `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
         AND NOT (relrowsecurity AND relforcerowsecurity) ORDER BY 1`,
    );
    expect(open).toEqual(PUBLIC);
    expect(guarded).toEqual(expect.arrayContaining(['outbox', 'audit_entry', 'audit_seal', 'idempotency_key', 'firm']));
  });

  it('is on wherever a table belongs to an organisation or a person', async () => {
    const owned = await column(
      `SELECT DISTINCT table_name FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
       WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND column_name ~ '(organisation|person|firm|request)_id$'`,
    );
    expect(owned.length).toBeGreaterThan(10);
    expect(owned.filter((table) => !guarded.includes(table))).toEqual([]);
  });

  it('is not passed by through a view or a function that runs as its owner', async () => {
    const views = await column(
      `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('v', 'm')
         AND NOT coalesce(reloptions @> '{security_invoker=true}', false)`,
    );
    const functions = await column(
      `SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef`,
    );
    // It takes nothing and looks into no table: see its migration.
    expect([...views, ...functions]).toEqual(['make_queue_schema']);
  });

  it('shows and takes nothing where nobody is acting', async () => {
    const filled = [];
    for (const table of guarded) {
      const there = (await admin.query(`SELECT count(*)::int AS count FROM "${table}"`)).rows[0].count;
      if (there > 0) filled.push(table);
      const seen = await app.query(`SELECT FROM "${table}"`).catch((error: unknown) => error);
      expect({ table, seen }).toEqual({ table, seen: expect.objectContaining({ code: '42501' }) });
      const insert = await app.query(`INSERT INTO "${table}" DEFAULT VALUES`).catch((error: unknown) => error);
      expect({ table, insert }).toEqual({ table, insert: expect.objectContaining({ code: '42501' }) });
    }
    expect(filled).toEqual(
      expect.arrayContaining([
        'audit_entry', 'capability', 'certificate', 'component_request', 'firm', 'match', 'match_run', 'membership',
        'organisation', 'outbox', 'person', 'person_password', 'refresh_token', 'request_line', 'review_decision', 'site',
      ]), // prettier-ignore
    );
  });

  it('takes no role but that of a kind of actor, and shows such a role without an identity nothing of an organisation', async () => {
    for (const role of ['', 'SYSTEM', 'ketnoi_owner', 'postgres', 'pg_read_all_data']) {
      await expect(app.query(`SELECT set_config('role', $1, true)`, [role])).rejects.toThrow();
    }
    for (const kind of ['SUPPLIER', 'BUYER', 'ANONYMOUS'] as const) {
      await app.query('BEGIN');
      await app.query(`SELECT set_config('role', $1, true)`, [ROLE_OF[kind]]);
      for (const table of guarded) {
        await app.query('SAVEPOINT look');
        const rows = await app.query(`SELECT FROM "${table}"`).then(
          ({ rowCount }) => rowCount,
          () => 0,
        );
        await app.query('ROLLBACK TO look');
        expect({ kind, table, rows }).toEqual({ kind, table, rows: 0 });
      }
      await app.query('ROLLBACK');
    }
  });

  it('binds a role that owns nothing, may make nothing and cannot get around it', async () => {
    const { rows } = await admin.query(
      `SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication FROM pg_roles WHERE rolname = ANY($1)`,
      [[APPLICATION_ROLE, QUEUE_ROLE, ...ACTOR_ROLES]],
    );
    const no = {
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolreplication: false,
    };
    expect(rows).toEqual(Array.from({ length: 2 + ACTOR_ROLES.length }, () => no));
    const owned = await column(
      `SELECT relname FROM pg_class WHERE relowner = $1::regrole UNION SELECT proname FROM pg_proc WHERE proowner = $1::regrole
       UNION SELECT nspname FROM pg_namespace WHERE nspowner = $1::regrole`,
      [APPLICATION_ROLE],
    );
    for (const role of ACTOR_ROLES) {
      expect(await column('SELECT relname FROM pg_class WHERE relowner = $1::regrole', [role])).toEqual([]);
    }
    expect(owned).toEqual([]);
    const memberOf = await column(
      `SELECT rolname FROM pg_roles WHERE pg_has_role($1, oid, 'MEMBER') AND rolname <> $1 ORDER BY 1`,
      [APPLICATION_ROLE],
    );
    expect(memberOf).toEqual([...ACTOR_ROLES, QUEUE_ROLE].sort());
    // It may take these roles, and has none of their rights before it does.
    const inherited = await column(
      `SELECT rolname FROM pg_roles WHERE pg_has_role($1, oid, 'USAGE') AND rolname <> $1 ORDER BY 1`,
      [APPLICATION_ROLE],
    );
    expect(inherited).toEqual([]);
    for (const forbidden of [
      'CREATE TABLE mine (id integer)',
      'ALTER TABLE firm DISABLE ROW LEVEL SECURITY',
      'CREATE POLICY mine ON firm USING (true)',
      'TRUNCATE firm',
      'SET ROLE ketnoi_owner',
    ]) {
      await expect(app.query(forbidden)).rejects.toMatchObject({ code: '42501' });
    }
    await app.query('SET row_security = off');
    await app.query(`SET ROLE ${ROLE_OF.SUPPLIER}`);
    await expect(app.query('SELECT * FROM firm')).rejects.toThrow('row-level security');
    await app.query(`SET ROLE ${APPLICATION_ROLE}`);
    await app.query('RESET row_security');
  });

  it('leaves the vocabularies to be read, not written', async () => {
    for (const table of PUBLIC) {
      const { rows } = await app.query(`SELECT count(*)::int AS count FROM "${table}"`);
      expect(rows[0].count).toBeGreaterThan(0);
      for (const change of [`DELETE FROM "${table}"`, `INSERT INTO "${table}" DEFAULT VALUES`]) {
        await expect(app.query(change)).rejects.toMatchObject({ code: '42501' });
      }
    }
  });

  it('keeps the queue’s role away from every table of ours', async () => {
    await app.query(`SET ROLE ${QUEUE_ROLE}`);
    for (const table of guarded) {
      await expect(app.query(`SELECT FROM public."${table}"`)).rejects.toMatchObject({ code: '42501' });
    }
    await app.query(`SET ROLE ${APPLICATION_ROLE}`);
  });
});
