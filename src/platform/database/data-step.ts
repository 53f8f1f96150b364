import type { QueryRunner } from 'typeorm';
import { ROLE_OF } from './roles.js';

export interface DataStep {
  /** Tables that are read or written. */
  tables: readonly string[];
  /** One UPDATE, INSERT or DELETE. */
  change: string;
  parameters?: unknown[];
  /** How many rows it must touch: a number, or a SELECT that counts them beforehand (one column, one row). */
  expected: number | string;
}

/**
 * A step of a migration that changes data. Row-level security binds even the owner of the tables, so that a plain UPDATE of
 * the owner’s touches nothing and says nothing. This one acts as Ketnoi itself, checks that it really sees every row, and
 * fails, undoing the migration, where the count is not the expected one.
 */
export async function changeData(queryRunner: QueryRunner, step: DataStep): Promise<void> {
  const role = ROLE_OF.SYSTEM;
  for (const table of step.tables) await openTo(queryRunner, role, table);
  await queryRunner.query(`SET LOCAL ROLE ${role}`);
  const expected = typeof step.expected === 'number' ? step.expected : await count(queryRunner, step.expected);
  const { affected } = (await queryRunner.query(step.change, step.parameters, true)) as { affected?: number };
  await queryRunner.query('RESET ROLE');
  if (affected !== expected) {
    throw new Error(`A data step touched ${affected ?? 0} rows where ${expected} were expected: ${step.change}`);
  }
}

/**
 * Grants and policies are applied after the last migration, so a table of this run may have none yet, and one of an earlier
 * build those of that build. What is granted here beyond the description is taken back by applying it once more.
 */
async function openTo(queryRunner: QueryRunner, role: string, table: string): Promise<void> {
  await queryRunner.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ${table} TO ${role}`);
  const [row] = (await queryRunner.query(
    `SELECT relrowsecurity AS "isGuarded", EXISTS (
       SELECT FROM pg_policy WHERE polrelid = pg_class.oid AND polname = 'migration_data_step') AS "isOpen"
     FROM pg_class WHERE oid = $1::regclass`,
    [table],
  )) as { isGuarded: boolean; isOpen: boolean }[];
  if (row?.isGuarded && !row.isOpen) {
    await queryRunner.query(`CREATE POLICY migration_data_step ON ${table} TO ${role} USING (true) WITH CHECK (true)`);
  }
  await queryRunner.query('DELETE FROM access_version');
}

async function count(queryRunner: QueryRunner, sql: string): Promise<number> {
  const [row] = (await queryRunner.query(sql)) as Record<string, string>[];
  return Number(Object.values(row ?? {})[0]);
}
