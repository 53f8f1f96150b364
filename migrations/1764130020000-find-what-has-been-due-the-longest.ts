import type { MigrationInterface, QueryRunner } from 'typeorm';

/** For how long work has been waiting was found by reading all of it, at the moment when there is most. */
export class FindWhatHasBeenDueTheLongest1764130020000 implements MigrationInterface {
  name = 'FindWhatHasBeenDueTheLongest1764130020000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE INDEX outbox_due ON outbox (run_at) WHERE state = 'PENDING'`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX outbox_due');
  }
}
