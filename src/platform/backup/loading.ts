import type { DatabaseClient } from '../database/client.js';
import type { Manifest } from './archive.js';
import { tablesInOrder } from './tables.js';

interface Constraint {
  table: string;
  name: string;
}

/**
 * While rows come in, nothing reacts to them: what triggers did when they were written is in the archive. Tables come in the order of their
 * references; where two refer to each other, the reference is checked at the end, and every one of them is checked.
 */
export class Loading {
  private constructor(
    private readonly client: DatabaseClient,
    private readonly tables: readonly string[],
    private readonly putOff: readonly Constraint[],
  ) {}

  static async into(client: DatabaseClient): Promise<Loading> {
    const tables = (await tablesInOrder(client)).map(({ table }) => table);
    const putOff = await referencesForward(client, tables);
    for (const { table, name } of putOff) {
      await client.query(`ALTER TABLE "${table}" ALTER CONSTRAINT "${name}" DEFERRABLE INITIALLY DEFERRED`);
    }
    await client.query('SET CONSTRAINTS ALL DEFERRED');
    for (const table of tables) await client.query(`ALTER TABLE "${table}" DISABLE TRIGGER USER`);
    // What a migration has put there is in the archive as well.
    await client.query(`TRUNCATE ${tables.map((table) => `"${table}"`).join(', ')}`);
    return new Loading(client, tables, putOff);
  }

  async finish({ tables, sequences }: Manifest): Promise<void> {
    const { client } = this;
    await client.query('SET CONSTRAINTS ALL IMMEDIATE');
    for (const { table, name } of this.putOff) {
      await client.query(`ALTER TABLE "${table}" ALTER CONSTRAINT "${name}" NOT DEFERRABLE`);
    }
    for (const table of this.tables) await client.query(`ALTER TABLE "${table}" ENABLE TRIGGER USER`);
    for (const { sequence, lastValue, isCalled } of sequences) {
      await client.query('SELECT setval($1::regclass, $2, $3)', [sequence, lastValue, isCalled]);
    }
    // All events are of this transaction now, in the order of their ids.
    await client.query('UPDATE event_follower SET xid = pg_current_xact_id()');
    for (const { table, rows } of tables) {
      const counted = await client.query<{ rows: string }>(`SELECT count(*) AS rows FROM "${table}"`);
      const found = Number(counted.rows[0]!.rows);
      if (found !== rows) throw new Error(`${table} has ${found} rows where the archive has ${rows}`);
    }
  }
}

/** From a table to one that is filled after it. */
async function referencesForward(client: DatabaseClient, tables: readonly string[]): Promise<Constraint[]> {
  const { rows } = await client.query<Constraint & { to: string }>(
    `SELECT one.relname AS table, conname AS name, other.relname AS to
     FROM pg_constraint JOIN pg_class AS one ON one.oid = conrelid JOIN pg_class AS other ON other.oid = confrelid
     WHERE contype = 'f' AND connamespace = 'public'::regnamespace AND NOT condeferrable`,
  );
  return rows.filter(({ table, to }) => tables.indexOf(to) > tables.indexOf(table));
}
