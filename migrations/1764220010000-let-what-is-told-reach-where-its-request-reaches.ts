import type { MigrationInterface, QueryRunner } from 'typeorm';
import { changeData } from '../src/platform/database/data-step.js';

/**
 * An authority sees what suppliers are told of the requests it sees. A trigger follows the request: a key that did would lock the
 * request against every line of it that is being matched.
 */
export class LetWhatIsToldReachWhereItsRequestReaches1764220010000 implements MigrationInterface {
  name = 'LetWhatIsToldReachWhereItsRequestReaches1764220010000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
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
      CREATE TRIGGER request_disclosure_reaches_where_its_request_reaches BEFORE INSERT ON request_disclosure
        FOR EACH ROW EXECUTE FUNCTION reaches_where_its_request_reaches();
      CREATE FUNCTION what_is_told_reaches_as_far() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE public.request_disclosure SET area_ids = NEW.area_ids WHERE request_id = NEW.id;
        RETURN NULL;
      END $$;
      CREATE TRIGGER component_request_what_is_told_reaches_as_far AFTER UPDATE OF area_ids ON component_request
        FOR EACH ROW EXECUTE FUNCTION what_is_told_reaches_as_far();
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TRIGGER component_request_what_is_told_reaches_as_far ON component_request;
      DROP FUNCTION what_is_told_reaches_as_far;
      DROP TRIGGER request_disclosure_reaches_where_its_request_reaches ON request_disclosure;
      ALTER TABLE request_disclosure DROP area_ids;
    `);
  }
}
