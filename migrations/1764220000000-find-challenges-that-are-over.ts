import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The sign-ins that nobody has given a code for go by age, as everything that is kept for a time. */
export class FindChallengesThatAreOver1764220000000 implements MigrationInterface {
  name = 'FindChallengesThatAreOver1764220000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('CREATE INDEX sign_in_challenge_age ON sign_in_challenge (expires_at)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX sign_in_challenge_age');
  }
}
