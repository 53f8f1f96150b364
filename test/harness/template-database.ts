import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { pino } from 'pino';
import { type EmbeddedPostgres, openEmbeddedPostgres } from '../../src/platform/embedded-postgres/index.js';
import { ROOMS } from '../../src/app.rooms.js';
import { accessOf } from '../../src/platform/room.js';
import { accessHash } from '../../src/platform/database/access/apply-access.js';
import { prepareDatabase } from '../../src/prepare-database.js';
import { shippedTaxonomy } from '../../src/taxonomy/load-taxonomy.js';

/** Spells "TEST": the first test file builds the template, the others wait. */
const TEMPLATE_LOCK = 0x54455354;

/** One server for all test files of this checkout; the last one to close stops it. */
export async function openTestServer(): Promise<EmbeddedPostgres> {
  const home = join(process.cwd(), 'node_modules', '.cache', 'ketnoi-test');
  mkdirSync(home, { recursive: true });
  return openEmbeddedPostgres({ home, log: () => undefined, durable: false });
}

/** The database every test file gets a copy of: built by the real migrations, again whenever they change. */
export async function templateDatabase(server: EmbeddedPostgres): Promise<string> {
  const name = `ketnoi_template_${stateOfTheSchema()}`;
  const client = new Client({ connectionString: server.superuserUrl });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const isThere = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (isThere.rowCount === 0) {
      await dropUnused(client);
      const draft = `ketnoi_draft_${process.pid}`;
      const { ownerUrl } = await server.createDatabase(draft);
      await prepareDatabase(ownerUrl, pino({ level: 'silent' }));
      await client.query(`ALTER DATABASE ${draft} RENAME TO ${name}`);
    }
  } finally {
    await client.end();
  }
  return name;
}

/** Templates of other states, and copies that killed runs have left; what is in use stays. */
async function dropUnused(client: Client): Promise<void> {
  const { rows } = await client.query<{ datname: string }>(
    `SELECT datname FROM pg_database WHERE datname ~ '^ketnoi_(template|draft|copy)_'
       AND NOT EXISTS (SELECT FROM pg_stat_activity WHERE pg_stat_activity.datname = pg_database.datname)`,
  );
  for (const { datname } of rows) await client.query(`DROP DATABASE IF EXISTS "${datname}"`).catch(() => undefined);
}

function stateOfTheSchema(): string {
  const folder = join(process.cwd(), 'migrations');
  const hash = createHash('sha256')
    .update(shippedTaxonomy().version)
    .update(accessHash(accessOf(ROOMS)));
  for (const file of readdirSync(folder).sort()) hash.update(readFileSync(join(folder, file)));
  return hash.digest('hex').slice(0, 16);
}
