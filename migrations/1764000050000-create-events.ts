import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What has happened, and how far each follower has read. No foreign keys: an event outlives what it tells of. The
 * transaction’s number is the database’s own (`xid` cannot be written), because the order of reading rests on it.
 */
export class CreateEvents1764000050000 implements MigrationInterface {
  name = 'CreateEvents1764000050000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE event (
        id              uuid        CONSTRAINT event_pkey PRIMARY KEY,
        xid             xid8        NOT NULL DEFAULT pg_current_xact_id(),
        type            text        NOT NULL,
        version         smallint    NOT NULL,
        subject_type    text        NOT NULL,
        subject_id      uuid        NOT NULL,
        firm_id         uuid,
        request_id      uuid,
        line_id         uuid,
        organisation_id uuid,
        actor_kind      text        NOT NULL DEFAULT acting_kind(),
        person_id       uuid        DEFAULT acting_person(),
        at              timestamptz NOT NULL DEFAULT now(),
        data            jsonb       NOT NULL
      );
      COMMENT ON TABLE event IS 'What has happened: appended with the change itself, read in the order (xid, id)';
      COMMENT ON COLUMN event.xid IS 'The transaction that appended it; readable once every transaction up to it has ended';
      COMMENT ON COLUMN event.organisation_id IS 'The organisation it concerns, which need not be the one that acted';
      COMMENT ON COLUMN event.data IS 'Ids, codes and keys before and after; no personal data, no prose';
      CREATE UNIQUE INDEX event_position ON event (xid, id);
      CREATE INDEX event_organisation ON event (organisation_id, id) WHERE organisation_id IS NOT NULL;
      CREATE INDEX event_firm ON event (firm_id, id) WHERE firm_id IS NOT NULL;
      CREATE INDEX event_request ON event (request_id, id) WHERE request_id IS NOT NULL;

      CREATE TABLE event_follower (
        name        text        CONSTRAINT event_follower_pkey PRIMARY KEY,
        xid         xid8        NOT NULL DEFAULT '0',
        event_id    uuid        NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
        advanced_at timestamptz NOT NULL DEFAULT now()
      );
      COMMENT ON TABLE event_follower IS 'How far each follower has read: the position of the last event whose effects are kept';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE event_follower, event');
  }
}
