import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Certificates in the order in which they run out; those without a last day come last, and the id tells apart those of one day. */
export class SortCertificatesByTheirLastDay1764000743000 implements MigrationInterface {
  name = 'SortCertificatesByTheirLastDay1764000743000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP INDEX certificate_valid_to;
      CREATE INDEX certificate_last_day ON certificate (coalesce(valid_to, 'infinity'), id) WHERE withdrawn_at IS NULL;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP INDEX certificate_last_day;
      CREATE INDEX certificate_valid_to ON certificate (valid_to) WHERE withdrawn_at IS NULL;
    `);
  }
}
