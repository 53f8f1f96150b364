import type { MigrationInterface, QueryRunner } from 'typeorm';

const OF_REQUEST = ['component_request', 'request_line', 'request_revision'];

/** The areas of the firms that were found for a line, and for any line of a request: whose remit they reach. */
export class SayWhereARequestHasMatches1764182000000 implements MigrationInterface {
  name = 'SayWhereARequestHasMatches1764182000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const table of OF_REQUEST) {
      await queryRunner.query(`
        ALTER TABLE ${table} ADD area_ids integer[] NOT NULL DEFAULT '{}';
        COMMENT ON COLUMN ${table}.area_ids IS 'Areas of the firms that are or were matches, in order';
      `);
    }
    await queryRunner.query(`
      CREATE INDEX component_request_reaching ON component_request USING gin (area_ids);

      CREATE FUNCTION reaches_where_its_request_reaches() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        SELECT request.area_ids INTO NEW.area_ids FROM public.component_request AS request WHERE request.id = NEW.request_id;
        RETURN NEW;
      END $$;
      CREATE TRIGGER request_revision_reaches_where_its_request_reaches BEFORE INSERT ON request_revision
        FOR EACH ROW EXECUTE FUNCTION reaches_where_its_request_reaches();
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TRIGGER request_revision_reaches_where_its_request_reaches ON request_revision;
      DROP FUNCTION reaches_where_its_request_reaches;
    `);
    for (const table of OF_REQUEST) await queryRunner.query(`ALTER TABLE ${table} DROP area_ids`);
  }
}
