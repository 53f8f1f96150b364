import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which privacy notice somebody was shown, and to what they consented, from when to when. */
export class KeepWhatPeopleDeclare1764250010000 implements MigrationInterface {
  name = 'KeepWhatPeopleDeclare1764250010000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE privacy_declaration (
        id           uuid        CONSTRAINT privacy_declaration_pkey PRIMARY KEY,
        person_id    uuid        NOT NULL CONSTRAINT privacy_declaration_person REFERENCES person,
        about        text        NOT NULL,
        version      integer     NOT NULL,
        language     text        NOT NULL,
        made_at      timestamptz NOT NULL DEFAULT now(),
        made_in      text        NOT NULL,
        withdrawn_at timestamptz
      );
      COMMENT ON TABLE privacy_declaration IS 'What people have declared of the processing of their data';
      COMMENT ON COLUMN privacy_declaration.about IS 'NOTICE: they were shown it; else the purpose that they consented to';
      COMMENT ON COLUMN privacy_declaration.version IS 'Of the notice or of the purpose, as it was shown';
      COMMENT ON COLUMN privacy_declaration.language IS 'In which it was shown';
      COMMENT ON COLUMN privacy_declaration.made_in IS 'Where it was declared: SIGN_UP, INVITATION, ACCOUNT';
      CREATE INDEX privacy_declaration_of_person ON privacy_declaration (person_id, id);
      CREATE UNIQUE INDEX privacy_declaration_stands_once ON privacy_declaration (person_id, about, version) WHERE withdrawn_at IS NULL;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE privacy_declaration');
  }
}
