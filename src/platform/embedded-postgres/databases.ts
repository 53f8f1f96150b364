import pg from 'pg';
import { SUPERUSER } from './cluster.js';
import { EmbeddedPostgresError } from './errors.js';
import type { Passwords } from './home-folder.js';

/** Owns the database and changes its shape; makes roles and, for tests, databases. */
const OWNER = 'ketnoi_owner';
/** What the application connects as: owns nothing and passes no row security. */
const APP = 'ketnoi_app';
export const DATABASE = 'ketnoi';
const EXTENSIONS = ['pg_trgm', 'unaccent', 'citext', 'btree_gin', 'btree_gist'];
const CONNECT_PATIENCE_MS = 60_000;
const WRONG_PASSWORD = '28P01';

/** Connection strings of a database for the owner and for the application. */
export interface DatabaseUrls {
  ownerUrl: string;
  appUrl: string;
}

/** The roles and databases of a running server, tended as its superuser. */
export class Databases {
  constructor(
    private readonly port: number,
    private readonly passwords: Passwords,
  ) {}

  get superuserUrl(): string {
    return this.url(SUPERUSER, this.passwords.superuser, 'postgres');
  }

  urls(database: string): DatabaseUrls {
    return {
      ownerUrl: this.url(OWNER, this.passwords.owner, database),
      appUrl: this.url(APP, this.passwords.app, database),
    };
  }

  /** Proves that the server is the one on our data, and makes what a first start left to make. */
  async prepare(data: string): Promise<void> {
    const isPrepared = await this.asSuperuser('postgres', async (client) => {
      const { rows } = await client.query<{ data: string; isPrepared: boolean }>(
        `SELECT current_setting('data_directory') AS data,
                EXISTS (SELECT FROM pg_database WHERE datname = $1) AS "isPrepared"`,
        [DATABASE],
      );
      if (rows[0]?.data === data) return rows[0].isPrepared;
      throw new EmbeddedPostgresError(
        'DATA',
        `The server on port ${this.port} runs on ${rows[0]?.data}, not on ${data}.`,
        'Stop that server, or point KETNOI_HOME to another folder.',
      );
    });
    if (!isPrepared) await this.asSuperuser('template1', (client) => this.makeEverything(client));
  }

  /** The database comes last, so where it is there, all is there. What is in `template1` is in each new database. */
  private async makeEverything(client: pg.Client): Promise<void> {
    const roles = [
      [OWNER, 'CREATEROLE CREATEDB', this.passwords.owner],
      [APP, 'NOCREATEROLE NOCREATEDB', this.passwords.app],
    ] as const;
    for (const [name, rights, password] of roles) {
      const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [name]);
      const plain = 'LOGIN NOSUPERUSER NOBYPASSRLS NOREPLICATION';
      const verb = rowCount === 0 ? 'CREATE' : 'ALTER';
      await client.query(`${verb} ROLE ${name} ${plain} ${rights} PASSWORD ${client.escapeLiteral(password)}`);
    }
    for (const extension of EXTENSIONS) await client.query(`CREATE EXTENSION IF NOT EXISTS ${extension}`);
    await client.query(`CREATE DATABASE ${DATABASE} OWNER ${OWNER}`);
  }

  /** Owned by the owner; extensions are in it. A template must have nobody connected to it. */
  async create(name: string, template: string): Promise<DatabaseUrls> {
    await this.asSuperuser('postgres', (client) =>
      client.query(
        `CREATE DATABASE ${client.escapeIdentifier(name)} OWNER ${OWNER} TEMPLATE ${client.escapeIdentifier(template)}`,
      ),
    );
    return this.urls(name);
  }

  /** Also while others are connected to it: they lose their connection. */
  async drop(name: string): Promise<void> {
    await this.asSuperuser('postgres', (client) =>
      client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(name)} WITH (FORCE)`),
    );
  }

  /**
   * A newer server may bring a newer ICU that sorts differently, and indexes sorted the old way would then miss rows:
   * they are built anew. Returns the databases this was needed for.
   */
  async refreshCollations(): Promise<string[]> {
    const outdated = await this.asSuperuser('postgres', (client) =>
      client.query<{ name: string }>(
        `SELECT datname AS name FROM pg_database
         WHERE datallowconn AND datcollversion <> pg_database_collation_actual_version(oid)`,
      ),
    );
    for (const { name } of outdated.rows) {
      await this.asSuperuser(name, async (client) => {
        await client.query('REINDEX DATABASE');
        await client.query(`DO $$ DECLARE collation_name text; BEGIN
          FOR collation_name IN SELECT oid::regcollation FROM pg_collation
            WHERE collversion <> pg_collation_actual_version(oid)
          LOOP EXECUTE 'ALTER COLLATION ' || collation_name || ' REFRESH VERSION'; END LOOP; END $$`);
        await client.query(`ALTER DATABASE ${client.escapeIdentifier(name)} REFRESH COLLATION VERSION`);
      });
    }
    return outdated.rows.map(({ name }) => name);
  }

  private async asSuperuser<T>(database: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
    const connectionString = this.url(SUPERUSER, this.passwords.superuser, database);
    const client = new pg.Client({
      connectionString,
      connectionTimeoutMillis: CONNECT_PATIENCE_MS,
      // Never in a schema with the superuser’s name, which others might make.
      options: '-c search_path=public,pg_temp',
    });
    // A connection lost between two queries shows in the next one.
    client.on('error', () => undefined);
    try {
      await client.connect();
      return await work(client);
    } catch (error) {
      if ((error as { code?: string }).code !== WRONG_PASSWORD) throw error;
      throw new EmbeddedPostgresError(
        'PASSWORDS',
        `The server on port ${this.port} does not accept the password kept in the home folder.`,
        'Restore postgres/passwords.json from your backup, or move the data away to start afresh.',
        { cause: error },
      );
    } finally {
      await client.end();
    }
  }

  private url(user: string, password: string, database: string): string {
    return `postgres://${user}:${password}@127.0.0.1:${this.port}/${encodeURIComponent(database)}`;
  }
}
