import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A firm that is claimed or merged takes along the sites of its certificates, which are looked up by the firm. */
export class FindCertifiedSitesByFirm1764000762000 implements MigrationInterface {
  name = 'FindCertifiedSitesByFirm1764000762000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('CREATE INDEX certificate_site_firm_id ON certificate_site (firm_id)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX certificate_site_firm_id');
  }
}
