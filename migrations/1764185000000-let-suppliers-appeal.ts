import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATES = `'PENDING', 'PROPOSED', 'APPROVED', 'REJECTED', 'INFORMATION_REQUESTED'`;
const KINDS = `'PROPOSE', 'APPROVE', 'REJECT', 'REQUEST_INFORMATION', 'ANSWER', 'UNDO', 'HAND_OVER', 'TAKE_BACK'`;

const known = (states: string, kinds: string): string => `
  ALTER TABLE match DROP CONSTRAINT match_review_state_known,
    ADD CONSTRAINT match_review_state_known CHECK (review_state IN (${states}));
  ALTER TABLE review_decision DROP CONSTRAINT review_decision_kind_known,
    ADD CONSTRAINT review_decision_kind_known CHECK (kind IN (${kinds}));
`;

/** A supplier that was turned down may have another official look again. */
export class LetSuppliersAppeal1764185000000 implements MigrationInterface {
  name = 'LetSuppliersAppeal1764185000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(known(`${STATES}, 'APPEALED'`, `${KINDS}, 'APPEAL'`));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(known(STATES, KINDS));
  }
}
