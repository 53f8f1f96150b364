import type { MigrationInterface, QueryRunner } from 'typeorm';
import { changeData } from '../src/platform/database/data-step.js';

/** Firm and buyer of the match, as they were when it was decided: a policy compares them with whom the official keeps away from. */
export class KeepWithADecisionWhomItIsAbout1764150040000 implements MigrationInterface {
  name = 'KeepWithADecisionWhomItIsAbout1764150040000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE review_decision ADD firm_id uuid, ADD buyer_organisation_id uuid');
    await changeData(queryRunner, {
      tables: ['match', 'review_decision'],
      expected: 'SELECT count(*) FROM review_decision',
      change: `UPDATE review_decision SET firm_id = match.firm_id, buyer_organisation_id = match.buyer_organisation_id
        FROM match WHERE match.id = review_decision.match_id`,
    });
    await queryRunner.query(`
      ALTER TABLE review_decision ALTER firm_id SET NOT NULL, ALTER buyer_organisation_id SET NOT NULL;
      COMMENT ON COLUMN review_decision.firm_id IS 'Of the match when it was decided on';
      COMMENT ON COLUMN review_decision.buyer_organisation_id IS 'Of the match when it was decided on';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE review_decision DROP firm_id, DROP buyer_organisation_id');
  }
}
