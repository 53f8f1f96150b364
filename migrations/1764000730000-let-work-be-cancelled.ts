import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A row that nobody wants any more ends as CANCELLED: at once where it waits, at its next checkpoint or commit where it runs. */
export class LetWorkBeCancelled1764000730000 implements MigrationInterface {
  name = 'LetWorkBeCancelled1764000730000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE outbox ADD COLUMN cancelled_at timestamptz;
      ALTER TABLE outbox DROP CONSTRAINT outbox_state_known;
      ALTER TABLE outbox ADD CONSTRAINT outbox_state_known
        CHECK (state IN ('PENDING', 'QUEUED', 'DONE', 'FAILED', 'CANCELLED'));
      COMMENT ON COLUMN outbox.cancelled_at IS 'Since when nobody wants it; a run that is under way ends later';
      DROP INDEX outbox_done;
      CREATE INDEX outbox_ended ON outbox (done_at) WHERE state IN ('DONE', 'CANCELLED');
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP INDEX outbox_ended;
      CREATE INDEX outbox_done ON outbox (done_at) WHERE state = 'DONE';
      ALTER TABLE outbox DROP CONSTRAINT outbox_state_known;
      UPDATE outbox SET state = 'FAILED', last_error = 'cancelled' WHERE state = 'CANCELLED';
      ALTER TABLE outbox ADD CONSTRAINT outbox_state_known CHECK (state IN ('PENDING', 'QUEUED', 'DONE', 'FAILED'));
      ALTER TABLE outbox DROP COLUMN cancelled_at;
    `);
  }
}
