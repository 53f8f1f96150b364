import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An organisation’s own history, the latest first: all of it, of one kind of action, of one subject; each read from an index as it
 * stands there. The last serves whoever looks for a subject whosever trail it is in, too.
 */
export class FindWhatWasDoneInAnOrganisation1764250000000 implements MigrationInterface {
  name = 'FindWhatWasDoneInAnOrganisation1764250000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE INDEX audit_entry_of_organisation ON audit_entry (organisation_id, at, id);
      CREATE INDEX audit_entry_of_action ON audit_entry (organisation_id, action, at, id);
      CREATE INDEX audit_entry_of_subject ON audit_entry (subject_id, organisation_id, at, id);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX audit_entry_of_organisation, audit_entry_of_action, audit_entry_of_subject');
  }
}
