import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Files that nothing refers to are removed, so whoever does must be found: what an official has looked at refers to its file,
 * too, and stays for as long as the record of it.
 */
export class FindWhatRefersToAFile1764140020000 implements MigrationInterface {
  name = 'FindWhatRefersToAFile1764140020000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE verification
        ADD COLUMN evidence_file_id uuid GENERATED ALWAYS AS ((seen #>> '{value,evidenceFileId}')::uuid) STORED
          CONSTRAINT verification_evidence_file REFERENCES stored_file (id);
      COMMENT ON COLUMN verification.evidence_file_id IS 'The file among what was seen';
      CREATE INDEX verification_evidence_file_id ON verification (evidence_file_id) WHERE evidence_file_id IS NOT NULL;
      CREATE INDEX certificate_evidence_file_id ON certificate (evidence_file_id) WHERE evidence_file_id IS NOT NULL;
      CREATE INDEX capability_evidence_file_id ON capability (evidence_file_id) WHERE evidence_file_id IS NOT NULL;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP INDEX certificate_evidence_file_id, capability_evidence_file_id;
      ALTER TABLE verification DROP COLUMN evidence_file_id;
    `);
  }
}
