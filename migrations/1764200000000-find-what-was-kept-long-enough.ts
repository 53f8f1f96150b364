import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Rows that were kept long enough go by a routine that reads each table by age. A table of a few rows is read whole; these may have
 * a million.
 */
export class FindWhatWasKeptLongEnough1764200000000 implements MigrationInterface {
  name = 'FindWhatWasKeptLongEnough1764200000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE INDEX session_age ON session (expires_at);
      CREATE INDEX refresh_token_used ON refresh_token (used_at) WHERE used_at IS NOT NULL;
      CREATE INDEX email_change_age ON email_change (expires_at);
      CREATE INDEX invitation_age ON invitation (expires_at);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX session_age, refresh_token_used, email_change_age, invitation_age');
  }
}
