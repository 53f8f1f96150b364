import type { MigrationInterface, QueryRunner } from 'typeorm';
import { changeData } from '../src/platform/database/data-step.js';

/** When the first part of a request is due, written with its lines, so that requests can be listed by it. */
export class SayWhenARequestIsDue1764000740000 implements MigrationInterface {
  name = 'SayWhenARequestIsDue1764000740000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE component_request ADD COLUMN due_on date;
      COMMENT ON COLUMN component_request.due_on IS 'The earliest last day of delivery of its lines';
    `);
    await changeData(queryRunner, {
      tables: ['component_request', 'request_line'],
      change: `UPDATE component_request SET due_on = first.due_on FROM (${FIRST}) AS first WHERE id = first.request_id`,
      expected: `SELECT count(*) FROM (${FIRST}) AS first`,
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE component_request DROP COLUMN due_on');
  }
}

const FIRST = `SELECT request_id, min((requirements #>> '{value,deliveryWindow,to}')::date) AS due_on FROM request_line
  WHERE removed_at IS NULL AND requirements #>> '{value,deliveryWindow,to}' IS NOT NULL GROUP BY request_id`;
