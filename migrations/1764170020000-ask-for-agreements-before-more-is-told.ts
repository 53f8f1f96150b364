import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Agreements that a firm accepts before it is told more than the teaser, and firms that are told no more at all. */
export class AskForAgreementsBeforeMoreIsTold1764170020000 implements MigrationInterface {
  name = 'AskForAgreementsBeforeMoreIsTold1764170020000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE disclosure_agreement (
        id              uuid        CONSTRAINT disclosure_agreement_pkey PRIMARY KEY,
        request_id      uuid        NOT NULL,
        organisation_id uuid        NOT NULL,
        version         integer     NOT NULL CONSTRAINT disclosure_agreement_version_positive CHECK (version > 0),
        text            text        NOT NULL,
        asked_by        uuid        NOT NULL,
        asked_at        timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT disclosure_agreement_version UNIQUE (request_id, version),
        CONSTRAINT disclosure_agreement_of_request UNIQUE (id, request_id),
        CONSTRAINT disclosure_agreement_request
          FOREIGN KEY (request_id, organisation_id) REFERENCES component_request (id, organisation_id)
      );
      COMMENT ON TABLE disclosure_agreement IS 'What a buyer asks firms to accept before they are told more; a new text is a new version, and none is edited';

      ALTER TABLE request_disclosure ADD COLUMN agreement_id uuid,
        ADD CONSTRAINT request_disclosure_agreement
          FOREIGN KEY (agreement_id, request_id) REFERENCES disclosure_agreement (id, request_id);
      COMMENT ON COLUMN request_disclosure.agreement_id IS 'The version that has to be accepted; null where none has';

      CREATE TABLE agreement_acceptance (
        agreement_id          uuid        NOT NULL,
        organisation_id       uuid        NOT NULL,
        request_id            uuid        NOT NULL,
        buyer_organisation_id uuid        NOT NULL,
        accepted_by           uuid        NOT NULL,
        accepted_at           timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT agreement_acceptance_pkey PRIMARY KEY (agreement_id, organisation_id),
        CONSTRAINT agreement_acceptance_agreement
          FOREIGN KEY (agreement_id, request_id) REFERENCES disclosure_agreement (id, request_id)
      );
      COMMENT ON TABLE agreement_acceptance IS 'A version of an agreement that a supplier has accepted; appended, never edited';
      COMMENT ON COLUMN agreement_acceptance.organisation_id IS 'The supplier’s';

      CREATE TABLE access_cut (
        id                    uuid        CONSTRAINT access_cut_pkey PRIMARY KEY,
        request_id            uuid        NOT NULL,
        organisation_id       uuid        NOT NULL,
        firm_organisation_id  uuid        NOT NULL,
        cut_by                uuid        NOT NULL,
        cut_at                timestamptz NOT NULL DEFAULT clock_timestamp(),
        restored_at           timestamptz,
        CONSTRAINT access_cut_request
          FOREIGN KEY (request_id, organisation_id) REFERENCES component_request (id, organisation_id)
      );
      COMMENT ON TABLE access_cut IS 'A supplier that a buyer tells no more than the teaser of a request, whatever it has been told before';
      CREATE UNIQUE INDEX access_cut_standing ON access_cut (request_id, firm_organisation_id) WHERE restored_at IS NULL;

      CREATE OR REPLACE FUNCTION acting_open_lines() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
        SELECT coalesce(array_agg(match.line_id), '{}') FROM request_disclosure AS told JOIN match USING (request_id)
        WHERE match.firm_organisation_id = acting_organisation() AND match.left_at IS NULL AND NOT told.is_over
          AND CASE WHEN match.released_at IS NULL THEN told.before_release ELSE told.after_release END = 'FULL'
          AND NOT EXISTS (SELECT FROM access_cut AS cut WHERE cut.request_id = told.request_id
            AND cut.firm_organisation_id = acting_organisation() AND cut.restored_at IS NULL)
          AND (told.agreement_id IS NULL OR EXISTS (SELECT FROM agreement_acceptance AS accepted
            WHERE accepted.agreement_id = told.agreement_id AND accepted.organisation_id = acting_organisation()))
      $$;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE OR REPLACE FUNCTION acting_open_lines() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
        SELECT coalesce(array_agg(match.line_id), '{}') FROM request_disclosure AS told JOIN match USING (request_id)
        WHERE match.firm_organisation_id = acting_organisation() AND match.left_at IS NULL AND NOT told.is_over
          AND CASE WHEN match.released_at IS NULL THEN told.before_release ELSE told.after_release END = 'FULL'
      $$;
      ALTER TABLE request_disclosure DROP COLUMN agreement_id;
      DROP TABLE access_cut, agreement_acceptance, disclosure_agreement;
    `);
  }
}
