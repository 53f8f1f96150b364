import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where an authority asks for four eyes, the first approval proposes, and the second, by somebody else, releases. */
export class LetApprovalsNeedASecondOfficial1764150060000 implements MigrationInterface {
  name = 'LetApprovalsNeedASecondOfficial1764150060000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE review_rule (
        organisation_id    uuid        CONSTRAINT review_rule_pkey PRIMARY KEY
                                       CONSTRAINT review_rule_organisation REFERENCES organisation (id),
        approvals_need_two boolean     NOT NULL,
        changed_at         timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      COMMENT ON TABLE review_rule IS 'How an authority reviews, where it is otherwise than usual';
      COMMENT ON COLUMN review_rule.approvals_need_two IS 'Whether a second official has to approve before a match is released';

      ALTER TABLE match DROP CONSTRAINT match_review_state_known,
        ADD CONSTRAINT match_review_state_known
          CHECK (review_state IN ('PENDING', 'PROPOSED', 'APPROVED', 'REJECTED', 'INFORMATION_REQUESTED'));
      ALTER TABLE review_decision DROP CONSTRAINT review_decision_kind_known,
        ADD CONSTRAINT review_decision_kind_known
          CHECK (kind IN ('PROPOSE', 'APPROVE', 'REJECT', 'REQUEST_INFORMATION', 'ANSWER', 'UNDO', 'HAND_OVER', 'TAKE_BACK'));
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE review_decision DROP CONSTRAINT review_decision_kind_known,
        ADD CONSTRAINT review_decision_kind_known
          CHECK (kind IN ('APPROVE', 'REJECT', 'REQUEST_INFORMATION', 'ANSWER', 'UNDO', 'HAND_OVER', 'TAKE_BACK'));
      ALTER TABLE match DROP CONSTRAINT match_review_state_known,
        ADD CONSTRAINT match_review_state_known
          CHECK (review_state IN ('PENDING', 'APPROVED', 'REJECTED', 'INFORMATION_REQUESTED'));
      DROP TABLE review_rule;
    `);
  }
}
