import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * No statement looks for audit entries by their subject, or for events by whom they concern: whoever reads them so one day brings
 * the index with the list. Queued work is found by the index that lets each key be queued once.
 */
export class DropIndexesNobodyLooksInto1764000760000 implements MigrationInterface {
  name = 'DropIndexesNobodyLooksInto1764000760000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'DROP INDEX audit_entry_subject, event_organisation, event_firm, event_request, outbox_queued',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE INDEX audit_entry_subject ON audit_entry (subject_type, subject_id, id);
      CREATE INDEX event_organisation ON event (organisation_id, id) WHERE organisation_id IS NOT NULL;
      CREATE INDEX event_firm ON event (firm_id, id) WHERE firm_id IS NOT NULL;
      CREATE INDEX event_request ON event (request_id, id) WHERE request_id IS NOT NULL;
      CREATE INDEX outbox_queued ON outbox (queued_at) WHERE state = 'QUEUED';
    `);
  }
}
