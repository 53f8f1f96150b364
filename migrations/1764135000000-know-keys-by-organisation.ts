import type { MigrationInterface, QueryRunner } from 'typeorm';
import { changeData } from '../src/platform/database/data-step.js';

/**
 * An idempotency key is known by the organisation that somebody acts for, too, and a stranger may send one. What earlier builds
 * remembered stays: those requests were recognised in another way, so that a repeat across the upgrade is refused and not
 * done again.
 */
export class KnowKeysByOrganisation1764135000000 implements MigrationInterface {
  name = 'KnowKeysByOrganisation1764135000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE idempotency_key ADD COLUMN organisation_id uuid');
    await changeData(queryRunner, {
      tables: ['idempotency_key', 'membership'],
      change: `UPDATE idempotency_key SET organisation_id = membership.organisation_id FROM membership
               WHERE membership.person_id = idempotency_key.person_id`,
      expected: `SELECT count(*) FROM idempotency_key WHERE person_id IN (SELECT person_id FROM membership)`,
    });
    await queryRunner.query(`
      ALTER TABLE idempotency_key DROP CONSTRAINT idempotency_key_pkey;
      ALTER TABLE idempotency_key ALTER COLUMN person_id DROP NOT NULL;
      ALTER TABLE idempotency_key
        ADD CONSTRAINT idempotency_key_once UNIQUE NULLS NOT DISTINCT (organisation_id, person_id, key);
      COMMENT ON TABLE idempotency_key IS 'Answers of mutations sent with an Idempotency-Key; without a person: of a stranger';
      COMMENT ON COLUMN idempotency_key.response IS 'Null while the transaction lasts, and for good where it holds a secret';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await changeData(queryRunner, {
      tables: ['idempotency_key'],
      change: 'DELETE FROM idempotency_key WHERE person_id IS NULL',
      expected: 'SELECT count(*) FROM idempotency_key WHERE person_id IS NULL',
    });
    await queryRunner.query(`
      ALTER TABLE idempotency_key DROP CONSTRAINT idempotency_key_once;
      ALTER TABLE idempotency_key DROP COLUMN organisation_id;
      ALTER TABLE idempotency_key ADD CONSTRAINT idempotency_key_pkey PRIMARY KEY (person_id, key);
    `);
  }
}
