import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What weighs most is done only soon after the person has shown that it is them. */
export class RememberWhenASessionHasProvedItself1764190010000 implements MigrationInterface {
  name = 'RememberWhenASessionHasProvedItself1764190010000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE session ADD COLUMN proven_at timestamptz NOT NULL DEFAULT now();
      UPDATE session SET proven_at = created_at;
      COMMENT ON COLUMN session.proven_at IS 'When the person last gave a code, or the password where there is no second factor';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE session DROP COLUMN proven_at');
  }
}
