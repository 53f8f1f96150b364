import type { MigrationInterface, QueryRunner } from 'typeorm';
import { changeData } from '../src/platform/database/data-step.js';

/** A session acts for one of them; a member may be suspended from one and go on in another. */
export class LetPeopleBelongToSeveralOrganisations1764120020000 implements MigrationInterface {
  name = 'LetPeopleBelongToSeveralOrganisations1764120020000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE membership DROP CONSTRAINT membership_pkey,
        ADD CONSTRAINT membership_pkey PRIMARY KEY (person_id, organisation_id),
        ADD COLUMN suspended_at timestamptz;
      COMMENT ON TABLE membership IS 'Who acts for which organisations';
      COMMENT ON COLUMN membership.suspended_at IS 'Since when the member may not act for it, until reinstated';
      ALTER TABLE session ADD COLUMN organisation_id uuid CONSTRAINT session_organisation REFERENCES organisation;
      COMMENT ON COLUMN session.organisation_id IS 'Whom the session acts for';
    `);
    await changeData(queryRunner, {
      tables: ['session', 'membership'],
      change: `DELETE FROM session WHERE NOT EXISTS (SELECT FROM membership WHERE membership.person_id = session.person_id)`,
      expected: `SELECT count(*) FROM session WHERE NOT EXISTS (SELECT FROM membership WHERE membership.person_id = session.person_id)`,
    });
    await changeData(queryRunner, {
      tables: ['session', 'membership'],
      change: `UPDATE session SET organisation_id = membership.organisation_id FROM membership WHERE membership.person_id = session.person_id`,
      expected: 'SELECT count(*) FROM session',
    });
    await queryRunner.query('ALTER TABLE session ALTER COLUMN organisation_id SET NOT NULL');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE session DROP COLUMN organisation_id;
      ALTER TABLE membership DROP COLUMN suspended_at, DROP CONSTRAINT membership_pkey,
        ADD CONSTRAINT membership_pkey PRIMARY KEY (person_id);
    `);
  }
}
