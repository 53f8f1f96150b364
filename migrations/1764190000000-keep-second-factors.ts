import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Beside the password: an authenticator app, and codes on paper for when it is lost. */
export class KeepSecondFactors1764190000000 implements MigrationInterface {
  name = 'KeepSecondFactors1764190000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE second_factor (
        person_id    uuid        CONSTRAINT second_factor_pkey PRIMARY KEY
                                 CONSTRAINT second_factor_person REFERENCES person,
        secret       bytea       NOT NULL,
        made_at      timestamptz NOT NULL DEFAULT now(),
        confirmed_at timestamptz,
        last_step    bigint      NOT NULL DEFAULT 0
      );
      COMMENT ON TABLE second_factor IS 'The authenticator app of a person: in force once a first code of it has come back';
      COMMENT ON COLUMN second_factor.secret IS 'What codes are made from, sealed under Ketnoi''s secret';
      COMMENT ON COLUMN second_factor.last_step IS 'Of the newest code that was taken: no code of it or before is good any more';

      CREATE TABLE recovery_code (
        person_id uuid CONSTRAINT recovery_code_person REFERENCES person,
        hash      bytea,
        CONSTRAINT recovery_code_pkey PRIMARY KEY (person_id, hash)
      );
      COMMENT ON TABLE recovery_code IS 'What is left of a person''s codes for when the app is lost; one that is used is gone';

      CREATE TABLE sign_in_challenge (
        hash            bytea       CONSTRAINT sign_in_challenge_pkey PRIMARY KEY,
        person_id       uuid        NOT NULL CONSTRAINT sign_in_challenge_person REFERENCES person,
        organisation_id uuid        NOT NULL CONSTRAINT sign_in_challenge_organisation REFERENCES organisation,
        expires_at      timestamptz NOT NULL
      );
      CREATE INDEX sign_in_challenge_person ON sign_in_challenge (person_id);
      COMMENT ON TABLE sign_in_challenge IS 'Sign-ins with the right password that wait for a code';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE sign_in_challenge, recovery_code, second_factor');
  }
}
