import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A match lies where its firm lies; a run reaches wherever a match of its line lies. The queue’s widest index has it, too. */
export class SayInWhichAreaAMatchLies1764183000000 implements MigrationInterface {
  name = 'SayInWhichAreaAMatchLies1764183000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE match
        ADD area_id integer NOT NULL DEFAULT 0,
        ADD CONSTRAINT match_in_area FOREIGN KEY (firm_id, area_id) REFERENCES firm (id, area_id) ON UPDATE CASCADE DEFERRABLE;
      COMMENT ON COLUMN match.area_id IS 'Of the firm';
      CREATE TRIGGER match_lies_where_its_firm_lies BEFORE INSERT OR UPDATE OF firm_id ON match
        FOR EACH ROW EXECUTE FUNCTION lies_where_its_firm_lies();

      ALTER TABLE match_run ADD area_ids integer[] NOT NULL DEFAULT '{}';
      COMMENT ON COLUMN match_run.area_ids IS 'Of its line';

      DROP INDEX match_queue_rank;
      CREATE INDEX match_queue_rank ON match (request_id, rank, id)
        INCLUDE (review_state, review_state_since, eligibility, confirmed, outdated_at, processes, firm_id, area_id)
        WHERE left_at IS NULL AND eligibility <> 'UNSUITABLE';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP INDEX match_queue_rank;
      CREATE INDEX match_queue_rank ON match (request_id, rank, id)
        INCLUDE (review_state, review_state_since, eligibility, confirmed, outdated_at, processes, firm_id)
        WHERE left_at IS NULL AND eligibility <> 'UNSUITABLE';
      ALTER TABLE match_run DROP area_ids;
      DROP TRIGGER match_lies_where_its_firm_lies ON match;
      ALTER TABLE match DROP area_id;
    `);
  }
}
