import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whose matches and certificates an official keeps away from. Withdrawn ones are kept: what was decided meanwhile can be told from them. */
export class LetOfficialsDeclareConflictsOfInterest1764150030000 implements MigrationInterface {
  name = 'LetOfficialsDeclareConflictsOfInterest1764150030000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE conflict_of_interest (
        id                    uuid        CONSTRAINT conflict_of_interest_pkey PRIMARY KEY,
        person_id             uuid        NOT NULL CONSTRAINT conflict_of_interest_person REFERENCES person,
        organisation_id       uuid        NOT NULL,
        firm_id               uuid        CONSTRAINT conflict_of_interest_firm REFERENCES firm (id),
        buyer_organisation_id uuid        CONSTRAINT conflict_of_interest_buyer REFERENCES organisation (id),
        reason                text        NOT NULL,
        declared_at           timestamptz NOT NULL DEFAULT clock_timestamp(),
        withdrawn_at          timestamptz,
        CONSTRAINT conflict_of_interest_with_one CHECK ((firm_id IS NULL) <> (buyer_organisation_id IS NULL))
      );
      COMMENT ON TABLE conflict_of_interest IS 'A firm or a buyer that an official does not decide about, as the official declared';
      COMMENT ON COLUMN conflict_of_interest.organisation_id IS 'The authority of the official';
      CREATE UNIQUE INDEX conflict_of_interest_once ON conflict_of_interest (person_id, coalesce(firm_id, buyer_organisation_id))
        WHERE withdrawn_at IS NULL;
      CREATE INDEX conflict_of_interest_of_authority ON conflict_of_interest (organisation_id, id);

      CREATE FUNCTION acting_conflicts() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
        SELECT coalesce(array_agg(coalesce(firm_id, buyer_organisation_id)), '{}') FROM conflict_of_interest
        WHERE person_id = acting_person() AND withdrawn_at IS NULL
      $$;
      COMMENT ON FUNCTION acting_conflicts IS 'The firms and buyers that whoever acts has declared a conflict of interest with';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION acting_conflicts;
      DROP TABLE conflict_of_interest;
    `);
  }
}
