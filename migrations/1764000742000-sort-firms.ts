import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An index for each order in which firms are listed. Names are sorted as Vietnamese dictionaries sort them. */
export class SortFirms1764000742000 implements MigrationInterface {
  name = 'SortFirms1764000742000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE INDEX firm_name ON firm (name COLLATE "vi-x-icu", id);
      CREATE INDEX firm_changed ON firm (updated_at, id);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX firm_name, firm_changed');
  }
}
