import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Drawings of lines, the authorities that may read them, and who has read which. */
export class AttachDrawings1764170030000 implements MigrationInterface {
  name = 'AttachDrawings1764170030000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE request_line ADD CONSTRAINT request_line_of_request UNIQUE (id, request_id, organisation_id);
      CREATE TABLE drawing (
        id              uuid        CONSTRAINT drawing_pkey PRIMARY KEY,
        line_id         uuid        NOT NULL,
        request_id      uuid        NOT NULL,
        organisation_id uuid        NOT NULL,
        file_id         uuid        NOT NULL,
        attached_by     uuid        NOT NULL,
        attached_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
        removed_at      timestamptz,
        CONSTRAINT drawing_line FOREIGN KEY (line_id, request_id, organisation_id)
          REFERENCES request_line (id, request_id, organisation_id),
        CONSTRAINT drawing_file FOREIGN KEY (file_id, organisation_id) REFERENCES stored_file (id, organisation_id)
      );
      COMMENT ON TABLE drawing IS 'A file that shows how a part is made, with its line; removed ones stay for who has read them';
      CREATE UNIQUE INDEX drawing_once ON drawing (line_id, file_id) WHERE removed_at IS NULL;
      CREATE INDEX drawing_of_line ON drawing (line_id, request_id, organisation_id);
      CREATE INDEX drawing_of_file ON drawing (file_id, organisation_id);

      CREATE TABLE drawing_grant (
        id              uuid        CONSTRAINT drawing_grant_pkey PRIMARY KEY,
        request_id      uuid        NOT NULL,
        organisation_id uuid        NOT NULL,
        authority_id    uuid        NOT NULL,
        authority_name  text        NOT NULL,
        granted_by      uuid        NOT NULL,
        granted_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
        revoked_at      timestamptz,
        CONSTRAINT drawing_grant_request
          FOREIGN KEY (request_id, organisation_id) REFERENCES component_request (id, organisation_id)
      );
      COMMENT ON TABLE drawing_grant IS 'An authority that a buyer lets read the drawings of a request';
      CREATE UNIQUE INDEX drawing_grant_standing ON drawing_grant (authority_id, request_id) WHERE revoked_at IS NULL;
      CREATE INDEX drawing_grant_of_request ON drawing_grant (request_id, organisation_id);

      CREATE TABLE drawing_read (
        id                     uuid        CONSTRAINT drawing_read_pkey PRIMARY KEY,
        drawing_id             uuid        NOT NULL CONSTRAINT drawing_read_drawing REFERENCES drawing,
        organisation_id        uuid        NOT NULL,
        reader_organisation_id uuid        NOT NULL,
        reader_name            text        NOT NULL,
        read_by                uuid        NOT NULL,
        read_at                timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      COMMENT ON TABLE drawing_read IS 'Who was handed a drawing; written before the first byte leaves, never edited';
      COMMENT ON COLUMN drawing_read.organisation_id IS 'The buyer’s';
      COMMENT ON COLUMN drawing_read.reader_name IS 'Of the organisation that read, as it was called then';
      CREATE INDEX drawing_read_of_drawing ON drawing_read (drawing_id, id);

      CREATE FUNCTION acting_drawn_lines() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
        SELECT coalesce(array_agg(line_id), '{}') FROM match
        WHERE firm_organisation_id = acting_organisation() AND left_at IS NULL AND released_at IS NOT NULL
          AND line_id = ANY (acting_open_lines())
      $$;
      COMMENT ON FUNCTION acting_drawn_lines IS 'The lines whose drawings the acting supplier may read: open to it, and released';

      CREATE FUNCTION acting_granted_requests() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
        SELECT coalesce(array_agg(request_id), '{}') FROM drawing_grant
        WHERE authority_id = acting_organisation() AND revoked_at IS NULL
      $$;
      COMMENT ON FUNCTION acting_granted_requests IS 'The requests whose drawings the acting official’s authority may read';

      CREATE FUNCTION acting_drawings() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
        SELECT coalesce(array_agg(file_id), '{}') FROM drawing WHERE removed_at IS NULL
      $$;
      COMMENT ON FUNCTION acting_drawings IS 'The files of the drawings that whoever acts may read';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION acting_drawings, acting_granted_requests, acting_drawn_lines;
      DROP TABLE drawing_read, drawing_grant, drawing;
      ALTER TABLE request_line DROP CONSTRAINT request_line_of_request;
    `);
  }
}
