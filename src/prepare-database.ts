import type { Logger } from 'pino';
import { ROOMS } from './app.rooms.js';
import { applyAccess } from './platform/database/access/apply-access.js';
import { isOfNewerBuild, migrate } from './platform/database/migrate.js';
import { accessOf, migrationsOf } from './platform/room.js';
import { shippedTaxonomy } from './taxonomy/load-taxonomy.js';
import { loadTaxonomyTables } from './taxonomy/taxonomy-tables.js';

/** Brings a database to this build’s shape, grants and vocabularies. Every process does it at start; the first one works. */
export async function prepareDatabase(ownerUrl: string, log: Logger): Promise<void> {
  const migrations = migrationsOf(ROOMS);
  const ran = await migrate(ownerUrl, migrations);
  if (ran.length > 0) log.info({ migrations: ran.length }, 'database migrated');
  else if (await isOfNewerBuild(ownerUrl, migrations)) {
    return log.warn('a newer build has changed the database: its grants and vocabularies are left alone');
  }
  const tables = accessOf(ROOMS);
  if (await applyAccess(ownerUrl, tables)) log.info({ tables: tables.length }, 'grants and policies applied');
  const taxonomy = shippedTaxonomy();
  if (await loadTaxonomyTables(ownerUrl, taxonomy)) log.info({ version: taxonomy.version }, 'taxonomy loaded');
}
