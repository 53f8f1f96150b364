import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Two tabs of one client that refresh at once are no theft. Which client it was is known by a hash. */
export class RememberWhoUsedARefreshToken1764110010000 implements MigrationInterface {
  name = 'RememberWhoUsedARefreshToken1764110010000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE refresh_token ADD COLUMN used_by bytea;
      COMMENT ON COLUMN refresh_token.used_by IS 'SHA-256 of the address and the name of the client that used it';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE refresh_token DROP COLUMN used_by');
  }
}
