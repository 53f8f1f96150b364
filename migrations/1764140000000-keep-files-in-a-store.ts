import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The bytes of files move out of the database. A row that still has its content is moved by a job and readable until then; a
 * process of the build before, which knows nothing of this, goes on writing such rows. What may be kept for which purpose is
 * said in the code, so the database no longer lists the types.
 */
export class KeepFilesInAStore1764140000000 implements MigrationInterface {
  name = 'KeepFilesInAStore1764140000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE stored_file
        ALTER COLUMN content DROP NOT NULL,
        DROP CONSTRAINT stored_file_media_type_known,
        DROP CONSTRAINT stored_file_size,
        ADD CONSTRAINT stored_file_size CHECK (size_bytes > 0),
        DROP CONSTRAINT stored_file_once,
        ADD COLUMN purpose text NOT NULL DEFAULT 'CERTIFICATE_EVIDENCE',
        ADD COLUMN state text NOT NULL DEFAULT 'READY'
          CONSTRAINT stored_file_state_known CHECK (state IN ('QUARANTINED', 'READY', 'INFECTED')),
        ADD COLUMN scanned_at timestamptz,
        ADD COLUMN unreferenced_since timestamptz,
        ADD CONSTRAINT stored_file_once UNIQUE (organisation_id, purpose, sha256);
      COMMENT ON COLUMN stored_file.content IS 'Only until it has moved to the store';
      COMMENT ON COLUMN stored_file.state IS 'QUARANTINED until the scanner has answered; of an INFECTED one only this row is left';
      COMMENT ON COLUMN stored_file.unreferenced_since IS 'When it was first found that nothing refers to it';
      CREATE INDEX stored_file_to_move ON stored_file (id) WHERE content IS NOT NULL;
    `);
  }

  /** Fails where a content has moved already: it cannot be brought back from here. */
  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP INDEX stored_file_to_move;
      ALTER TABLE stored_file
        ALTER COLUMN content SET NOT NULL,
        DROP CONSTRAINT stored_file_once,
        DROP COLUMN purpose, DROP COLUMN state, DROP COLUMN scanned_at, DROP COLUMN unreferenced_since,
        ADD CONSTRAINT stored_file_once UNIQUE (organisation_id, sha256),
        DROP CONSTRAINT stored_file_size,
        ADD CONSTRAINT stored_file_size CHECK (size_bytes BETWEEN 1 AND 5242880),
        ADD CONSTRAINT stored_file_media_type_known CHECK (media_type IN ('application/pdf', 'image/png', 'image/jpeg'));
    `);
  }
}
