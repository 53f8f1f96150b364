import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Runs and their matches. Both carry the organisations they concern, so that row-level security needs no join: the buyer
 * sees what was released to it, a supplier what concerns its own firm, the authority everything.
 */
export class CreateMatching1764000500000 implements MigrationInterface {
  name = 'CreateMatching1764000500000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE match_run (
        id                    uuid        CONSTRAINT match_run_pkey PRIMARY KEY,
        line_id               uuid        NOT NULL CONSTRAINT match_run_line REFERENCES request_line (id),
        request_id            uuid        NOT NULL CONSTRAINT match_run_request REFERENCES component_request (id),
        buyer_organisation_id uuid        NOT NULL,
        revision              integer     NOT NULL,
        is_current            boolean     NOT NULL DEFAULT true,
        outbox_id             uuid        NOT NULL,
        attempt               integer     NOT NULL,
        as_of                 date        NOT NULL,
        algorithm_version     text        NOT NULL,
        taxonomy_version      text        NOT NULL,
        weights               jsonb       NOT NULL,
        input_hash            text        NOT NULL,
        firms_considered      integer     NOT NULL,
        counts                jsonb       NOT NULL,
        matches_kept          integer     NOT NULL,
        started_at            timestamptz NOT NULL,
        finished_at           timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      COMMENT ON TABLE match_run IS 'One computation for one line, with the versions that produced it';
      CREATE UNIQUE INDEX match_run_current ON match_run (line_id) WHERE is_current;
      CREATE INDEX match_run_of_request ON match_run (request_id, revision);

      CREATE TABLE match (
        id                    uuid             CONSTRAINT match_pkey PRIMARY KEY,
        run_id                uuid             NOT NULL CONSTRAINT match_run_of_match REFERENCES match_run (id),
        line_id               uuid             NOT NULL,
        request_id            uuid             NOT NULL,
        buyer_organisation_id uuid             NOT NULL,
        firm_id               uuid             NOT NULL CONSTRAINT match_firm REFERENCES firm (id),
        firm_organisation_id  uuid,
        is_current            boolean          NOT NULL DEFAULT true,
        rank                  integer          NOT NULL,
        eligibility           text             NOT NULL CONSTRAINT match_eligibility_known
                              CHECK (eligibility IN ('ELIGIBLE', 'TO_CONFIRM', 'NEAR_MISS', 'UNSUITABLE')),
        relevance             smallint         NOT NULL,
        confirmed             double precision NOT NULL,
        potential             double precision NOT NULL,
        coverage              double precision NOT NULL,
        evidence              text,
        site_ids              uuid[]           NOT NULL,
        verdicts              jsonb            NOT NULL,
        gaps                  jsonb            NOT NULL,
        reading               jsonb            NOT NULL,
        operations            jsonb            NOT NULL,
        review_id             uuid             NOT NULL,
        review_state          text             NOT NULL DEFAULT 'PENDING' CONSTRAINT match_review_state_known
                              CHECK (review_state IN ('PENDING', 'APPROVED', 'REJECTED', 'INFORMATION_REQUESTED')),
        released_at           timestamptz,
        created_at            timestamptz      NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT match_released_when_approved CHECK (released_at IS NULL OR review_state = 'APPROVED')
      );
      COMMENT ON TABLE match IS 'One firm in a run: verdicts, score and gaps as computed, and where its review stands';
      COMMENT ON COLUMN match.review_id IS 'The match its review began with: a new run that changes nothing goes on with it';
      CREATE UNIQUE INDEX match_of_firm ON match (run_id, firm_id);
      CREATE INDEX match_ranked ON match (line_id, rank) WHERE is_current;
      CREATE INDEX match_queue ON match (review_state, id) WHERE is_current AND eligibility <> 'UNSUITABLE';
      CREATE INDEX match_of_supplier ON match (firm_organisation_id, id) WHERE is_current;
      CREATE INDEX match_released ON match (buyer_organisation_id, firm_id) WHERE released_at IS NOT NULL;


      CREATE FUNCTION released_firms() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
        SELECT array_agg(DISTINCT firm_id) FROM match
        WHERE buyer_organisation_id = acting_organisation() AND released_at IS NOT NULL
      $$;
      COMMENT ON FUNCTION released_firms IS 'The firms that the acting buyer may see: a match with each was released to it';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION released_firms;
      DROP TABLE match, match_run;
    `);
  }
}
