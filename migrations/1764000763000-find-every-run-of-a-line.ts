import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether a line that is deleted from a draft has a run, current or former, is asked of one index; former runs are found in it too. */
export class FindEveryRunOfALine1764000763000 implements MigrationInterface {
  name = 'FindEveryRunOfALine1764000763000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE INDEX match_run_of_line ON match_run (line_id, number);
      DROP INDEX match_run_former;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE INDEX match_run_former ON match_run (line_id, number) WHERE NOT is_current;
      DROP INDEX match_run_of_line;
    `);
  }
}
