import type { MigrationInterface, QueryRunner } from 'typeorm';
import { changeData } from '../src/platform/database/data-step.js';

/** An authority sees what suppliers are told of the requests it sees: kept by a key that follows the request. */
export class LetWhatIsToldReachWhereItsRequestReaches1764220010000 implements MigrationInterface {
  name = 'LetWhatIsToldReachWhereItsRequestReaches1764220010000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE component_request ADD CONSTRAINT component_request_in_areas UNIQUE (id, area_ids);
      ALTER TABLE request_disclosure ADD area_ids integer[] NOT NULL DEFAULT '{}';
      COMMENT ON COLUMN request_disclosure.area_ids IS 'Of its request';
    `);
    await changeData(queryRunner, {
      tables: ['request_disclosure', 'component_request'],
      expected: 'SELECT count(*) FROM request_disclosure',
      change: `UPDATE request_disclosure SET area_ids = component_request.area_ids FROM component_request
        WHERE component_request.id = request_disclosure.request_id`,
    });
    await queryRunner.query(`
      ALTER TABLE request_disclosure
        ADD CONSTRAINT request_disclosure_in_areas FOREIGN KEY (request_id, area_ids)
          REFERENCES component_request (id, area_ids) ON UPDATE CASCADE DEFERRABLE;
      CREATE TRIGGER request_disclosure_reaches_where_its_request_reaches BEFORE INSERT ON request_disclosure
        FOR EACH ROW EXECUTE FUNCTION reaches_where_its_request_reaches();
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TRIGGER request_disclosure_reaches_where_its_request_reaches ON request_disclosure;
      ALTER TABLE request_disclosure DROP area_ids;
      ALTER TABLE component_request DROP CONSTRAINT component_request_in_areas;
    `);
  }
}
