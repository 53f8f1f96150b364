import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whoever guesses closes the door for themselves, and not for the person whose address it is. */
export class CountWrongPasswordsByClient1764110020000 implements MigrationInterface {
  name = 'CountWrongPasswordsByClient1764110020000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE sign_in_failure
        ADD COLUMN guesser text NOT NULL DEFAULT 'unknown',
        ADD COLUMN is_stranger boolean NOT NULL DEFAULT true;
      ALTER TABLE sign_in_failure ALTER COLUMN guesser DROP DEFAULT, ALTER COLUMN is_stranger DROP DEFAULT;
      COMMENT ON COLUMN sign_in_failure.guesser IS 'The device, the person already signed in, or else the address';
      COMMENT ON COLUMN sign_in_failure.is_stranger IS 'Nobody had signed in as this person from there before';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE sign_in_failure DROP COLUMN guesser, DROP COLUMN is_stranger');
  }
}
