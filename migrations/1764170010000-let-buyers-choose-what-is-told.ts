import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How much a buyer lets suppliers see of a request. Where there is no row, nothing was chosen, and the usual holds. */
export class LetBuyersChooseWhatIsTold1764170010000 implements MigrationInterface {
  name = 'LetBuyersChooseWhatIsTold1764170010000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE request_disclosure (
        request_id      uuid        CONSTRAINT request_disclosure_pkey PRIMARY KEY,
        organisation_id uuid        NOT NULL,
        before_release  text        NOT NULL CONSTRAINT request_disclosure_before_known
                                    CHECK (before_release IN ('TEASER', 'REQUIREMENTS', 'FULL')),
        after_release   text        NOT NULL CONSTRAINT request_disclosure_after_known
                                    CHECK (after_release IN ('TEASER', 'REQUIREMENTS', 'FULL')),
        is_over         boolean     NOT NULL DEFAULT false,
        changed_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT request_disclosure_request
          FOREIGN KEY (request_id, organisation_id) REFERENCES component_request (id, organisation_id)
      );
      COMMENT ON TABLE request_disclosure IS 'What suppliers are told of a request, as its buyer chose; without a row nothing was chosen';
      COMMENT ON COLUMN request_disclosure.is_over IS 'The request was withdrawn: nobody is told more than the teaser';

      CREATE INDEX match_requests_of_supplier ON match (firm_organisation_id, request_id) WHERE left_at IS NULL;
      CREATE FUNCTION acting_matched_requests() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
        SELECT coalesce(array_agg(DISTINCT request_id), '{}') FROM match
        WHERE firm_organisation_id = acting_organisation() AND left_at IS NULL
      $$;
      COMMENT ON FUNCTION acting_matched_requests IS 'The requests that the acting supplier is a match of';

      CREATE FUNCTION acting_open_lines() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
        SELECT coalesce(array_agg(match.line_id), '{}') FROM request_disclosure AS told JOIN match USING (request_id)
        WHERE match.firm_organisation_id = acting_organisation() AND match.left_at IS NULL AND NOT told.is_over
          AND CASE WHEN match.released_at IS NULL THEN told.before_release ELSE told.after_release END = 'FULL'
      $$;
      COMMENT ON FUNCTION acting_open_lines IS 'The lines that their buyers let the acting supplier see in full';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION acting_open_lines, acting_matched_requests;
      DROP INDEX match_requests_of_supplier;
      DROP TABLE request_disclosure;
    `);
  }
}
