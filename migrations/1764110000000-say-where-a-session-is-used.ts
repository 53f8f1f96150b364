import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A person sees their own sessions, and must know which is which: when it was used last, by what program, from where. */
export class SayWhereASessionIsUsed1764110000000 implements MigrationInterface {
  name = 'SayWhereASessionIsUsed1764110000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE session
        ADD COLUMN last_used_at timestamptz NOT NULL DEFAULT now(),
        ADD COLUMN client text CONSTRAINT session_client_length CHECK (char_length(client) <= 120),
        ADD COLUMN address text;
      COMMENT ON COLUMN session.last_used_at IS 'When it fetched tokens last: at most as long ago as an access token is good';
      COMMENT ON COLUMN session.client IS 'What the program calls itself, where it was used last';
      COMMENT ON COLUMN session.address IS 'Where it was used last; of IP version 6 the network. Goes with the session';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE session DROP COLUMN last_used_at, DROP COLUMN client, DROP COLUMN address');
  }
}
