import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The contacts that stand for a request, and which contacts the two sides of a released match are told. */
export class TellContactsAtRelease1764230010000 implements MigrationInterface {
  name = 'TellContactsAtRelease1764230010000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE request_disclosure ADD COLUMN contact_ids uuid[];
      COMMENT ON COLUMN request_disclosure.contact_ids IS 'Of the buyer’s contacts those that stand for the request; null: all that are shown at release';

      CREATE FUNCTION contacts_are_its_own() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (SELECT FROM unnest(NEW.contact_ids) AS chosen (id) WHERE NOT EXISTS (
          SELECT FROM contact WHERE contact.id = chosen.id AND contact.organisation_id = NEW.organisation_id)) THEN
          RAISE foreign_key_violation USING MESSAGE = 'a contact of another organisation stands for no request';
        END IF;
        RETURN NEW;
      END $$;
      COMMENT ON FUNCTION contacts_are_its_own IS 'An array has no foreign key; a contact that is removed later is told to nobody';
      CREATE TRIGGER request_disclosure_contacts BEFORE INSERT OR UPDATE OF contact_ids ON request_disclosure
        FOR EACH ROW WHEN (NEW.contact_ids IS NOT NULL) EXECUTE FUNCTION contacts_are_its_own();

      CREATE FUNCTION acting_contacts_told() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
        WITH released AS (
          SELECT match.buyer_organisation_id, match.firm_organisation_id, told.contact_ids, told.agreement_id
          FROM match LEFT JOIN request_disclosure AS told USING (request_id)
          WHERE match.released_at IS NOT NULL AND match.left_at IS NULL AND told.is_over IS NOT TRUE
            AND acting_organisation() IN (match.firm_organisation_id, match.buyer_organisation_id)
            AND NOT EXISTS (SELECT FROM access_cut AS cut WHERE cut.request_id = match.request_id
              AND cut.firm_organisation_id = match.firm_organisation_id AND cut.restored_at IS NULL)
        ), of_buyers AS (
          SELECT buyer_organisation_id, contact_ids FROM released
          WHERE firm_organisation_id = acting_organisation()
            AND (agreement_id IS NULL OR EXISTS (SELECT FROM agreement_acceptance AS accepted
              WHERE accepted.agreement_id = released.agreement_id AND accepted.organisation_id = acting_organisation()))
        )
        SELECT coalesce(array_agg(DISTINCT id), '{}') FROM (
          SELECT firm_organisation_id FROM released
          WHERE buyer_organisation_id = acting_organisation() AND firm_organisation_id IS NOT NULL
          UNION ALL SELECT buyer_organisation_id FROM of_buyers WHERE contact_ids IS NULL
          UNION ALL SELECT unnest(contact_ids) FROM of_buyers
        ) AS told (id)
      $$;
      COMMENT ON FUNCTION acting_contacts_told IS 'Contacts that whoever acts is told of, and organisations of which it is told all that are shown at release';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION acting_contacts_told;
      DROP TRIGGER request_disclosure_contacts ON request_disclosure;
      DROP FUNCTION contacts_are_its_own;
      ALTER TABLE request_disclosure DROP COLUMN contact_ids;
    `);
  }
}
