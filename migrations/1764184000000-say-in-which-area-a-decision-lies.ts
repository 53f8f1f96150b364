import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A record of a review lies where the firm lies that it is about, and moves with it. */
export class SayInWhichAreaADecisionLies1764184000000 implements MigrationInterface {
  name = 'SayInWhichAreaADecisionLies1764184000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE INDEX review_decision_of_firm ON review_decision (firm_id);
      ALTER TABLE review_decision
        ADD area_id integer NOT NULL DEFAULT 0,
        ADD CONSTRAINT review_decision_in_area FOREIGN KEY (firm_id, area_id) REFERENCES firm (id, area_id)
          ON UPDATE CASCADE DEFERRABLE;
      COMMENT ON COLUMN review_decision.area_id IS 'Of the firm';
      CREATE TRIGGER review_decision_lies_where_its_firm_lies BEFORE INSERT OR UPDATE OF firm_id ON review_decision
        FOR EACH ROW EXECUTE FUNCTION lies_where_its_firm_lies();
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TRIGGER review_decision_lies_where_its_firm_lies ON review_decision;
      ALTER TABLE review_decision DROP area_id;
      DROP INDEX review_decision_of_firm;
    `);
  }
}
