import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An address is in force once a token that was sent to it has come back. */
export class ChangeAddressesByMail1764120010000 implements MigrationInterface {
  name = 'ChangeAddressesByMail1764120010000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE email_change (
        person_id    uuid        CONSTRAINT email_change_pkey PRIMARY KEY
                                 CONSTRAINT email_change_person REFERENCES person,
        id           uuid        NOT NULL CONSTRAINT email_change_id_once UNIQUE,
        old_email    citext      NOT NULL,
        new_email    citext      NOT NULL,
        hash         bytea       NOT NULL CONSTRAINT email_change_hash_once UNIQUE,
        expires_at   timestamptz NOT NULL,
        used_at      timestamptz,
        asked        integer     NOT NULL DEFAULT 1,
        counted_from timestamptz NOT NULL DEFAULT now()
      );
      COMMENT ON TABLE email_change IS 'The newest address a person wants, until it is confirmed';
      COMMENT ON COLUMN email_change.id IS 'What the token is made from, when its mail is sent';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE email_change');
  }
}
