import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Copies of all that is kept of a person, made when they ask and kept for some days. */
export class GivePeopleTheirData1764200030000 implements MigrationInterface {
  name = 'GivePeopleTheirData1764200030000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE personal_data_export (
        id              uuid        CONSTRAINT personal_data_export_pkey PRIMARY KEY,
        person_id       uuid        NOT NULL CONSTRAINT personal_data_export_person REFERENCES person,
        organisation_id uuid        NOT NULL CONSTRAINT personal_data_export_organisation REFERENCES organisation,
        asked_at        timestamptz NOT NULL DEFAULT now(),
        made_at         timestamptz,
        file_id         uuid        CONSTRAINT personal_data_export_file REFERENCES stored_file,
        CONSTRAINT personal_data_export_made CHECK ((made_at IS NULL) = (file_id IS NULL))
      );
      COMMENT ON TABLE personal_data_export IS 'Copies that people have asked for of what is kept of them';
      COMMENT ON COLUMN personal_data_export.organisation_id IS 'For which the person acted: the file lies with its files';
      CREATE UNIQUE INDEX personal_data_export_waits_once ON personal_data_export (person_id) WHERE made_at IS NULL;
      CREATE INDEX personal_data_export_of_person ON personal_data_export (person_id, id);
      CREATE INDEX personal_data_export_file_id ON personal_data_export (file_id) WHERE file_id IS NOT NULL;
      CREATE INDEX personal_data_export_age ON personal_data_export (made_at) WHERE made_at IS NOT NULL;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE personal_data_export');
  }
}
