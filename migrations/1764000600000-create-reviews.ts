import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What officials decided and suppliers answered, appended and never edited: an undo is a record of its own. */
export class CreateReviews1764000600000 implements MigrationInterface {
  name = 'CreateReviews1764000600000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE review_decision (
        id              uuid        CONSTRAINT review_decision_pkey PRIMARY KEY,
        match_id        uuid        NOT NULL CONSTRAINT review_decision_match REFERENCES match (id),
        round           integer     NOT NULL,
        firm_organisation_id uuid,
        kind            text        NOT NULL CONSTRAINT review_decision_kind_known
                        CHECK (kind IN ('APPROVE', 'REJECT', 'REQUEST_INFORMATION', 'ANSWER', 'UNDO')),
        undoes          uuid        CONSTRAINT review_decision_undoes REFERENCES review_decision (id),
        reason_code     text,
        note            text,
        decided_by      uuid        NOT NULL,
        organisation_id uuid        NOT NULL,
        decided_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
        seen            jsonb       NOT NULL CONSTRAINT review_decision_seen_versioned CHECK (seen ? 'v'),
        CONSTRAINT review_decision_undo_names_one CHECK ((kind = 'UNDO') = (undoes IS NOT NULL)),
        CONSTRAINT review_decision_rejection_has_reason CHECK (kind <> 'REJECT' OR reason_code IS NOT NULL)
      );
      COMMENT ON TABLE review_decision IS 'Each decision of an official on a firm for a line: who, when, what was seen; and the supplier''s answers';
      COMMENT ON COLUMN review_decision.round IS 'Which review of the match: one begins anew when what was decided on no longer holds';
      CREATE INDEX review_decision_of_match ON review_decision (match_id, id);
      CREATE UNIQUE INDEX review_decision_undone_once ON review_decision (undoes) WHERE undoes IS NOT NULL;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE review_decision');
  }
}
