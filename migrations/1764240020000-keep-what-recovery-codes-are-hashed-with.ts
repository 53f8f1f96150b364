import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A hash cannot be made anew under another secret, so what it was made with is kept, sealed under the one there is. */
export class KeepWhatRecoveryCodesAreHashedWith1764240020000 implements MigrationInterface {
  name = 'KeepWhatRecoveryCodesAreHashedWith1764240020000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE recovery_code_key (
        id      bytea       CONSTRAINT recovery_code_key_pkey PRIMARY KEY,
        key     bytea       NOT NULL,
        kept_at timestamptz NOT NULL DEFAULT now()
      );
      COMMENT ON TABLE recovery_code_key IS 'What older recovery codes are hashed with, from before Ketnoi''s secret was another one';
      COMMENT ON COLUMN recovery_code_key.key IS 'Sealed under Ketnoi''s secret';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE recovery_code_key');
  }
}
