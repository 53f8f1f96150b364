import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An index for each order in which requests are listed: a buyer’s own, and all of them for an authority. */
export class SortRequests1764000741000 implements MigrationInterface {
  name = 'SortRequests1764000741000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE INDEX component_request_changed ON component_request (updated_at, id);
      CREATE INDEX component_request_changed_of ON component_request (organisation_id, updated_at, id);
      CREATE INDEX component_request_due ON component_request (coalesce(due_on, 'infinity'), id);
      CREATE INDEX component_request_due_of ON component_request (organisation_id, coalesce(due_on, 'infinity'), id);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'DROP INDEX component_request_changed, component_request_changed_of, component_request_due, component_request_due_of',
    );
  }
}
