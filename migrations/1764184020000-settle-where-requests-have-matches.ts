import type { MigrationInterface, QueryRunner } from 'typeorm';
import { changeData } from '../src/platform/database/data-step.js';

const settled = (table: string, key: string, ofMatch: string): [string, string] => {
  const reached = `SELECT ${ofMatch} AS id, array_agg(DISTINCT area_id ORDER BY area_id) AS area_ids FROM match GROUP BY ${ofMatch}`;
  return [
    `SELECT count(*) FROM ${table} JOIN (${reached}) AS reached ON reached.id = ${table}.${key}`,
    `UPDATE ${table} SET area_ids = reached.area_ids FROM (${reached}) AS reached WHERE reached.id = ${table}.${key}`,
  ];
};

const TABLES: Record<string, [key: string, ofMatch: string]> = {
  component_request: ['id', 'request_id'],
  request_revision: ['request_id', 'request_id'],
  request_line: ['id', 'line_id'],
  match_run: ['line_id', 'line_id'],
};

/** Which areas the requests there are reach, with their lines, revisions and runs. */
export class SettleWhereRequestsHaveMatches1764184020000 implements MigrationInterface {
  name = 'SettleWhereRequestsHaveMatches1764184020000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const [table, [key, ofMatch]] of Object.entries(TABLES)) {
      const [expected, change] = settled(table, key, ofMatch);
      await changeData(queryRunner, { tables: [table, 'match'], expected, change });
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of Object.keys(TABLES)) {
      await changeData(queryRunner, {
        tables: [table],
        expected: `SELECT count(*) FROM ${table} WHERE area_ids <> '{}'`,
        change: `UPDATE ${table} SET area_ids = '{}' WHERE area_ids <> '{}'`,
      });
    }
  }
}
