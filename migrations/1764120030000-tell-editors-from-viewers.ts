import type { MigrationInterface, QueryRunner } from 'typeorm';
import { changeData } from '../src/platform/database/data-step.js';

/** Whoever was a plain member edits; a viewer reads. */
export class TellEditorsFromViewers1764120030000 implements MigrationInterface {
  name = 'TellEditorsFromViewers1764120030000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE membership DROP CONSTRAINT membership_role_known');
    await changeData(queryRunner, {
      tables: ['membership'],
      change: `UPDATE membership SET role = 'EDITOR' WHERE role = 'MEMBER'`,
      expected: `SELECT count(*) FROM membership WHERE role = 'MEMBER'`,
    });
    await queryRunner.query(`
      ALTER TABLE membership ADD CONSTRAINT membership_role_known CHECK (role IN ('OWNER', 'EDITOR', 'VIEWER'));
      CREATE FUNCTION acting_member_writes() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
        $$ SELECT current_setting('ketnoi.member_role', true) IN ('OWNER', 'EDITOR') $$;
      COMMENT ON FUNCTION acting_member_writes IS 'Whether whoever acts for an organisation may change what belongs to it';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP FUNCTION acting_member_writes');
    await queryRunner.query('ALTER TABLE membership DROP CONSTRAINT membership_role_known');
    await changeData(queryRunner, {
      tables: ['membership'],
      change: `UPDATE membership SET role = 'MEMBER' WHERE role <> 'OWNER'`,
      expected: `SELECT count(*) FROM membership WHERE role <> 'OWNER'`,
    });
    await queryRunner.query(
      `ALTER TABLE membership ADD CONSTRAINT membership_role_known CHECK (role IN ('OWNER', 'MEMBER'))`,
    );
  }
}
