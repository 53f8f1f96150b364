import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A review may lie with one official of an authority; handing it over and taking it back are records of the review. */
export class LetReviewsBeHandedOver1764150050000 implements MigrationInterface {
  name = 'LetReviewsBeHandedOver1764150050000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE match ADD reviewer_id uuid;
      COMMENT ON COLUMN match.reviewer_id IS 'The official whom the review was handed over to; null where it lies with nobody in particular';
      CREATE INDEX match_handed_over ON match (reviewer_id, request_id) WHERE reviewer_id IS NOT NULL;

      ALTER TABLE review_decision ADD handed_to uuid,
        DROP CONSTRAINT review_decision_kind_known,
        ADD CONSTRAINT review_decision_kind_known
          CHECK (kind IN ('APPROVE', 'REJECT', 'REQUEST_INFORMATION', 'ANSWER', 'UNDO', 'HAND_OVER', 'TAKE_BACK')),
        ADD CONSTRAINT review_decision_handed_to_somebody CHECK ((kind = 'HAND_OVER') = (handed_to IS NOT NULL));
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE review_decision DROP CONSTRAINT review_decision_kind_known, DROP handed_to,
        ADD CONSTRAINT review_decision_kind_known
          CHECK (kind IN ('APPROVE', 'REJECT', 'REQUEST_INFORMATION', 'ANSWER', 'UNDO'));
      ALTER TABLE match DROP reviewer_id;
    `);
  }
}
