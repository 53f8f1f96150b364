import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Organisations, people, who belongs where, and how they sign in. What is needed to sign in (passwords, sessions,
 * tokens, failed attempts) is Ketnoi’s own: no signed-in person sees a row of it.
 */
export class CreateIdentity1764000100000 implements MigrationInterface {
  name = 'CreateIdentity1764000100000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE organisation (
        id           uuid        CONSTRAINT organisation_pkey PRIMARY KEY,
        kind         text        NOT NULL
                                 CONSTRAINT organisation_kind_known CHECK (kind IN ('SUPPLIER', 'BUYER', 'AUTHORITY')),
        name         text        NOT NULL,
        tax_code     text,
        country_code text        NOT NULL CONSTRAINT organisation_country_code_shape CHECK (country_code ~ '^[A-Z]{2}$'),
        created_at   timestamptz NOT NULL DEFAULT now()
      );
      COMMENT ON TABLE organisation IS 'A firm that supplies, a firm that buys, or an authority that reviews';
      COMMENT ON COLUMN organisation.tax_code IS 'Vietnamese: verified, as 0100109106 or 0100109106-001; elsewhere as written';
      CREATE UNIQUE INDEX organisation_tax_code_once ON organisation (kind, country_code, upper(tax_code));
      CREATE UNIQUE INDEX organisation_authority_name_once ON organisation (lower(name)) WHERE kind = 'AUTHORITY';

      CREATE TABLE person (
        id         uuid        CONSTRAINT person_pkey PRIMARY KEY,
        email      citext      CONSTRAINT person_email_once UNIQUE,
        name       text        NOT NULL,
        language   text        NOT NULL CONSTRAINT person_language_known CHECK (language IN ('vi', 'en')),
        created_at timestamptz NOT NULL DEFAULT now()
      );
      COMMENT ON COLUMN person.email IS 'What the person signs in with; null once they have left, which frees the address';

      CREATE TABLE membership (
        person_id       uuid        NOT NULL CONSTRAINT membership_person REFERENCES person,
        organisation_id uuid        NOT NULL CONSTRAINT membership_organisation REFERENCES organisation,
        role            text        NOT NULL CONSTRAINT membership_role_known CHECK (role IN ('OWNER', 'MEMBER')),
        created_at      timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT membership_pkey PRIMARY KEY (person_id)
      );
      COMMENT ON TABLE membership IS 'Who acts for which organisation: one at a time';
      CREATE INDEX membership_of_organisation ON membership (organisation_id, person_id);
      CREATE FUNCTION acting_colleagues() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
        SELECT array_append(array_agg(person_id), acting_person()) FROM membership WHERE organisation_id = acting_organisation()
      $$;
      COMMENT ON FUNCTION acting_colleagues IS 'The people of the acting organisation, and whoever acts';

      CREATE TABLE person_password (
        person_id  uuid        CONSTRAINT person_password_pkey PRIMARY KEY
                               CONSTRAINT person_password_person REFERENCES person,
        hash       text        NOT NULL,
        changed_at timestamptz NOT NULL DEFAULT now()
      );
      COMMENT ON TABLE person_password IS 'argon2id hashes, apart from the person so that nobody who reads people reads them';

      CREATE TABLE session (
        id         uuid        CONSTRAINT session_pkey PRIMARY KEY,
        person_id  uuid        NOT NULL CONSTRAINT session_person REFERENCES person,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        revoked_at timestamptz
      );
      COMMENT ON TABLE session IS 'One sign-in, and the family of all refresh tokens that follow from it';
      CREATE INDEX session_of_person ON session (person_id);
      CREATE INDEX session_expiry ON session (expires_at);

      CREATE TABLE refresh_token (
        hash       bytea       CONSTRAINT refresh_token_pkey PRIMARY KEY,
        session_id uuid        NOT NULL CONSTRAINT refresh_token_session REFERENCES session ON DELETE CASCADE,
        created_at timestamptz NOT NULL DEFAULT now(),
        used_at    timestamptz
      );
      COMMENT ON TABLE refresh_token IS 'SHA-256 of tokens given out; a used one that comes back was stolen, or its successor was';
      CREATE INDEX refresh_token_of_session ON refresh_token (session_id);

      CREATE TABLE sign_in_failure (
        id        uuid        CONSTRAINT sign_in_failure_pkey PRIMARY KEY,
        email     citext      NOT NULL,
        failed_at timestamptz NOT NULL DEFAULT now()
      );
      COMMENT ON TABLE sign_in_failure IS 'Wrong passwords by e-mail address, whether or not anybody has it';
      CREATE INDEX sign_in_failure_of_email ON sign_in_failure (email, failed_at);
      CREATE INDEX sign_in_failure_age ON sign_in_failure (failed_at);



    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION acting_colleagues;
      DROP TABLE sign_in_failure, refresh_token, session, person_password, membership, person, organisation;
    `);
  }
}
