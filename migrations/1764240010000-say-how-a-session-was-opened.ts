import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A session that a provider has opened ends with it, and acts for nobody else than whose provider it is. */
export class SayHowASessionWasOpened1764240010000 implements MigrationInterface {
  name = 'SayHowASessionWasOpened1764240010000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE session
        ADD COLUMN provider_id uuid CONSTRAINT session_provider REFERENCES sign_in_provider,
        ADD COLUMN has_provider_factor boolean NOT NULL DEFAULT false
          CONSTRAINT session_factor_is_a_providers CHECK (NOT has_provider_factor OR provider_id IS NOT NULL);
      COMMENT ON COLUMN session.provider_id IS 'Who has opened it; null: a password';
      COMMENT ON COLUMN session.has_provider_factor IS 'Whether the provider has seen a second factor that counts here';

      ALTER TABLE sign_in_challenge
        ADD COLUMN provider_id uuid CONSTRAINT sign_in_challenge_provider REFERENCES sign_in_provider;
      COMMENT ON COLUMN sign_in_challenge.provider_id IS 'Who has said who it is; null: a password has';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE sign_in_challenge DROP COLUMN provider_id;
      ALTER TABLE session DROP COLUMN has_provider_factor, DROP COLUMN provider_id;
    `);
  }
}
