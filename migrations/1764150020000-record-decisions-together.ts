import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Decisions on many matches at once are a record each, and know each other by an id, under which they can be taken back. */
export class RecordDecisionsTogether1764150020000 implements MigrationInterface {
  name = 'RecordDecisionsTogether1764150020000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE review_decision ADD bulk_id uuid;
      COMMENT ON COLUMN review_decision.bulk_id IS 'Shared by the records that were written together; null for one that was written alone';
      CREATE INDEX review_decision_of_bulk ON review_decision (bulk_id) WHERE bulk_id IS NOT NULL;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE review_decision DROP bulk_id');
  }
}
