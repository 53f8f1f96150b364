import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The relay took what was asked for first, so that whoever asked for 14,000 jobs was served before anybody else. Now it goes
 * from one organisation that has work waiting to the next: the index leads it to each, and to the first rows of each.
 */
export class TakeWorkInTurn1764130010000 implements MigrationInterface {
  name = 'TakeWorkInTurn1764130010000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE INDEX outbox_in_turn ON outbox
        (lane, coalesce(organisation_id, '00000000-0000-0000-0000-000000000000'), priority DESC, id) WHERE state = 'PENDING';
      DROP INDEX outbox_pending;
      COMMENT ON COLUMN outbox.organisation_id IS 'Whom the work concerns, and whose turn it takes; null for work of Ketnoi itself';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE INDEX outbox_pending ON outbox (lane DESC, priority DESC, id) WHERE state = 'PENDING';
      DROP INDEX outbox_in_turn;
      COMMENT ON COLUMN outbox.organisation_id IS 'Whom the work concerns; null for work of Ketnoi itself';
    `);
  }
}
