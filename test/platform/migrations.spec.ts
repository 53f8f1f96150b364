import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { ROOMS } from '../../src/app.rooms.js';
import { ACTOR_ROLES, APPLICATION_ROLE, QUEUE_ROLE, ROLE_OF } from '../../src/platform/database/roles.js';
import { ensureRoles, migrate } from '../../src/platform/database/migrate.js';
import { type EmbeddedPostgres, openEmbeddedPostgres } from '../../src/platform/embedded-postgres/index.js';
import { migrationsOf } from '../../src/platform/room.js';
import { ServiceProcess } from '../harness/compiled-service.js';
import { aSignUp, SIGN_UP_SUPPLIER } from '../harness/people.js';
import { openTestServer } from '../harness/template-database.js';
import { TestClient } from '../harness/test-client.js';

const MIGRATIONS = migrationsOf(ROOMS);
const NAMES = MIGRATIONS.map((migration) => migration.name);

/**
 * Everything the migrations decide, in a form that can be compared. What Ketnoi itself may do is not theirs: a data step opens its
 * tables to it, and the access is applied anew after the last migration.
 */
const SHAPE = `
  SELECT 'column' AS kind, format('%s.%s %s %s %s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
    pg_get_expr(d.adbin, d.adrelid)) AS text
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm') AND c.relname <> 'migration'
  UNION ALL SELECT 'rights', format('%s %s %s %s', relname, relrowsecurity, relforcerowsecurity, ARRAY(
    SELECT entry::text FROM unnest(coalesce(relacl, acldefault('r', relowner))) AS entry
    WHERE entry::text NOT LIKE '${ROLE_OF.SYSTEM}=%' ORDER BY 1))
  FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm') AND relname <> 'migration'
  UNION ALL SELECT 'index', indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'migration'
  UNION ALL SELECT 'constraint', format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
  FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid <> to_regclass('public.migration')
  UNION ALL SELECT 'policy', format('%s %s %s %s %s', tablename, policyname, cmd, qual, with_check) FROM pg_policies
  UNION ALL SELECT 'function', pg_get_functiondef(p.oid) FROM pg_proc p WHERE pronamespace = 'public'::regnamespace
    AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = p.oid AND deptype = 'e')
  UNION ALL SELECT 'trigger', pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
  ORDER BY 1, 2`;

/** What changes rows and no shape. */
const OF_DATA_ALONE = ['SettleWhereFirmsLie1764184010000', 'SettleWhereRequestsHaveMatches1764184020000'];

describe('the migrations', () => {
  let server: EmbeddedPostgres;
  const made: string[] = [];

  const anEmptyDatabase = async () => {
    const name = `ketnoi_copy_${randomBytes(6).toString('hex')}`;
    made.push(name);
    return server.createDatabase(name);
  };

  beforeAll(async () => {
    server = await openTestServer();
  });
  afterAll(async () => {
    for (const name of made) await server.dropDatabase(name);
    await server?.close();
  });

  it('run once where two processes start on an empty database at the same moment', async () => {
    const { appUrl, ownerUrl } = await anEmptyDatabase();
    const environment = { DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl };
    const processes = await Promise.all([1, 2].map(() => ServiceProcess.start('src/migrate.js', [], environment)));
    for (const process of processes) expect(await process.ended).toEqual({ code: 0, signal: null });
    const told = processes.flatMap(({ log }) => log.map(({ msg }) => msg as string));
    expect(told.filter((text) => text === 'database migrated')).toHaveLength(1);
    expect(told.filter((text) => text === 'taxonomy loaded')).toHaveLength(1);
    expect(await ask(ownerUrl, 'SELECT name FROM migration ORDER BY id')).toEqual(NAMES.map((name) => ({ name })));
    expect(await migrate(ownerUrl, MIGRATIONS)).toEqual([]);
  });

  it('can each be undone and done again, and leave nothing behind', async () => {
    const { ownerUrl } = await anEmptyDatabase();
    await asOwner(ownerUrl, ensureRoles);
    const shapes = [await ask(ownerUrl, SHAPE)];
    for (let count = 1; count <= MIGRATIONS.length; count++) {
      await withMigrations(ownerUrl, count, (dataSource) => dataSource.runMigrations());
      shapes.push(await ask(ownerUrl, SHAPE));
      const isSame = isDeepStrictEqual(shapes[count], shapes[count - 1]);
      expect([NAMES[count - 1], isSame]).toEqual([NAMES[count - 1], OF_DATA_ALONE.includes(NAMES[count - 1]!)]);
    }
    for (let count = MIGRATIONS.length; count > 0; count--) {
      await withMigrations(ownerUrl, count, (dataSource) => dataSource.undoLastMigration());
      expect({ count, shape: await ask(ownerUrl, SHAPE) }).toEqual({ count, shape: shapes[count - 1] });
    }
    expect(await migrate(ownerUrl, MIGRATIONS)).toEqual(NAMES);
    expect(await ask(ownerUrl, SHAPE)).toEqual(shapes.at(-1));
  });
});

describe('one login for everything, which is no superuser', () => {
  let home: string;
  let server: EmbeddedPostgres;
  let service: ServiceProcess | undefined;

  beforeAll(async () => {
    home = await mkdtemp(join(await realpath(tmpdir()), 'ketnoi-one-login-'));
    await chmod(home, 0o755);
    server = await openEmbeddedPostgres({ home, log: () => undefined, durable: false });
  });
  afterAll(async () => {
    await service?.kill();
    await server?.close();
    if (home) await rm(home, { recursive: true, force: true });
  });

  it('migrates, steps down to the application’s role, and serves', async () => {
    const { host } = new URL(server.superuserUrl);
    const url = `postgres://tenant:tenant@${host}/tenant`;
    const superuser = new Client({ connectionString: server.superuserUrl });
    await superuser.connect();
    // A server that has never heard of our roles.
    const databases = await superuser.query<{ datname: string }>(
      `SELECT datname FROM pg_database WHERE datname LIKE 'ketnoi%'`,
    );
    for (const { datname } of databases.rows) await superuser.query(`DROP DATABASE ${datname}`);
    for (const role of [...ACTOR_ROLES, APPLICATION_ROLE, QUEUE_ROLE]) {
      await superuser.query(`DROP ROLE IF EXISTS ${role}`);
    }
    await superuser.query(`CREATE ROLE tenant LOGIN CREATEROLE PASSWORD 'tenant'`);
    await superuser.query('CREATE DATABASE tenant OWNER tenant');
    await superuser.end();

    service = await ServiceProcess.start('src/cli.js', ['serve', '--port', '0'], {
      NODE_ENV: 'test',
      DATABASE_URL: url,
    });
    await service.running();
    const api = /running at (http:\/\/[^/]+)/.exec(service.stderr)![1]!;
    expect((await fetch(`${api}/readyz`)).status).toBe(200);
    const { result } = await new TestClient(api).data(SIGN_UP_SUPPLIER, { input: aSignUp() });
    expect(result.userErrors).toEqual([]);
    const roles = await ask(
      url,
      `SELECT DISTINCT application_name AS name, usename AS login FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'ketnoi'`,
    );
    expect(roles).toEqual([{ name: 'ketnoi', login: 'tenant' }]);
    // Even the owner of the tables sees nothing before it takes the role of somebody who may.
    expect(await ask(url, 'SELECT * FROM person')).toEqual([]);
    expect(
      await ask(url, `SELECT pg_get_userbyid(relowner) AS owner FROM pg_class WHERE oid = 'person'::regclass`),
    ).toEqual([{ owner: 'tenant' }]);
  });
});

describe('roles that were made by hand', () => {
  it('are asked for by name where one is missing that this build needs, and nothing is changed', async () => {
    const home = await mkdtemp(join(await realpath(tmpdir()), 'ketnoi-roles-by-hand-'));
    await chmod(home, 0o755);
    const server = await openEmbeddedPostgres({ home, log: () => undefined, durable: false });
    try {
      const login = (user: string) => `postgres://${user}:${user}@${new URL(server.superuserUrl).host}/by_hand`;
      await asOwner(server.superuserUrl, async (superuser) => {
        const { rows } = await superuser.query(`SELECT datname FROM pg_database WHERE datname LIKE 'ketnoi%'`);
        for (const { datname } of rows) await superuser.query(`DROP DATABASE ${datname}`);
        for (const role of [...ACTOR_ROLES, APPLICATION_ROLE, QUEUE_ROLE]) {
          await superuser.query(`DROP ROLE IF EXISTS ${role}`);
        }
        await superuser.query(`CREATE ROLE owner LOGIN PASSWORD 'owner'`);
        await superuser.query(`CREATE ROLE ${APPLICATION_ROLE} LOGIN PASSWORD '${APPLICATION_ROLE}'`);
        const others = [QUEUE_ROLE, ...ACTOR_ROLES].filter((role) => role !== ROLE_OF.BOUNDED_AUTHORITY);
        for (const role of others) {
          await superuser.query(`CREATE ROLE ${role}; GRANT ${role} TO ${APPLICATION_ROLE} WITH INHERIT FALSE`);
        }
        await superuser.query(`GRANT ${ROLE_OF.SYSTEM}, ${QUEUE_ROLE} TO owner`);
        await superuser.query('CREATE DATABASE by_hand OWNER owner');
      });
      const environment = { DATABASE_URL: login(APPLICATION_ROLE), DATABASE_OWNER_URL: login('owner') };
      const before = await ask(login('owner'), SHAPE);
      for (const [file, args] of [
        ['src/migrate.js', []],
        ['src/cli.js', ['serve', '--port', '0']],
      ] as const) {
        const started = await ServiceProcess.start(file, [...args], { NODE_ENV: 'test', ...environment });
        expect({ file, ...(await started.ended) }).toEqual({ file, code: expect.any(Number), signal: null });
        const said = started.stderr + JSON.stringify(started.log);
        expect(said).toContain(`the role ${ROLE_OF.BOUNDED_AUTHORITY} is missing and owner may not make it`);
        expect(said).toContain(
          `CREATE ROLE ${ROLE_OF.BOUNDED_AUTHORITY}; GRANT ${ROLE_OF.BOUNDED_AUTHORITY} TO ${APPLICATION_ROLE}`,
        );
        expect((await started.ended).code).not.toBe(0);
        expect(await ask(login('owner'), SHAPE)).toEqual(before);
      }
    } finally {
      await server.close();
      await rm(home, { recursive: true, force: true });
    }
  });
});

async function asOwner<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const ask = (url: string, sql: string): Promise<object[]> =>
  asOwner(url, async (client) => (await client.query(sql)).rows);

/** As a build would that knows only the first so many. */
async function withMigrations(url: string, count: number, work: (dataSource: DataSource) => Promise<unknown>) {
  const dataSource = new DataSource({
    type: 'postgres',
    url,
    migrations: MIGRATIONS.slice(0, count),
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
  });
  await dataSource.initialize();
  try {
    await work(dataSource);
  } finally {
    await dataSource.destroy();
  }
}
