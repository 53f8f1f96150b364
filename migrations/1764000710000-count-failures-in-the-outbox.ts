import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How often a row has failed is written with the row, so that it is known whatever happens to the queue. The index answers the
 * relay whether a key waits for the next turn of a row that has failed.
 */
export class CountFailuresInTheOutbox1764000710000 implements MigrationInterface {
  name = 'CountFailuresInTheOutbox1764000710000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE outbox ADD COLUMN failures integer NOT NULL DEFAULT 0;
      CREATE INDEX outbox_key_failed ON outbox (job, key) WHERE state = 'PENDING' AND attempt > 0 AND key IS NOT NULL;
      COMMENT ON COLUMN outbox.failures IS 'Leases that ended with an error of the job itself; an outage is none';
      COMMENT ON COLUMN outbox.run_at IS 'Not before this: as it was asked for, or later since a failure';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      COMMENT ON COLUMN outbox.run_at IS NULL;
      DROP INDEX outbox_key_failed;
      ALTER TABLE outbox DROP COLUMN failures;
    `);
  }
}
