import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Programs of an organisation come in with a key of their own instead of somebody's password. */
export class GiveKeysToIntegrators1764190020000 implements MigrationInterface {
  name = 'GiveKeysToIntegrators1764190020000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE api_key (
        id              uuid        CONSTRAINT api_key_pkey PRIMARY KEY,
        organisation_id uuid        NOT NULL CONSTRAINT api_key_organisation REFERENCES organisation,
        made_by         uuid        NOT NULL CONSTRAINT api_key_maker REFERENCES person,
        name            text        NOT NULL CONSTRAINT api_key_name_length CHECK (char_length(name) <= 100),
        prefix          text        NOT NULL,
        hash            bytea       NOT NULL CONSTRAINT api_key_hash_once UNIQUE,
        scopes          text[]      NOT NULL CONSTRAINT api_key_scopes_some CHECK (cardinality(scopes) > 0),
        created_at      timestamptz NOT NULL DEFAULT now(),
        expires_at      timestamptz NOT NULL,
        last_used_at    timestamptz,
        revoked_at      timestamptz
      );
      CREATE INDEX api_key_of_organisation ON api_key (organisation_id, id);
      COMMENT ON TABLE api_key IS 'What programs of an organisation come in with, in the name of the person who made it';
      COMMENT ON COLUMN api_key.prefix IS 'How the key begins: enough to know it by, too little to use it';
      COMMENT ON COLUMN api_key.last_used_at IS 'To the minute';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE api_key');
  }
}
