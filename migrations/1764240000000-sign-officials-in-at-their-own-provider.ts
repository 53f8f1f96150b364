import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An authority may have the accounts of its officials in a place of its own, which speaks OpenID Connect. */
export class SignOfficialsInAtTheirOwnProvider1764240000000 implements MigrationInterface {
  name = 'SignOfficialsInAtTheirOwnProvider1764240000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE sign_in_provider (
        id              uuid        CONSTRAINT sign_in_provider_pkey PRIMARY KEY,
        organisation_id uuid        NOT NULL CONSTRAINT sign_in_provider_organisation REFERENCES organisation,
        issuer          text        NOT NULL,
        client_id       text        NOT NULL,
        client_secret   bytea,
        redirect_uri    text        NOT NULL,
        domains         text[]      NOT NULL CONSTRAINT sign_in_provider_has_domains CHECK (cardinality(domains) > 0),
        claims          text[]      NOT NULL,
        factors         text[]      NOT NULL,
        is_only_way     boolean     NOT NULL,
        made_at         timestamptz NOT NULL DEFAULT now(),
        changed_at      timestamptz NOT NULL DEFAULT now(),
        dropped_at      timestamptz,
        CONSTRAINT sign_in_provider_secret_while_it_stands CHECK ((client_secret IS NULL) = (dropped_at IS NOT NULL))
      );
      CREATE UNIQUE INDEX sign_in_provider_standing ON sign_in_provider (organisation_id) WHERE dropped_at IS NULL;
      COMMENT ON TABLE sign_in_provider IS 'Where officials of an authority sign in; one that was dropped says how old sessions were opened';
      COMMENT ON COLUMN sign_in_provider.client_secret IS 'What Ketnoi proves itself with there, sealed under its own secret';
      COMMENT ON COLUMN sign_in_provider.domains IS 'Of mail addresses, in lower case: nobody else is taken from there';
      COMMENT ON COLUMN sign_in_provider.claims IS 'As name=value: all of them must be said of whoever comes';
      COMMENT ON COLUMN sign_in_provider.factors IS 'As acr=value or amr=value: with any of them no second factor of ours is asked for';
      COMMENT ON COLUMN sign_in_provider.is_only_way IS 'Members of the authority cannot sign in with a password';

      CREATE TABLE provider_account (
        provider_id uuid        NOT NULL CONSTRAINT provider_account_provider REFERENCES sign_in_provider,
        subject     text        NOT NULL,
        person_id   uuid        NOT NULL CONSTRAINT provider_account_person REFERENCES person,
        linked_at   timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT provider_account_pkey PRIMARY KEY (provider_id, subject)
      );
      CREATE UNIQUE INDEX provider_account_of_person ON provider_account (person_id, provider_id);
      COMMENT ON TABLE provider_account IS 'Which account there is whose here; set at the first sign-in, whatever its mail address becomes';

      CREATE TABLE provider_sign_in (
        hash        bytea       CONSTRAINT provider_sign_in_pkey PRIMARY KEY,
        provider_id uuid        NOT NULL CONSTRAINT provider_sign_in_provider REFERENCES sign_in_provider,
        expires_at  timestamptz NOT NULL,
        used_at     timestamptz
      );
      CREATE INDEX provider_sign_in_age ON provider_sign_in (expires_at);
      COMMENT ON TABLE provider_sign_in IS 'Sign-ins that were begun and are to come back from the provider, once';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE provider_sign_in, provider_account, sign_in_provider');
  }
}
