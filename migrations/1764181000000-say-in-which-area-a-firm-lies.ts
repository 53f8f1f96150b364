import type { MigrationInterface, QueryRunner } from 'typeorm';

const OF_FIRM = ['site', 'capability', 'certificate', 'certificate_site', 'verification'];

/**
 * A firm lies in the area of its sites’ provinces and its own sectors. What belongs to it carries the same number: given to new rows,
 * and kept by a key that follows the firm, so that no statement can forget it.
 */
export class SayInWhichAreaAFirmLies1764181000000 implements MigrationInterface {
  name = 'SayInWhichAreaAFirmLies1764181000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE firm
        ADD area_id integer NOT NULL DEFAULT 0 CONSTRAINT firm_area REFERENCES area (id),
        ADD CONSTRAINT firm_in_area UNIQUE (id, area_id);
      COMMENT ON COLUMN firm.area_id IS 'Of the provinces of its standing sites and its sectors';
      CREATE INDEX firm_of_area ON firm (area_id);
      CREATE INDEX verification_of_firm ON verification (firm_id);

      CREATE FUNCTION lies_where_its_firm_lies() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        SELECT firm.area_id INTO NEW.area_id FROM public.firm WHERE firm.id = NEW.firm_id;
        RETURN NEW;
      END $$;
    `);
    for (const table of OF_FIRM) {
      await queryRunner.query(`
        ALTER TABLE ${table}
          ADD area_id integer NOT NULL DEFAULT 0,
          ADD CONSTRAINT ${table}_in_area FOREIGN KEY (firm_id, area_id) REFERENCES firm (id, area_id) ON UPDATE CASCADE DEFERRABLE;
        COMMENT ON COLUMN ${table}.area_id IS 'Of the firm';
        CREATE TRIGGER ${table}_lies_where_its_firm_lies BEFORE INSERT OR UPDATE OF firm_id ON ${table}
          FOR EACH ROW EXECUTE FUNCTION lies_where_its_firm_lies();
      `);
    }
    await queryRunner.query(`
      CREATE INDEX certificate_to_check_in_area ON certificate (area_id)
        WHERE evidence = 'DOCUMENTED' AND state = 'STANDING' AND withdrawn_at IS NULL;
      CREATE INDEX certificate_running_out_in_area ON certificate (area_id, (COALESCE(valid_to, 'infinity'::date)))
        WHERE state = 'STANDING' AND withdrawn_at IS NULL;

      ALTER TABLE stored_file
        ADD area_id integer NOT NULL DEFAULT 0,
        ADD CONSTRAINT stored_file_in_area FOREIGN KEY (organisation_id, area_id) REFERENCES organisation (id, area_id)
          ON UPDATE CASCADE DEFERRABLE;
      COMMENT ON COLUMN stored_file.area_id IS 'Of the organisation';
      CREATE FUNCTION lies_where_its_organisation_lies() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        SELECT organisation.area_id INTO NEW.area_id FROM public.organisation WHERE organisation.id = NEW.organisation_id;
        RETURN NEW;
      END $$;
      CREATE TRIGGER stored_file_lies_where_its_organisation_lies BEFORE INSERT OR UPDATE OF organisation_id ON stored_file
        FOR EACH ROW EXECUTE FUNCTION lies_where_its_organisation_lies();
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TRIGGER stored_file_lies_where_its_organisation_lies ON stored_file;
      DROP FUNCTION lies_where_its_organisation_lies;
      ALTER TABLE stored_file DROP area_id;
    `);
    for (const table of OF_FIRM) {
      await queryRunner.query(`
        DROP TRIGGER ${table}_lies_where_its_firm_lies ON ${table};
        ALTER TABLE ${table} DROP area_id;
      `);
    }
    await queryRunner.query(`
      DROP FUNCTION lies_where_its_firm_lies;
      DROP INDEX verification_of_firm;
      ALTER TABLE firm DROP CONSTRAINT firm_in_area, DROP area_id;
    `);
  }
}
