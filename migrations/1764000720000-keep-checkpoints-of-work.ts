import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far a long job has come: what its next lease goes on from, and what people are shown. */
export class KeepCheckpointsOfWork1764000720000 implements MigrationInterface {
  name = 'KeepCheckpointsOfWork1764000720000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE outbox
        ADD COLUMN checkpoint     jsonb CONSTRAINT outbox_checkpoint_versioned CHECK (checkpoint ? 'v'),
        ADD COLUMN progress_done  integer,
        ADD COLUMN progress_total integer;
      COMMENT ON COLUMN outbox.checkpoint IS 'State of a long job at its last checkpoint, in the shape that the job declares';
      COMMENT ON COLUMN outbox.progress_done IS 'The furthest that any checkpoint has come';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'ALTER TABLE outbox DROP COLUMN checkpoint, DROP COLUMN progress_done, DROP COLUMN progress_total',
    );
  }
}
