import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Runs and their matches. Both carry the organisations they concern, so that row-level security needs no join: the buyer
 * sees what was released to it, a supplier what concerns its own firm, the authority everything.
 */
export class CreateMatching1764000500000 implements MigrationInterface {
  name = 'CreateMatching1764000500000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE SEQUENCE match_run_number;
      COMMENT ON SEQUENCE match_run_number IS 'Drawn when a run begins to read: of two runs of a line the higher number read later';

      CREATE TABLE match_run (
        id                    uuid        CONSTRAINT match_run_pkey PRIMARY KEY,
        number                bigint      NOT NULL,
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
        weights               jsonb       NOT NULL CONSTRAINT match_run_weights_versioned CHECK (weights ? 'v'),
        input_hash            text        NOT NULL,
        firms_considered      integer     NOT NULL,
        counts                jsonb       NOT NULL CONSTRAINT match_run_counts_versioned CHECK (counts ? 'v'),
        matches_kept          integer     NOT NULL,
        started_at            timestamptz NOT NULL,
        finished_at           timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      COMMENT ON TABLE match_run IS 'One computation for one line, with the versions that produced it';
      CREATE UNIQUE INDEX match_run_current ON match_run (line_id) WHERE is_current;
      CREATE INDEX match_run_former ON match_run (line_id, number) WHERE NOT is_current;

      CREATE TABLE match (
        id                    uuid             CONSTRAINT match_pkey PRIMARY KEY,
        line_id               uuid             NOT NULL CONSTRAINT match_line REFERENCES request_line (id),
        request_id            uuid             NOT NULL,
        buyer_organisation_id uuid             NOT NULL,
        firm_id               uuid             NOT NULL CONSTRAINT match_firm REFERENCES firm (id),
        firm_organisation_id  uuid,
        run_id                uuid             NOT NULL CONSTRAINT match_computed_by REFERENCES match_run (id),
        revision              integer          NOT NULL,
        facts_revision        integer          NOT NULL,
        rank                  integer          NOT NULL,
        eligibility           text             NOT NULL CONSTRAINT match_eligibility_known
                              CHECK (eligibility IN ('ELIGIBLE', 'TO_CONFIRM', 'NEAR_MISS', 'UNSUITABLE')),
        relevance             smallint         NOT NULL,
        confirmed             double precision NOT NULL,
        potential             double precision NOT NULL,
        coverage              double precision NOT NULL,
        evidence              text,
        site_ids              uuid[]           NOT NULL,
        processes             text[]           NOT NULL,
        rests_on              uuid[]           NOT NULL,
        findings              bytea            NOT NULL,
        findings_hash         bytea            NOT NULL,
        findings_version      smallint         NOT NULL,
        first_seen_at         timestamptz      NOT NULL DEFAULT clock_timestamp(),
        changed_at            timestamptz      NOT NULL DEFAULT clock_timestamp(),
        left_at               timestamptz,
        left_because          text             CONSTRAINT match_left_because_known
                              CHECK (left_because IN ('LINE_REMOVED', 'LINE_CHANGED', 'FIRM_WITHDRAWN', 'NOT_AMONG_THE_BEST')),
        outdated_at           timestamptz,
        review_round          integer          NOT NULL DEFAULT 1,
        review_state          text             NOT NULL DEFAULT 'PENDING' CONSTRAINT match_review_state_known
                              CHECK (review_state IN ('PENDING', 'APPROVED', 'REJECTED', 'INFORMATION_REQUESTED')),
        released_at           timestamptz,
        CONSTRAINT match_once UNIQUE (line_id, firm_id),
        CONSTRAINT match_released_when_approved CHECK (released_at IS NULL OR review_state = 'APPROVED'),
        CONSTRAINT match_left_with_reason CHECK ((left_at IS NULL) = (left_because IS NULL))
      );
      COMMENT ON TABLE match IS 'A firm for a line, under one id through all runs: what the last run that said something new computed, and where its review stands';
      COMMENT ON COLUMN match.run_id IS 'The run that computed what stands here; later ones said the same';
      COMMENT ON COLUMN match.facts_revision IS 'Of the firm, as it was judged: where the firm has a higher one, the match is behind it';
      COMMENT ON COLUMN match.rests_on IS 'The sites, capabilities and certificates the verdicts name, and the firm itself';
      COMMENT ON COLUMN match.findings IS 'Verdicts, gaps and assignment: JSON, deflated; findings_version says against which dictionary';
      COMMENT ON COLUMN match.processes IS 'The processes asked for: what a supplier may know of the line';
      COMMENT ON COLUMN match.outdated_at IS 'Since when something it rests on has changed: neither to be approved nor shown as current';
      COMMENT ON COLUMN match.review_round IS 'Grows when a decision no longer holds and the review begins anew';
      CREATE INDEX match_ranked ON match (line_id, rank) WHERE left_at IS NULL;
      CREATE INDEX match_queue ON match (request_id, line_id, rank) INCLUDE (review_state, eligibility)
        WHERE left_at IS NULL AND eligibility <> 'UNSUITABLE';
      CREATE INDEX match_of_supplier ON match (firm_organisation_id, id) WHERE left_at IS NULL;
      CREATE INDEX match_of_firm ON match (firm_id);
      CREATE INDEX match_of_run ON match (run_id);
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
      DROP SEQUENCE match_run_number;
    `);
  }
}
