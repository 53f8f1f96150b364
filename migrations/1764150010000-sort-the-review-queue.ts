import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An index for each order of the review queue that has none yet; request by request, since only those that are open are read. One
 * of them holds whatever of a match the queue is narrowed by, so that counting what few matches have walks over no rows.
 */
export class SortTheReviewQueue1764150010000 implements MigrationInterface {
  name = 'SortTheReviewQueue1764150010000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE INDEX match_queue_since ON match (request_id, review_state_since, id) INCLUDE (review_state, eligibility)
        WHERE left_at IS NULL AND eligibility <> 'UNSUITABLE';
      CREATE INDEX match_queue_rank ON match (request_id, rank, id)
        INCLUDE (review_state, review_state_since, eligibility, confirmed, outdated_at, processes, firm_id)
        WHERE left_at IS NULL AND eligibility <> 'UNSUITABLE';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX match_queue_since, match_queue_rank');
  }
}
