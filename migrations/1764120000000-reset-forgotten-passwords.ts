import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One row for each address that was asked for, whether or not anybody has it: a new token takes the place of the one before. */
export class ResetForgottenPasswords1764120000000 implements MigrationInterface {
  name = 'ResetForgottenPasswords1764120000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE password_reset (
        email           citext      CONSTRAINT password_reset_pkey PRIMARY KEY,
        id              uuid        NOT NULL CONSTRAINT password_reset_id_once UNIQUE,
        hash            bytea       NOT NULL CONSTRAINT password_reset_hash_once UNIQUE,
        expires_at      timestamptz NOT NULL,
        used_at         timestamptz,
        asked           integer     NOT NULL DEFAULT 1,
        counted_from    timestamptz NOT NULL DEFAULT now()
      );
      COMMENT ON TABLE password_reset IS 'The newest token for an address, as its SHA-256, and how often one was asked for lately';
      COMMENT ON COLUMN password_reset.id IS 'What the token is made from, when its mail is sent';
      CREATE INDEX password_reset_age ON password_reset (expires_at);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE password_reset');
  }
}
