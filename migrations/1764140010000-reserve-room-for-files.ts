import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A file is announced before it is sent; what it will take is reserved from then on. */
export class ReserveRoomForFiles1764140010000 implements MigrationInterface {
  name = 'ReserveRoomForFiles1764140010000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE file_quota (
        organisation_id uuid   CONSTRAINT file_quota_pkey PRIMARY KEY
                               CONSTRAINT file_quota_organisation REFERENCES organisation (id),
        reservations    bigint NOT NULL DEFAULT 1
      );
      COMMENT ON TABLE file_quota IS 'One row an organisation, changed by each reservation: of two at once the later counts anew';

      CREATE TABLE file_slot (
        id              uuid        CONSTRAINT file_slot_pkey PRIMARY KEY,
        organisation_id uuid        NOT NULL CONSTRAINT file_slot_organisation REFERENCES organisation (id),
        purpose         text        NOT NULL,
        name            text        NOT NULL,
        media_type      text        NOT NULL,
        size_bytes      integer     NOT NULL CONSTRAINT file_slot_size CHECK (size_bytes > 0),
        expires_at      timestamptz NOT NULL,
        upload          uuid,
        used_at         timestamptz,
        created_by      uuid        NOT NULL DEFAULT acting_person(),
        created_at      timestamptz NOT NULL DEFAULT now()
      );
      COMMENT ON TABLE file_slot IS 'Room for one file that somebody is about to send';
      COMMENT ON COLUMN file_slot.upload IS 'The upload that is under way, of which there is one at a time';
      CREATE INDEX file_slot_open ON file_slot (organisation_id) WHERE used_at IS NULL;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE file_slot, file_quota');
  }
}
