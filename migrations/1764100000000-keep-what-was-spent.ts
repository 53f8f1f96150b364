import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What persons and addresses have spent of their budgets. The columns are those rate-limiter-flexible writes; the table is not
 * logged, because after a crash everybody may as well begin anew.
 */
export class KeepWhatWasSpent1764100000000 implements MigrationInterface {
  name = 'KeepWhatWasSpent1764100000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE UNLOGGED TABLE budget (
        key    text    CONSTRAINT budget_pkey PRIMARY KEY,
        points integer NOT NULL,
        expire bigint
      ) WITH (fillfactor = 50);
      COMMENT ON TABLE budget IS 'What was spent of a budget, by its name and whose it is; dropped soon after it has expired';
      COMMENT ON COLUMN budget.expire IS 'When all of it is there again, in milliseconds since 1970';
      CREATE INDEX budget_expire ON budget (expire);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE budget');
  }
}
