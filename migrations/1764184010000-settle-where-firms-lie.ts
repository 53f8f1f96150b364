import type { MigrationInterface, QueryRunner } from 'typeorm';
import { changeData } from '../src/platform/database/data-step.js';

/** Of each firm, the area it is to lie in. */
const LIES = `SELECT firm.id, firm.organisation_id,
    ARRAY(SELECT DISTINCT province_code FROM site WHERE site.firm_id = firm.id AND withdrawn_at IS NULL AND province_code IS NOT NULL
      ORDER BY 1) AS provinces,
    ARRAY(SELECT DISTINCT unnest(firm.sectors) ORDER BY 1) AS sectors
  FROM firm`;
const NEW_AREAS = `SELECT provinces, sectors FROM (${LIES}) AS lies EXCEPT SELECT provinces, sectors FROM area`;

/** Where the firms there are lie; what belongs to them follows by its keys. */
export class SettleWhereFirmsLie1764184010000 implements MigrationInterface {
  name = 'SettleWhereFirmsLie1764184010000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await changeData(queryRunner, {
      tables: ['firm', 'site', 'area'],
      expected: `SELECT count(*) FROM (${NEW_AREAS}) AS new`,
      change: `INSERT INTO area (provinces, sectors) ${NEW_AREAS}`,
    });
    await changeData(queryRunner, {
      tables: ['firm', 'site', 'area'],
      expected: 'SELECT count(*) FROM firm',
      change: `UPDATE firm SET area_id = area.id FROM (${LIES}) AS lies JOIN area USING (provinces, sectors) WHERE lies.id = firm.id`,
    });
    await changeData(queryRunner, {
      tables: ['firm', 'organisation'],
      expected: `SELECT count(*) FROM organisation JOIN firm ON firm.organisation_id = organisation.id`,
      change: `UPDATE organisation SET area_id = firm.area_id FROM firm WHERE firm.organisation_id = organisation.id`,
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of ['firm', 'organisation']) {
      await changeData(queryRunner, {
        tables: [table],
        expected: `SELECT count(*) FROM ${table} WHERE area_id > 0`,
        change: `UPDATE ${table} SET area_id = 0 WHERE area_id > 0`,
      });
    }
    await changeData(queryRunner, {
      tables: ['area'],
      expected: 'SELECT count(*) FROM area WHERE id > 0',
      change: 'DELETE FROM area WHERE id > 0',
    });
  }
}
