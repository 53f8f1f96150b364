import { Client } from 'pg';
import { TABLES } from './access-matrix.js';

/** What the database says of its own indexes, foreign keys and functions. */
export interface Declared {
  /** Those that hold up no promise by themselves: neither primary key nor unique nor exclusion. */
  indexes: string[];
  /** The look-up that the database makes where a row that others refer to goes or gets another key. */
  checks: { name: string; sql: string }[];
  /** Functions in SQL that read tables, for policies: a plan does not show what happens within them. */
  functions: { name: string; sql: string }[];
}

interface ForeignKey {
  name: string;
  child: string;
  parent: string;
  columns: string[];
  cascades: boolean;
}

export async function declaredIn(superuserUrl: string): Promise<Declared> {
  const client = new Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const indexes = await client.query<{ name: string }>(
      `SELECT indexrelid::regclass::text AS name FROM pg_index JOIN pg_class ON pg_class.oid = indrelid
       WHERE relnamespace = 'public'::regnamespace AND NOT (indisprimary OR indisunique OR indisexclusion) ORDER BY 1`,
    );
    const keys = await client.query<ForeignKey>(
      `SELECT conname AS name, conrelid::regclass::text AS child, confrelid::regclass::text AS parent,
         ARRAY(SELECT attname::text FROM unnest(conkey) AS key JOIN pg_attribute ON attrelid = conrelid AND attnum = key) AS columns,
         confupdtype = 'c' OR confdeltype = 'c' AS cascades
       FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace ORDER BY 1`,
    );
    const functions = await client.query<{ name: string; sql: string }>(
      `SELECT proname AS name, prosrc AS sql FROM pg_proc JOIN pg_language ON pg_language.oid = prolang
       WHERE pronamespace = 'public'::regnamespace AND lanname = 'sql' AND pronargs = 0 AND prosrc ~ '\\mFROM\\M' ORDER BY 1`,
    );
    return {
      indexes: indexes.rows.map(({ name }) => name),
      checks: keys.rows.filter(isEverLookedUp).map(({ name, child, columns }) => ({
        name,
        sql: `SELECT 1 FROM ONLY ${child} WHERE ${columns.map((column, at) => `${column} = $${at + 1}`).join(' AND ')} FOR KEY SHARE`,
      })),
      functions: functions.rows,
    };
  } finally {
    await client.end();
  }
}

/** Only where somebody may remove rows that are referred to, or the reference follows their keys. */
const isEverLookedUp = ({ parent, cascades }: ForeignKey): boolean => cascades || TABLES[parent]?.remove !== undefined;
