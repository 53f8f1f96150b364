import { createHash } from 'node:crypto';
import { asOwner, type DatabaseClient } from '../client.js';
import { printAccess } from './print-access.js';
import { dropViews, printViews } from './print-views.js';
import type { TableAccess } from './table-access.js';

/** Spells "ACCE": one process applies at a time. */
const ACCESS_LOCK = 0x41434345;

/**
 * Brings grants, policies and views to what the build describes, as the owner of the tables and in one transaction; does nothing
 * where that has been done. A table of ours that nobody described is an error: it would be open to nobody and missed.
 * Returns whether it wrote.
 */
export async function applyAccess(ownerUrl: string, tables: readonly TableAccess[]): Promise<boolean> {
  return asOwner(ownerUrl, 'ketnoi-access', async (client) => {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [ACCESS_LOCK]);
    const statements = printed(tables);
    const hash = hashOf(statements);
    const wasApplied = await isApplied(client, hash);
    if (!wasApplied) await replace(client, tables, statements, hash);
    await client.query('COMMIT');
    return !wasApplied;
  });
}

/** What stands in `access_version` where this description has been applied. */
export const accessHash = (tables: readonly TableAccess[]): string => hashOf(printed(tables));

const printed = (tables: readonly TableAccess[]): string[] => [
  ...tables.flatMap(printAccess),
  ...dropViews(),
  ...printViews(tables),
];

const hashOf = (statements: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(statements)).digest('hex');

async function isApplied(client: DatabaseClient, hash: string): Promise<boolean> {
  const { rows } = await client.query<{ hash: string }>('SELECT hash FROM access_version');
  return rows[0]?.hash === hash;
}

async function replace(
  client: DatabaseClient,
  tables: readonly TableAccess[],
  statements: readonly string[],
  hash: string,
): Promise<void> {
  const { rows: undescribed } = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
       AND NOT relname = ANY($1) ORDER BY 1`,
    [tables.map(({ table }) => table)],
  );
  if (undescribed.length > 0) {
    throw new Error(`Nobody says who may see the tables ${undescribed.map(({ name }) => name).join(', ')}`);
  }
  const { rows: former } = await client.query<{ drop: string }>(
    `SELECT format('DROP POLICY %I ON %I', polname, relname) AS drop
     FROM pg_policy JOIN pg_class ON pg_class.oid = polrelid WHERE relnamespace = 'public'::regnamespace`,
  );
  await client.query([...former.map(({ drop }) => drop), ...statements].join(';\n'));
  await client.query('DELETE FROM access_version');
  await client.query('INSERT INTO access_version (hash) VALUES ($1)', [hash]);
}
