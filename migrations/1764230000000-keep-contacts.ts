import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whom to turn to in a firm or at a buyer, and who may know. */
export class KeepContacts1764230000000 implements MigrationInterface {
  name = 'KeepContacts1764230000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE contact (
        id              uuid        CONSTRAINT contact_pkey PRIMARY KEY,
        organisation_id uuid        NOT NULL CONSTRAINT contact_organisation REFERENCES organisation,
        position        smallint    NOT NULL CONSTRAINT contact_bounded CHECK (position BETWEEN 1 AND 10),
        name            text        NOT NULL,
        job_title       text,
        email           citext      NOT NULL,
        phone           text        CONSTRAINT contact_phone_e164 CHECK (phone ~ '^\\+[1-9][0-9]{6,14}$'),
        languages       text[]      NOT NULL,
        shown           text        NOT NULL CONSTRAINT contact_shown_known CHECK (shown IN ('NEVER', 'AT_RELEASE')),
        revision        integer     NOT NULL DEFAULT 1,
        CONSTRAINT contact_position_once UNIQUE (organisation_id, position)
      );
      COMMENT ON TABLE contact IS 'A person to turn to in an organisation, who need not sign in to Ketnoi';
      COMMENT ON COLUMN contact.position IS 'Its place in the list, which bounds how many there are';
      COMMENT ON COLUMN contact.shown IS 'When the other side of a match is told of it';
      CREATE INDEX contact_of_email ON contact (email);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE contact');
  }
}
