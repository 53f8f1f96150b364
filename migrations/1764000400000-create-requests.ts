import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Component requests with their lines and published revisions. A request is confidential: its own organisation reads
 * and writes it, the authority reads it from its first publishing on, suppliers see nothing of it. A line carries its
 * organisation too, tied to its request's, so that no policy has to look anywhere else to say whose it is.
 */
export class CreateRequests1764000400000 implements MigrationInterface {
  name = 'CreateRequests1764000400000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE component_request (
        id                 uuid        CONSTRAINT component_request_pkey PRIMARY KEY,
        organisation_id    uuid        NOT NULL CONSTRAINT component_request_organisation_fkey REFERENCES organisation,
        status             text        NOT NULL
                                       CONSTRAINT component_request_status_known
                                       CHECK (status IN ('DRAFT', 'PUBLISHED', 'CLOSED', 'WITHDRAWN')),
        revision           integer     NOT NULL DEFAULT 0,
        version            integer     NOT NULL DEFAULT 1,
        title              text,
        description        text,
        excluded_tax_codes text[]      NOT NULL DEFAULT '{}',
        created_at         timestamptz NOT NULL DEFAULT now(),
        updated_at         timestamptz NOT NULL DEFAULT now(),
        published_at       timestamptz,
        closed_at          timestamptz,
        withdrawn_at       timestamptz,
        CONSTRAINT component_request_organisation_unique UNIQUE (id, organisation_id),
        CONSTRAINT component_request_published CHECK ((revision > 0) = (published_at IS NOT NULL)),
        CONSTRAINT component_request_draft CHECK (status <> 'DRAFT' OR revision = 0)
      );
      COMMENT ON TABLE component_request IS 'A buyer’s need; published_at: first publishing, revision: the one that stands';
      CREATE INDEX component_request_organisation ON component_request (organisation_id, id);
      CREATE INDEX component_request_status ON component_request (status, id);

      CREATE TABLE request_line (
        id              uuid        CONSTRAINT request_line_pkey PRIMARY KEY,
        request_id      uuid        NOT NULL,
        organisation_id uuid        NOT NULL,
        position        integer     NOT NULL CONSTRAINT request_line_position_positive CHECK (position > 0),
        revision        integer     NOT NULL DEFAULT 0,
        title           text,
        part_number     text,
        drawing_number  text,
        hs_code         text,
        description     text,
        operations      jsonb       NOT NULL CONSTRAINT request_line_operations_versioned CHECK (operations ? 'v'),
        requirements    jsonb       NOT NULL CONSTRAINT request_line_requirements_versioned CHECK (requirements ? 'v'),
        delivery_place  jsonb       CONSTRAINT request_line_delivery_place_versioned CHECK (delivery_place ? 'v'),
        removed_at      timestamptz,
        CONSTRAINT request_line_request_fkey
          FOREIGN KEY (request_id, organisation_id) REFERENCES component_request (id, organisation_id)
      );
      COMMENT ON TABLE request_line IS 'One part of a request, under one id through all revisions; revision: since when it has asked for the same';
      CREATE INDEX request_line_request ON request_line (request_id, position);

      CREATE TABLE request_revision (
        request_id      uuid        NOT NULL,
        revision        integer     NOT NULL CONSTRAINT request_revision_positive CHECK (revision > 0),
        organisation_id uuid        NOT NULL,
        content         jsonb       NOT NULL CONSTRAINT request_revision_content_versioned CHECK (content ? 'v'),
        published_at    timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT request_revision_pkey PRIMARY KEY (request_id, revision),
        CONSTRAINT request_revision_request_fkey
          FOREIGN KEY (request_id, organisation_id) REFERENCES component_request (id, organisation_id)
      );
      COMMENT ON TABLE request_revision IS 'Each published revision in full; appended, never edited';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE request_revision, request_line, component_request');
  }
}
