import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who has asked to be erased, until when that may be taken back, and when it was done. */
export class LetPeopleBeErased1764200040000 implements MigrationInterface {
  name = 'LetPeopleBeErased1764200040000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE person ADD COLUMN erased_at timestamptz,
        ADD CONSTRAINT person_erased_whole CHECK (erased_at IS NULL OR (email IS NULL AND name = ''));
      COMMENT ON COLUMN person.erased_at IS 'Since when the row tells of nobody; the id goes on saying who is one and the same';
      CREATE TABLE erasure (
        id           uuid        CONSTRAINT erasure_pkey PRIMARY KEY,
        person_id    uuid        NOT NULL CONSTRAINT erasure_person REFERENCES person,
        asked_at     timestamptz NOT NULL DEFAULT now(),
        due_at       timestamptz NOT NULL,
        cancelled_at timestamptz,
        done_at      timestamptz
      );
      COMMENT ON TABLE erasure IS 'Who has asked to be erased';
      COMMENT ON COLUMN erasure.due_at IS 'Until then it may be taken back';
      CREATE UNIQUE INDEX erasure_open_once ON erasure (person_id) WHERE cancelled_at IS NULL AND done_at IS NULL;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE erasure;
      ALTER TABLE person DROP CONSTRAINT person_erased_whole, DROP COLUMN erased_at;
    `);
  }
}
