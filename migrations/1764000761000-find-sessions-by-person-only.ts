import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Old sessions are forgotten when their person signs in again; nobody looks for them by their end alone. */
export class FindSessionsByPersonOnly1764000761000 implements MigrationInterface {
  name = 'FindSessionsByPersonOnly1764000761000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX session_expiry');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('CREATE INDEX session_expiry ON session (expires_at)');
  }
}
