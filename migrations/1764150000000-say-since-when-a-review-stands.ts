import type { MigrationInterface, QueryRunner } from 'typeorm';
import { changeData } from '../src/platform/database/data-step.js';

/**
 * Since when the review of a match stands where it stands: for a match nobody has decided on, since when it waits. Those that
 * are there already stand so since their last record of the round, or since they said what they say.
 */
export class SaySinceWhenAReviewStands1764150000000 implements MigrationInterface {
  name = 'SaySinceWhenAReviewStands1764150000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE match ADD review_state_since timestamptz NOT NULL DEFAULT clock_timestamp();
      COMMENT ON COLUMN match.review_state_since IS 'Since when the review stands where it stands: what is pending has waited since';
    `);
    await changeData(queryRunner, {
      tables: ['match', 'review_decision'],
      expected: 'SELECT count(*) FROM match',
      change: `UPDATE match SET review_state_since = coalesce((SELECT max(decided_at) FROM review_decision
        WHERE review_decision.match_id = match.id AND review_decision.round = match.review_round), changed_at)`,
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE match DROP review_state_since');
  }
}
