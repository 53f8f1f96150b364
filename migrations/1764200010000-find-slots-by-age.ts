import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Slots for files go a day after their time is over, by a routine that reads them by age. */
export class FindSlotsByAge1764200010000 implements MigrationInterface {
  name = 'FindSlotsByAge1764200010000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('CREATE INDEX file_slot_age ON file_slot (expires_at)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX file_slot_age');
  }
}
