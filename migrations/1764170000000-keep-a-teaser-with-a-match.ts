import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a supplier is told of a line in any state. Matches of before get theirs when their line is matched again. */
export class KeepATeaserWithAMatch1764170000000 implements MigrationInterface {
  name = 'KeepATeaserWithAMatch1764170000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE match ADD COLUMN teaser jsonb CONSTRAINT match_teaser_versioned CHECK (teaser ? 'v');
      COMMENT ON COLUMN match.teaser IS 'What a supplier may know of the line in any state; made of the line alone';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE match DROP COLUMN teaser');
  }
}
