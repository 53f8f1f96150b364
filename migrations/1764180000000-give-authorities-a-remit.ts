import type { MigrationInterface, QueryRunner } from 'typeorm';
import { changeData } from '../src/platform/database/data-step.js';

/** What an authority is there for: provinces, and programmes with the sectors they cover. Those there are go on seeing everything. */
export class GiveAuthoritiesARemit1764180000000 implements MigrationInterface {
  name = 'GiveAuthoritiesARemit1764180000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE programme (
        id         uuid        CONSTRAINT programme_pkey PRIMARY KEY,
        code       text        NOT NULL CONSTRAINT programme_code_once UNIQUE
                               CONSTRAINT programme_code_form CHECK (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
        name       text        NOT NULL,
        sectors    text[]      NOT NULL CONSTRAINT programme_covers_something CHECK (cardinality(sectors) > 0),
        created_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      COMMENT ON TABLE programme IS 'A programme of support, with the sectors it covers';

      CREATE TABLE remit (
        organisation_id uuid        CONSTRAINT remit_pkey PRIMARY KEY
                                    CONSTRAINT remit_organisation REFERENCES organisation (id),
        provinces       text[]      CONSTRAINT remit_lies_somewhere CHECK (cardinality(provinces) > 0),
        programmes      text[]      CONSTRAINT remit_has_programmes CHECK (cardinality(programmes) > 0),
        changed_at      timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      COMMENT ON TABLE remit IS 'What an authority is there for; without a row it sees nothing of firms and buyers';
      COMMENT ON COLUMN remit.provinces IS 'Codes of the territory; null: the whole country';
      COMMENT ON COLUMN remit.programmes IS 'Codes of the programmes it takes part in; null: all there are, and whatever is in none';

      CREATE OR REPLACE FUNCTION acting_kind() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
        SELECT CASE current_user WHEN 'ketnoi_supplier' THEN 'SUPPLIER' WHEN 'ketnoi_buyer' THEN 'BUYER'
          WHEN 'ketnoi_authority' THEN 'AUTHORITY' WHEN 'ketnoi_bounded_authority' THEN 'AUTHORITY'
          WHEN 'ketnoi_anonymous' THEN 'ANONYMOUS' WHEN 'ketnoi_system' THEN 'SYSTEM' END
      $$;
    `);
    await changeData(queryRunner, {
      tables: ['organisation', 'remit'],
      expected: `SELECT count(*) FROM organisation WHERE kind = 'AUTHORITY'`,
      change: `INSERT INTO remit (organisation_id) SELECT id FROM organisation WHERE kind = 'AUTHORITY'`,
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE OR REPLACE FUNCTION acting_kind() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
        AS $$ SELECT CASE current_user WHEN 'ketnoi_supplier' THEN 'SUPPLIER' WHEN 'ketnoi_buyer' THEN 'BUYER' WHEN 'ketnoi_authority' THEN 'AUTHORITY' WHEN 'ketnoi_anonymous' THEN 'ANONYMOUS' WHEN 'ketnoi_system' THEN 'SYSTEM' END $$;
      DROP TABLE remit, programme;
    `);
  }
}
