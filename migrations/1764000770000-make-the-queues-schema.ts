import type { MigrationInterface, QueryRunner } from 'typeorm';
import { QUEUE_ROLE, QUEUE_SCHEMA } from '../src/platform/database/roles.js';

/**
 * The queue’s role could make schemas, one with the owner’s name too, and what it put there was found before ours. Now the owner
 * makes the one schema the queue lives in. The function is there so that a queue whose schema was dropped can still be put
 * right by a process that is not the owner: it takes nothing, and makes this schema or none.
 */
export class MakeTheQueuesSchema1764000770000 implements MigrationInterface {
  name = 'MakeTheQueuesSchema1764000770000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE FUNCTION make_queue_schema() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
        SET search_path = pg_catalog, pg_temp AS $$ BEGIN
          IF to_regnamespace('${QUEUE_SCHEMA}') IS NULL THEN
            CREATE SCHEMA ${QUEUE_SCHEMA};
            GRANT USAGE, CREATE ON SCHEMA ${QUEUE_SCHEMA} TO ${QUEUE_ROLE};
          END IF;
        END $$;
      COMMENT ON FUNCTION make_queue_schema IS 'Makes the schema of the queue where it is missing';
      REVOKE ALL ON FUNCTION make_queue_schema FROM PUBLIC;
      GRANT USAGE ON SCHEMA public TO ${QUEUE_ROLE};
      GRANT EXECUTE ON FUNCTION make_queue_schema TO ${QUEUE_ROLE};
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION make_queue_schema;
      REVOKE USAGE ON SCHEMA public FROM ${QUEUE_ROLE};
    `);
  }
}
