import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The codes of the vocabularies, for foreign keys and reports. The data files of the build are the source: a loader
 * writes them here at start, and a code that has left the files is marked withdrawn, never removed. Everybody may read,
 * only the owner writes, so there is nothing for row-level security to hide.
 */
export class CreateTaxonomy1764000200000 implements MigrationInterface {
  name = 'CreateTaxonomy1764000200000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const vocabulary = (table: string, comment: string, columns = '') => `
      CREATE TABLE ${table} (
        code         text CONSTRAINT ${table}_pkey PRIMARY KEY,
        ${columns}
        label_vi     text NOT NULL,
        label_en     text NOT NULL,
        withdrawn_at timestamptz
      );
      COMMENT ON TABLE ${table} IS '${comment}';
    `;
    await queryRunner.query(`
      CREATE TABLE taxonomy_version (
        version   text        CONSTRAINT taxonomy_version_pkey PRIMARY KEY,
        loaded_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      COMMENT ON TABLE taxonomy_version IS 'Each state of the data files that was loaded; the latest is the current one';
      ${vocabulary('process', 'Manufacturing processes, a tree', 'parent_code text,')}
      ${vocabulary('material', 'Materials, a tree of groups, families and grades', 'parent_code text, kind text NOT NULL,')}
      ${vocabulary('certificate_standard', 'Standards a firm can be certified to')}
      ${vocabulary('administrative_unit', 'Provinces and wards; the unit as it stands today', 'level text NOT NULL, province_code text,')}
      ${vocabulary('industrial_park', 'Industrial parks', 'province_code text NOT NULL,')}
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'DROP TABLE industrial_park, administrative_unit, certificate_standard, material, process, taxonomy_version',
    );
  }
}
