import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Forty times the same question were forty rows, though one run answers them all. A row now says which transaction asked for it,
 * so that asking again in the same one finds it; and whether it was asked for without a change, so that of two transactions
 * which do so at the same moment the database keeps one.
 */
export class AskOnceWhileItWaits1764130000000 implements MigrationInterface {
  name = 'AskOnceWhileItWaits1764130000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE outbox
        ADD COLUMN asked_in   xid8    NOT NULL DEFAULT pg_current_xact_id(),
        ADD COLUMN waits_once boolean NOT NULL DEFAULT false;
      CREATE UNIQUE INDEX outbox_waits_once ON outbox (job, key) WHERE state = 'PENDING' AND waits_once;
      COMMENT ON COLUMN outbox.asked_in IS 'The transaction that asked for it';
      COMMENT ON COLUMN outbox.waits_once IS 'Asked for where nothing had changed, and not begun yet: no second such row of its key waits beside it';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP INDEX outbox_waits_once;
      ALTER TABLE outbox DROP COLUMN asked_in, DROP COLUMN waits_once;
    `);
  }
}
