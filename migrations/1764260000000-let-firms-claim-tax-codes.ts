import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A tax code goes to whoever names it first; a firm that finds its own taken claims it, and an official decides. */
export class LetFirmsClaimTaxCodes1764260000000 implements MigrationInterface {
  name = 'LetFirmsClaimTaxCodes1764260000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE tax_code_claim (
        id              uuid        CONSTRAINT tax_code_claim_pkey PRIMARY KEY,
        organisation_id uuid        NOT NULL CONSTRAINT tax_code_claim_claimant REFERENCES organisation (id),
        claimant_name   text        NOT NULL,
        holder_id       uuid        NOT NULL,
        area_id         integer     NOT NULL,
        tax_code        text        NOT NULL,
        file_id         uuid        NOT NULL CONSTRAINT tax_code_claim_file REFERENCES stored_file (id),
        statement       text        NOT NULL,
        claimed_by      uuid        NOT NULL,
        claimed_at      timestamptz NOT NULL,
        answer_until    timestamptz NOT NULL,
        answer          text,
        answered_by     uuid,
        answered_at     timestamptz,
        state           text        NOT NULL DEFAULT 'OPEN'
          CONSTRAINT tax_code_claim_state_known CHECK (state IN ('OPEN', 'WITHDRAWN', 'MOVED', 'STAYED', 'OVERTAKEN')),
        ended_at        timestamptz,
        decided_by      uuid,
        authority_id    uuid,
        reason          text,
        CONSTRAINT tax_code_claim_in_area FOREIGN KEY (holder_id, area_id) REFERENCES organisation (id, area_id)
          ON UPDATE CASCADE DEFERRABLE,
        CONSTRAINT tax_code_claim_against_another CHECK (holder_id <> organisation_id),
        CONSTRAINT tax_code_claim_ends_once CHECK ((state = 'OPEN') = (ended_at IS NULL)),
        CONSTRAINT tax_code_claim_decided_with_reason CHECK (state NOT IN ('MOVED', 'STAYED') OR reason IS NOT NULL)
      );
      COMMENT ON TABLE tax_code_claim IS 'A firm says that the tax code which another has signed up with is its own';
      COMMENT ON COLUMN tax_code_claim.organisation_id IS 'Who claims it';
      COMMENT ON COLUMN tax_code_claim.holder_id IS 'Who had it when it was claimed';
      COMMENT ON COLUMN tax_code_claim.area_id IS 'Of the holder';
      COMMENT ON COLUMN tax_code_claim.file_id IS 'The certificate of registration, as the claimant sent it';
      COMMENT ON COLUMN tax_code_claim.decided_by IS 'The official; null where the operator decided';
      CREATE UNIQUE INDEX tax_code_claim_open_once ON tax_code_claim (organisation_id) WHERE state = 'OPEN';
      CREATE INDEX tax_code_claim_of_claimant ON tax_code_claim (organisation_id, id);
      CREATE INDEX tax_code_claim_against ON tax_code_claim (holder_id, id);
      CREATE INDEX tax_code_claim_of_code ON tax_code_claim (tax_code) WHERE state = 'OPEN';
      CREATE INDEX tax_code_claim_by_state ON tax_code_claim (state, id);
      CREATE INDEX tax_code_claim_file_id ON tax_code_claim (file_id);

      CREATE FUNCTION acting_claim_files() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
        SELECT coalesce(array_agg(file_id), '{}') FROM tax_code_claim
      $$;
      COMMENT ON FUNCTION acting_claim_files IS 'The certificates of registration in the claims that whoever acts may see';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION acting_claim_files;
      DROP TABLE tax_code_claim;
    `);
  }
}
