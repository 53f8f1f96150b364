import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One row for each address an organisation has invited: asking again renews it, with a new token. */
export class InviteMembers1764120040000 implements MigrationInterface {
  name = 'InviteMembers1764120040000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE invitation (
        id              uuid        CONSTRAINT invitation_pkey PRIMARY KEY,
        organisation_id uuid        NOT NULL CONSTRAINT invitation_organisation REFERENCES organisation,
        email           citext      NOT NULL,
        role            text        NOT NULL CONSTRAINT invitation_role_known CHECK (role IN ('OWNER', 'EDITOR', 'VIEWER')),
        invited_by      uuid        NOT NULL CONSTRAINT invitation_inviter REFERENCES person,
        token_id        uuid        NOT NULL CONSTRAINT invitation_token_id_once UNIQUE,
        hash            bytea       NOT NULL CONSTRAINT invitation_hash_once UNIQUE,
        sent_at         timestamptz NOT NULL DEFAULT now(),
        expires_at      timestamptz NOT NULL,
        accepted_at     timestamptz,
        withdrawn_at    timestamptz,
        sent            integer     NOT NULL DEFAULT 1,
        counted_from    timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT invitation_of_address_once UNIQUE (organisation_id, email)
      );
      COMMENT ON TABLE invitation IS 'Whom an organisation has asked to join it; open until accepted or withdrawn';
      COMMENT ON COLUMN invitation.token_id IS 'What the newest token is made from, when its mail is sent';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE invitation');
  }
}
