import type { DatabaseClient } from '../database/client.js';
import { ROLE_OF } from '../database/roles.js';

export interface Table {
  table: string;
  columns: string[];
}

/** Made anew by every build, and told by the header: what has run, and whose grants are in force. */
const LEFT_OUT = ['migration', 'access_version'];

/**
 * Columns that a row is told by. Those that the database reckons are reckoned again; numbers of transactions (xid8) mean nothing on
 * another server, where rows take the number of the transaction that restores them.
 */
const TABLES = `SELECT pg_class.relname AS table, array_agg(attname::text ORDER BY attnum) AS columns
  FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
  WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND NOT relname = ANY($1)
    AND attnum > 0 AND NOT attisdropped AND attgenerated = '' AND atttypid <> 'xid8'::regtype
    AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_class.oid AND deptype = 'e')
  GROUP BY pg_class.relname ORDER BY pg_class.relname`;

const REFERENCES = `SELECT DISTINCT one.relname AS from, other.relname AS to
  FROM pg_constraint JOIN pg_class AS one ON one.oid = conrelid JOIN pg_class AS other ON other.oid = confrelid
  WHERE contype = 'f' AND connamespace = 'public'::regnamespace AND conrelid <> confrelid`;

/** Those that others refer to come first; where two refer to each other, by name. */
export async function tablesInOrder(client: DatabaseClient): Promise<Table[]> {
  const { rows: tables } = await client.query<Table>(TABLES, [LEFT_OUT]);
  const { rows: references } = await client.query<{ from: string; to: string }>(REFERENCES);
  const ordered: Table[] = [];
  const left = new Map(tables.map((table) => [table.table, table]));
  while (left.size > 0) {
    const isReady = ({ table }: Table) => !references.some(({ from, to }) => from === table && left.has(to));
    const [next = [...left.values()][0]!] = [...left.values()].filter(isReady);
    left.delete(next.table);
    ordered.push(next);
  }
  return ordered;
}

/**
 * Row-level security binds the owner, too, and would leave rows out without a word. Ketnoi itself may read every row of every
 * table: that this is so is asked of the policies that are in force, not of those that should be.
 */
const NOT_WHOLLY_READ = `SELECT relname AS table FROM pg_class
  WHERE relnamespace = 'public'::regnamespace AND relname = ANY($1) AND NOT (
    has_table_privilege($2, pg_class.oid, 'SELECT') AND (NOT relrowsecurity OR (
      EXISTS (SELECT FROM pg_policy WHERE polrelid = pg_class.oid AND polpermissive AND polcmd IN ('r', '*')
        AND polroles && ARRAY[0, to_regrole($2)::oid] AND pg_get_expr(polqual, polrelid) = 'true')
      AND NOT EXISTS (SELECT FROM pg_policy WHERE polrelid = pg_class.oid AND NOT polpermissive AND polcmd IN ('r', '*')
        AND polroles && ARRAY[0, to_regrole($2)::oid]))))
  ORDER BY relname`;

/** Of the tables those of which `readAsKetnoi` would not read every row. */
export async function notWhollyRead(client: DatabaseClient, tables: readonly Table[]): Promise<string[]> {
  const names = tables.map(({ table }) => table);
  const { rows } = await client.query<{ table: string }>(NOT_WHOLLY_READ, [names, ROLE_OF.SYSTEM]);
  return rows.map(({ table }) => table);
}
