import type { Migration } from '../room.js';
import { dropViews } from './access/print-views.js';
import { asOwner, type DatabaseClient } from './client.js';
import { ownerDataSource } from './data-source.js';
import { ACTOR_ROLES, APPLICATION_ROLE, QUEUE_ROLE, ROLE_OF } from './roles.js';

/** The injection token of the migrations this build knows. */
export const MIGRATIONS = Symbol('MIGRATIONS');

/** Spells "KETN": one process migrates at a time, the others wait and find nothing left to do. */
const MIGRATION_LOCK = 0x4b45544e;

/**
 * Brings the database to this build’s shape, under a lock, as the owning role. Safe to run from every process at
 * start. Returns the names of the migrations it ran.
 */
export async function migrate(ownerUrl: string, migrations: readonly Migration[]): Promise<string[]> {
  return asOwner(ownerUrl, 'ketnoi-migrate', async (lock) => {
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await ensureRoles(lock);
    const owner = ownerDataSource(ownerUrl, migrations);
    await owner.initialize();
    try {
      const hasPending = await owner.showMigrations();
      await rememberBreaking(lock, []);
      await refuseBroken(migrations, (sql) => lock.query<{ name: string }>(sql).then(({ rows }) => rows));
      if (hasPending) await withoutViews(lock);
      const names = (await owner.runMigrations()).map((migration) => migration.name);
      await rememberBreaking(
        lock,
        names.filter((name) => breaking(migrations).has(name)),
      );
      return names;
    } finally {
      await owner.destroy();
    }
  });
}

/**
 * A view holds its table as it was. Those of the actors are made again after the last migration; until then whoever asks finds
 * the tables themselves, behind their policies.
 */
async function withoutViews(client: DatabaseClient): Promise<void> {
  for (const statement of dropViews()) await client.query(statement);
  await client.query(`DO $$ BEGIN DELETE FROM access_version; EXCEPTION WHEN undefined_table THEN NULL; END $$`);
}

/** A newer build has changed the database in a way that this one cannot live with. */
export class NewerDatabaseError extends Error {
  override name = 'NewerDatabaseError';
  constructor(names: readonly string[]) {
    super(
      `A newer build has changed the database in a way this one cannot work with (${names.join(', ')}). Run that build, or a later one.`,
    );
  }
}

type Names = (sql: string) => Promise<{ name: string }[]>;

/** Throws where the database has a migration that this build does not know and that older builds must not run on. */
export async function refuseBroken(migrations: readonly Migration[], run: Names): Promise<void> {
  const known = new Set(namesOf(migrations));
  // Databases of earlier builds do not have the column.
  const rows = await run(`SELECT name FROM migration WHERE to_jsonb(migration) @> '{"breaks_older_builds": true}'`);
  const unknown = rows.map(({ name }) => name).filter((name) => !known.has(name));
  if (unknown.length > 0) throw new NewerDatabaseError(unknown);
}

/** Whether the database has migrations that this build does not know: whose grants and vocabularies it has are a newer one’s. */
export async function isOfNewerBuild(ownerUrl: string, migrations: readonly Migration[]): Promise<boolean> {
  const known = namesOf(migrations);
  return asOwner(ownerUrl, 'ketnoi-migrate', async (client) => {
    const { rowCount } = await client.query('SELECT FROM migration WHERE NOT name = ANY($1) LIMIT 1', [known]);
    return rowCount === 1;
  });
}

export const nameOf = (migration: Migration): string => new migration().name ?? migration.name;
const namesOf = (migrations: readonly Migration[]): string[] => migrations.map(nameOf);

const breaking = (migrations: readonly Migration[]): Set<string> =>
  new Set(namesOf(migrations.filter((migration) => new migration().breaksOlderBuilds)));

/** The table is TypeORM’s, which makes it and gives it no column for this. */
async function rememberBreaking(client: DatabaseClient, names: readonly string[]): Promise<void> {
  const { rowCount } = await client.query(
    `SELECT FROM pg_attribute WHERE attrelid = 'migration'::regclass AND attname = 'breaks_older_builds'`,
  );
  if (rowCount === 0) {
    await client.query('ALTER TABLE migration ADD COLUMN breaks_older_builds boolean NOT NULL DEFAULT false');
  }
  if (names.length > 0) {
    await client.query('UPDATE migration SET breaks_older_builds = true WHERE name = ANY($1)', [names]);
  }
}

/** Names of migrations this build knows and the database has not seen, for `/readyz` and `ketnoi doctor`. */
export async function pendingMigrations(migrations: readonly Migration[], run: Names): Promise<string[]> {
  const done = new Set((await run('SELECT name FROM migration')).map((row) => row.name));
  return namesOf(migrations).filter((name) => !done.has(name));
}

/**
 * Roles belong to the server and grants on the database to the one database, so neither is part of a migration: a
 * database cloned or restored from another has them as soon as it is opened.
 */
export async function ensureRoles(client: DatabaseClient): Promise<void> {
  for (const role of [APPLICATION_ROLE, QUEUE_ROLE, ...ACTOR_ROLES]) {
    await client.query(`DO $$ BEGIN
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${role}') THEN CREATE ROLE ${role} NOLOGIN NOBYPASSRLS NOINHERIT; END IF;
    EXCEPTION
      WHEN duplicate_object OR unique_violation THEN NULL;
      WHEN insufficient_privilege THEN RAISE EXCEPTION USING errcode = '42501', message = format(
        'the role ${role} is missing and %s may not make it; run as an administrator: '
        'CREATE ROLE ${role}; GRANT ${role} TO ${APPLICATION_ROLE} WITH INHERIT FALSE', session_user);
    END $$`);
  }
  const become = await withoutInheriting(client);
  // The owner becomes Ketnoi itself for the data steps of migrations, and the application where both are one login; with
  // a login of its own the application’s role may be another’s to grant.
  for (const role of [APPLICATION_ROLE, ROLE_OF.SYSTEM]) {
    await client.query(`DO $$ BEGIN GRANT ${role} TO SESSION_USER ${become};
    EXCEPTION WHEN insufficient_privilege THEN NULL; END $$`);
  }
  for (const role of [QUEUE_ROLE, ...ACTOR_ROLES]) {
    await client.query(`DO $$ BEGIN
      IF NOT pg_has_role('${APPLICATION_ROLE}', '${role}', 'MEMBER') THEN GRANT ${role} TO ${APPLICATION_ROLE} ${become}; END IF;
    END $$`);
  }
  // Earlier builds let the application have the queue’s rights without taking its role.
  await client.query(`DO $$ BEGIN
    IF pg_has_role('${APPLICATION_ROLE}', '${QUEUE_ROLE}', 'USAGE') THEN GRANT ${QUEUE_ROLE} TO ${APPLICATION_ROLE} ${become}; END IF;
  EXCEPTION WHEN insufficient_privilege THEN NULL; END $$`);
  await closeDatabase(client);
}

/**
 * The owner alone makes schemas, and things in ours: in a schema of another’s making, whatever has the name of ours would be found
 * before it by whoever looks there first.
 */
async function closeDatabase(client: DatabaseClient): Promise<void> {
  await client.query(`DO $$ BEGIN
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO ${APPLICATION_ROLE}', current_database());
    EXECUTE format('REVOKE CREATE ON DATABASE %I FROM PUBLIC, ${QUEUE_ROLE}', current_database());
    REVOKE CREATE ON SCHEMA public FROM PUBLIC;
  END $$`);
}

/**
 * A member may take a role and has none of its rights before it does. Since version 16 each grant says so; version 15 has it
 * of the member, so there the application’s role must not inherit.
 */
async function withoutInheriting(client: DatabaseClient): Promise<string> {
  const { rows } = await client.query<{ version: number }>(
    `SELECT current_setting('server_version_num')::int AS version`,
  );
  if (rows[0]!.version >= 160_000) return 'WITH INHERIT FALSE, SET TRUE';
  await client.query(`DO $$ BEGIN ALTER ROLE ${APPLICATION_ROLE} NOINHERIT;
  EXCEPTION WHEN insufficient_privilege THEN NULL; END $$`);
  return '';
}
