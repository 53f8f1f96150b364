import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { acting } from '../../src/platform/database/acting.js';
import { type Actor, ANONYMOUS, isPerson, system } from '../../src/platform/database/actor.js';
import { isWrittenUnchecked } from '../../src/platform/database/access/print-views.js';
import { newId } from '../../src/platform/database/new-id.js';
import { ROOMS } from '../../src/app.rooms.js';
import { accessOf } from '../../src/platform/room.js';
import type { Rules } from '../../src/platform/database/access/table-access.js';
import { accessHash } from '../../src/platform/database/access/apply-access.js';
import { ACTOR_ROLES, APPLICATION_ROLE, ROLE_OF, SEARCH_PATH } from '../../src/platform/database/roles.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { type Acting, KINDS, PUBLIC_TABLES, type Rows, TABLES } from './access-matrix.js';
import { type People, seed } from './seed.js';

/** A policy, a grant, or a view that would not show what is written. */
const NOT_ALLOWED = ['42501', '44000'];
/** Of tables where a row that stays the same will not do. */
const ONLY_CHANGE: Record<string, string> = {
  audit_entry: `position = hashtext(id::text), hash = ''`,
  outbox: `state = 'CANCELLED', cancelled_at = now()`,
};

/**
 * Two guards stand before each table, printed from one description: its policies, and the views that whoever acts finds in its
 * place. Each must hold without the other.
 */
const GUARDS = {
  'both guards': { views: true, policies: true },
  'the policies alone': { views: false, policies: true },
  'the views alone': { views: true, policies: false },
};

const rulesOf = (table: string) =>
  accessOf(ROOMS).find((one) => one.table === table)!.rules as Partial<Record<Acting, Rules>>;

describe('the tables, from SQL, as the roles of the actors', () => {
  let service: TestService;
  let superuser: Client;
  let application: Client;
  let people: People;
  beforeAll(async () => {
    service = await startTestService({ withJobs: true });
    people = await seed(service);
    superuser = new Client({ connectionString: service.database.superuserUrl });
    application = new Client({ connectionString: service.database.url, options: '-c role=ketnoi_app' });
    await Promise.all([superuser.connect(), application.connect()]);
  });
  afterAll(async () => {
    await Promise.all([superuser.end(), application.end()]);
    await service.close();
  });

  /** Two of each kind, of different organisations. */
  const pairOf = (kind: Acting): [Actor, Actor] => {
    if (kind === 'SYSTEM') return [system('test'), system('test')];
    if (kind === 'ANONYMOUS') return [ANONYMOUS, ANONYMOUS];
    const [one, other] = people[kind].map(({ organisationId, personId }) => ({ organisationId, personId }));
    const acts = kind === 'BOUNDED_AUTHORITY' ? ({ kind: 'AUTHORITY' } as const) : { kind, isUnbounded: true };
    return [
      { ...acts, role: 'OWNER', ...one! },
      { ...acts, role: 'OWNER', ...other! },
    ];
  };
  const EVERYBODY: Acting[] = ['SYSTEM', 'ANONYMOUS', ...KINDS, 'BOUNDED_AUTHORITY'];
  let guards = GUARDS['both guards'];

  /** Runs one statement as somebody, keeps nothing of it, and says which rows it found or touched; null: not allowed. */
  async function as(who: Actor | null, sql: string, values: unknown[] = []): Promise<string[] | null> {
    await application.query('BEGIN');
    try {
      if (who) {
        const act = acting(who);
        await application.query(act.sql, act.parameters);
        if (!guards.views) await application.query(`SET LOCAL search_path = ${SEARCH_PATH}`);
      }
      const { rows } = await application.query<{ key: string }>(sql, values);
      return rows.map(({ key }) => key).sort();
    } catch (error) {
      if (NOT_ALLOWED.includes((error as { code: string }).code)) return null;
      // Let in by the guards and stopped by a constraint.
      if (/^23/.test((error as { code: string }).code)) return ['constraint'];
      throw error;
    } finally {
      await application.query('ROLLBACK');
    }
  }

  /** Where a kind may write other rows than it reads, a view cannot say so. */
  const isLeftToPolicies = (table: string, kind: Acting): boolean =>
    !guards.policies && isWrittenUnchecked(rulesOf(table)[kind] ?? {});

  async function setPolicies(isOn: boolean): Promise<void> {
    for (const table of Object.keys(TABLES))
      await superuser.query(`ALTER TABLE ${table} ${isOn ? 'ENABLE' : 'DISABLE'} ROW LEVEL SECURITY`);
  }

  const allRows = async (table: string): Promise<string[]> =>
    (await superuser.query<{ key: string }>(`SELECT t::text AS key FROM ${table} AS t`)).rows
      .map(({ key }) => key)
      .sort();

  async function columnsOf(kind: Acting, table: string, privilege: string): Promise<string[]> {
    const { rows } = await superuser.query<{ name: string }>(
      `SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped
         AND attgenerated = '' AND has_column_privilege($3, attrelid, attname, $2) ORDER BY attnum`,
      [table, privilege, ROLE_OF[kind]],
    );
    return rows.map(({ name }) => name);
  }

  /** What two of a kind reach, against what the rule says they do. */
  function expectRows(
    what: string,
    rows: Rows | undefined,
    all: string[],
    one: string[] | null,
    other: string[] | null,
  ): void {
    const [mine, theirs] = [one ?? [], other ?? []];
    const told = { what, rows: rows ?? 'none' };
    if (rows === undefined) return expect({ ...told, mine, theirs }).toEqual({ ...told, mine: [], theirs: [] });
    if (rows === 'ALL') return expect({ ...told, mine, theirs }).toEqual({ ...told, mine: all, theirs: all });
    expect({ ...told, isSome: mine.length > 0 }).toEqual({ ...told, isSome: true });
    expect({ ...told, isAll: mine.length === all.length }).toEqual({ ...told, isAll: false });
    // Some, not all; what two remits have in common is for both.
    if (rows === 'REACHED') return;
    if (['PUBLISHED', 'EVIDENCE', 'MATCHED', 'GRANTED'].includes(rows))
      return expect({ ...told, theirs }).toEqual({ ...told, theirs: mine });
    expect({ ...told, shared: mine.filter((key) => theirs.includes(key)) }).toEqual({ ...told, shared: [] });
  }

  describe.each(Object.entries(TABLES))('%s', (table, access) => {
    it('has rows to look for, and row-level security enabled and forced over an owner that is not the application', async () => {
      expect(await allRows(table)).not.toEqual([]);
      const { rows } = await superuser.query(
        `SELECT relrowsecurity, relforcerowsecurity, pg_get_userbyid(relowner) = 'ketnoi_app' AS "isOwned"
         FROM pg_class WHERE oid = $1::regclass`,
        [table],
      );
      expect(rows).toEqual([{ relrowsecurity: true, relforcerowsecurity: true, isOwned: false }]);
    });

    it('grants each kind’s role what it may do and nothing else, and the application’s own role nothing', async () => {
      const granted = async (role: string, privilege: string): Promise<boolean> => {
        const ofColumn =
          privilege === 'DELETE' || privilege === 'TRUNCATE' ? 'has_table_privilege' : 'has_any_column_privilege';
        return (await superuser.query(`SELECT ${ofColumn}($3, $1, $2) AS yes`, [table, privilege, role])).rows[0].yes;
      };
      const rights = async (role: string) => ({
        SELECT: await granted(role, 'SELECT'),
        INSERT: await granted(role, 'INSERT'),
        UPDATE: await granted(role, 'UPDATE'),
        DELETE: await granted(role, 'DELETE'),
        TRUNCATE: await granted(role, 'TRUNCATE'),
      });
      for (const kind of EVERYBODY) {
        expect({ kind, ...(await rights(ROLE_OF[kind])) }).toEqual({
          kind,
          SELECT: access.read[kind] !== undefined,
          INSERT: access.add?.[kind] !== undefined,
          UPDATE: access.change?.[kind] !== undefined,
          DELETE: access.remove?.[kind] !== undefined,
          TRUNCATE: false,
        });
      }
      const none = { SELECT: false, INSERT: false, UPDATE: false, DELETE: false, TRUNCATE: false };
      expect(await rights(APPLICATION_ROLE)).toEqual(none);
    });

    it('is closed to the application without an identity', async () => {
      expect(await as(null, `SELECT t::text AS key FROM ${table} AS t`)).toBeNull();
    });
  });

  describe.each(Object.entries(GUARDS))('behind %s', (_, standing) => {
    beforeAll(async () => {
      guards = standing;
      if (!guards.policies) await setPolicies(false);
    });
    afterAll(async () => {
      if (!guards.policies) await setPolicies(true);
      guards = GUARDS['both guards'];
    });

    describe.each(Object.entries(TABLES))('%s', (table, access) => {
      it('shows each kind its rows', async () => {
        const all = await allRows(table);
        for (const kind of EVERYBODY) {
          const [one, other] = pairOf(kind);
          const sql = `SELECT t::text AS key FROM ${table} AS t`;
          expectRows(`${kind} reads`, access.read[kind], all, await as(one, sql), await as(other, sql));
        }
      });

      it('lets each kind change its rows', async () => {
        const all = await allRows(table);
        for (const kind of EVERYBODY) {
          const [column] = await columnsOf(kind, table, 'UPDATE');
          const change = ONLY_CHANGE[table] ?? `${column} = ${column}`;
          const [one, other] = pairOf(kind);
          const sql = `UPDATE ${table} SET ${change} RETURNING old::text AS key`;
          const [mine, theirs] = column ? [await as(one, sql), await as(other, sql)] : [null, null];
          if (isLeftToPolicies(table, kind)) continue;
          expectRows(`${kind} changes`, access.change?.[kind], all, mine, theirs);
        }
      });

      it('lets each kind remove its rows', async () => {
        for (const kind of EVERYBODY) {
          const sql = `DELETE FROM ${table} AS t RETURNING t::text AS key`;
          const [mine, theirs] = [await as(pairOf(kind)[0], sql), await as(pairOf(kind)[1], sql)];
          const isReached = (mine ?? []).length + (theirs ?? []).length > 0;
          expect([kind, isReached]).toEqual([kind, access.remove?.[kind] !== undefined]);
        }
      });

      it('takes new rows from those who may add them, and of none for another', async () => {
        const { rows } = await superuser.query<{ row: { id: string | number } | object }>(
          `SELECT to_jsonb(t) AS row FROM ${table} AS t`,
        );
        const another = (id: string | number) => (typeof id === 'string' ? newId() : id + 1_000_000);
        const copies = rows.map(({ row }) => JSON.stringify('id' in row ? { ...row, id: another(row.id) } : row));
        for (const kind of EVERYBODY) {
          const columns = (await columnsOf(kind, table, 'INSERT')).join(', ');
          expect([kind, columns !== '']).toEqual([kind, access.add?.[kind] !== undefined]);
          if (columns === '') continue;
          const insert = `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_record(null::${table}, $1)`;
          const [one, other] = pairOf(kind);
          const taken: string[] = [];
          for (const copy of copies) if ((await as(one, insert, [copy])) !== null) taken.push(copy);
          expect([kind, taken.length > 0]).toEqual([kind, access.add?.[kind] !== undefined]);
          if (access.add?.[kind] !== 'OWN' || !isPerson(one)) continue;
          if (isLeftToPolicies(table, kind)) continue;
          for (const copy of taken) {
            const answer = await as(other, insert, [copy]);
            // A view checks what is written after the constraints.
            expect([kind, guards.policies ? answer : null]).toEqual([kind, null]);
            if (!guards.policies) expect([kind, answer ?? ['constraint']]).toEqual([kind, ['constraint']]);
          }
        }
      });
    });
  });

  it.each(PUBLIC_TABLES)('%s is for everybody to read and nobody to write', async (table) => {
    for (const role of [APPLICATION_ROLE, ...ACTOR_ROLES]) {
      const { rows } = await superuser.query(
        `SELECT privilege FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) AS privilege
         WHERE has_table_privilege($2, $1, privilege)`,
        [table, role],
      );
      expect([role, rows]).toEqual([role, [{ privilege: 'SELECT' }]]);
    }
  });

  it('describes every table there is, and applies what it describes', async () => {
    const { rows } = await superuser.query(`SELECT hash FROM access_version`);
    expect(rows).toEqual([{ hash: accessHash(accessOf(ROOMS)) }]);
    expect(
      accessOf(ROOMS)
        .map(({ table }) => table)
        .sort(),
    ).toEqual([...Object.keys(TABLES), ...PUBLIC_TABLES].sort());
  });

  it('has one policy at most for a role and a command, and none that calls a function for each row', async () => {
    const { rows } = await superuser.query<{ name: string; roles: string[]; condition: string }>(
      `SELECT tablename || ' ' || cmd AS name, roles::text[], coalesce(qual, '') || ' ' || coalesce(with_check, '') AS condition
       FROM pg_policies WHERE schemaname = 'public'`,
    );
    const targets = rows.flatMap(({ name, roles }) => roles.map((role) => `${name} ${role}`));
    expect(new Set(targets).size).toBe(targets.length);
    expect(rows.every(({ roles }) => roles.every((role) => ACTOR_ROLES.includes(role)))).toBe(true);
    // What stands in a sub-select of its own is computed once for the statement.
    const perRow = rows.map(({ name, condition }) => [
      name,
      condition.replaceAll(/\( SELECT [a-z_]+\(\) AS [a-z_]+\)/g, ''),
    ]);
    expect(perRow.filter(([, condition]) => /[a-z_]+\(|SELECT| OR /.test(condition!))).toEqual([]);
  });
});
