import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Firms with their sites, capabilities and certificates, what officials found out about them, and the files that prove
 * it. A column that is NULL was left empty: nothing is known. Lengths are millimetres, masses kilograms, roughness Ra
 * in micrometres. What belongs to a firm refers to it together with its organisation: those keys follow a firm that is claimed
 * or merged, and may be checked at the end of the transaction that moves several tables.
 */
export class CreateSuppliers1764000300000 implements MigrationInterface {
  name = 'CreateSuppliers1764000300000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(FOLD_TEXT);
    await queryRunner.query(STORED_FILE);
    await queryRunner.query(FIRM_AND_SITE);
    await queryRunner.query(CAPABILITY);
    await queryRunner.query(CERTIFICATE);
    await queryRunner.query(VERIFICATION);
    await queryRunner.query(EVIDENCE_IS_NOT_SELF_MADE);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE verification, certificate_site, certificate, capability, site, firm, stored_file;
      DROP FUNCTION evidence_is_not_self_made, fold_text;
    `);
  }
}

const FOLD_TEXT = `
  CREATE FUNCTION fold_text(words text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT btrim(regexp_replace(
      lower(public.unaccent('public.unaccent'::regdictionary, normalize(words, NFC))), '[[:space:]]+', ' ', 'g'))
  $$;
  COMMENT ON FUNCTION fold_text IS 'Words as searched: NFC, small letters, no marks (đ is d), single spaces';
`;

const STORED_FILE = `
  CREATE TABLE stored_file (
    id              uuid        CONSTRAINT stored_file_pkey PRIMARY KEY,
    organisation_id uuid        NOT NULL CONSTRAINT stored_file_organisation REFERENCES organisation (id),
    name            text        NOT NULL,
    media_type      text        NOT NULL
                    CONSTRAINT stored_file_media_type_known CHECK (media_type IN ('application/pdf', 'image/png', 'image/jpeg')),
    size_bytes      integer     NOT NULL CONSTRAINT stored_file_size CHECK (size_bytes BETWEEN 1 AND 5242880),
    sha256          text        NOT NULL,
    content         bytea       NOT NULL,
    created_by      uuid        NOT NULL DEFAULT acting_person(),
    created_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT stored_file_once UNIQUE (organisation_id, sha256),
    CONSTRAINT stored_file_of_organisation UNIQUE (id, organisation_id)
  );
  COMMENT ON TABLE stored_file IS 'Files that prove something; written once, never changed';
  ALTER TABLE stored_file ALTER COLUMN content SET STORAGE EXTERNAL;
`;

const FIRM_AND_SITE = `
  CREATE TABLE firm (
    id              uuid        CONSTRAINT firm_pkey PRIMARY KEY,
    organisation_id uuid        CONSTRAINT firm_organisation REFERENCES organisation (id)
                                CONSTRAINT firm_one_per_organisation UNIQUE,
    name            text        NOT NULL,
    trading_name    text,
    tax_code        text,
    country_code    text        CONSTRAINT firm_country_code_form CHECK (country_code ~ '^[A-Z]{2}$'),
    website         text,
    sectors         text[],
    languages       text[],
    end_markets     text[],
    source          text        NOT NULL DEFAULT 'SELF',
    printed         jsonb,
    printed_hash    text,
    revision        integer     NOT NULL DEFAULT 1,
    facts_revision  integer     NOT NULL DEFAULT 1,
    withdrawn_at    timestamptz,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    search_text     text        NOT NULL GENERATED ALWAYS AS (fold_text(name || ' ' || coalesce(trading_name, ''))) STORED,
    CONSTRAINT firm_of_organisation UNIQUE (id, organisation_id),
    CONSTRAINT firm_listed_once UNIQUE (source, printed_hash),
    CONSTRAINT firm_has_owner_or_list CHECK (source <> 'SELF' OR organisation_id IS NOT NULL)
  );
  COMMENT ON TABLE firm IS 'A supplier as it is found; organisation_id NULL: known from a list only';
  COMMENT ON COLUMN firm.source IS 'SELF: the firm registered itself; else the name of the list';
  COMMENT ON COLUMN firm.facts_revision IS 'Grows with every change of the firm or of anything that belongs to it: what was judged names the one it saw';
  COMMENT ON COLUMN firm.printed IS 'The cells of the list, as printed';
  CREATE INDEX firm_search_text ON firm USING gin (search_text gin_trgm_ops);
  CREATE INDEX firm_sectors ON firm USING gin (sectors);
  CREATE INDEX firm_tax_code ON firm (tax_code);
  CREATE INDEX firm_withdrawn ON firm (id) WHERE withdrawn_at IS NOT NULL;

  CREATE TABLE site (
    id                   uuid        CONSTRAINT site_pkey PRIMARY KEY,
    firm_id              uuid        NOT NULL CONSTRAINT site_firm REFERENCES firm (id),
    organisation_id      uuid,
    name                 text,
    tax_code             text,
    address              text,
    ward_code            text        CONSTRAINT site_ward REFERENCES administrative_unit (code),
    ward_candidates      text[]      NOT NULL DEFAULT '{}',
    province_code        text        CONSTRAINT site_province REFERENCES administrative_unit (code),
    industrial_park_code text        CONSTRAINT site_industrial_park REFERENCES industrial_park (code),
    country_code         text        CONSTRAINT site_country_code_form CHECK (country_code ~ '^[A-Z]{2}$'),
    latitude             double precision CONSTRAINT site_latitude_range CHECK (latitude BETWEEN -90 AND 90),
    longitude            double precision CONSTRAINT site_longitude_range CHECK (longitude BETWEEN -180 AND 180),
    stated_place         jsonb       NOT NULL CONSTRAINT site_stated_place_versioned CHECK (stated_place ? 'v'),
    coordinates_from     text        CONSTRAINT site_coordinates_from_known CHECK (coordinates_from IN ('STATED', 'PARK', 'WARD')),
    revision             integer     NOT NULL DEFAULT 1,
    withdrawn_at         timestamptz,
    created_at           timestamptz NOT NULL DEFAULT now(),
    updated_at           timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT site_of_firm UNIQUE (id, firm_id),
    CONSTRAINT site_of_owner FOREIGN KEY (firm_id, organisation_id) REFERENCES firm (id, organisation_id) ON UPDATE CASCADE DEFERRABLE,
    CONSTRAINT site_coordinates_both CHECK ((latitude IS NULL) = (longitude IS NULL) AND (latitude IS NULL) = (coordinates_from IS NULL))
  );
  COMMENT ON TABLE site IS 'Where a firm works; the address as printed beside what it resolved to';
  COMMENT ON COLUMN site.tax_code IS 'Tax code of the branch that the site is';
  COMMENT ON COLUMN site.stated_place IS 'Codes of park, ward, province and country as the firm gave them; the others follow from the address';
  COMMENT ON COLUMN site.ward_candidates IS 'Where the words fit several of today''s wards: all of them, none guessed';
  CREATE INDEX site_firm_id ON site (firm_id);
  CREATE INDEX site_province_code ON site (province_code, firm_id) WHERE withdrawn_at IS NULL;
`;

const CAPABILITY = `
  CREATE TABLE capability (
    id                    uuid        CONSTRAINT capability_pkey PRIMARY KEY,
    firm_id               uuid        NOT NULL,
    organisation_id       uuid,
    site_id               uuid        NOT NULL,
    process_code          text        NOT NULL CONSTRAINT capability_process REFERENCES process (code),
    is_own                boolean,
    materials             text[],
    max_size_mm           double precision[] CONSTRAINT capability_max_size_sides CHECK (cardinality(max_size_mm) = 3),
    max_mass_kg           double precision CONSTRAINT capability_max_mass_positive CHECK (max_mass_kg > 0),
    tolerance_mm          double precision CONSTRAINT capability_tolerance_positive CHECK (tolerance_mm > 0),
    roughness_ra_um       double precision CONSTRAINT capability_roughness_positive CHECK (roughness_ra_um > 0),
    thickness_min_mm      double precision CONSTRAINT capability_thickness_positive CHECK (thickness_min_mm > 0),
    thickness_max_mm      double precision,
    min_lot_pieces        integer     CONSTRAINT capability_min_lot_positive CHECK (min_lot_pieces > 0),
    monthly_capacity      double precision CONSTRAINT capability_monthly_capacity_not_negative CHECK (monthly_capacity >= 0),
    monthly_capacity_unit text,
    lead_time_days        integer     CONSTRAINT capability_lead_time_positive CHECK (lead_time_days > 0),
    machines              text,
    characteristics       jsonb       NOT NULL CONSTRAINT capability_characteristics_versioned CHECK (characteristics ? 'v'),
    evidence              text        NOT NULL
                          CONSTRAINT capability_evidence_known CHECK (evidence IN ('DECLARED', 'DOCUMENTED', 'VERIFIED', 'VISITED', 'PROVEN')),
    evidence_file_id      uuid,
    revision              integer     NOT NULL DEFAULT 1,
    withdrawn_at          timestamptz,
    created_at            timestamptz NOT NULL DEFAULT now(),
    updated_at            timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT capability_site_of_firm FOREIGN KEY (site_id, firm_id) REFERENCES site (id, firm_id) ON UPDATE CASCADE DEFERRABLE,
    CONSTRAINT capability_of_owner FOREIGN KEY (firm_id, organisation_id) REFERENCES firm (id, organisation_id) ON UPDATE CASCADE DEFERRABLE,
    CONSTRAINT capability_evidence_file FOREIGN KEY (evidence_file_id, organisation_id) REFERENCES stored_file (id, organisation_id),
    CONSTRAINT capability_thickness_both CHECK ((thickness_min_mm IS NULL) = (thickness_max_mm IS NULL) AND thickness_min_mm <= thickness_max_mm),
    CONSTRAINT capability_monthly_capacity_has_unit CHECK ((monthly_capacity IS NULL) = (monthly_capacity_unit IS NULL))
  );
  COMMENT ON TABLE capability IS 'One process at one site within limits; NULL: the firm did not say';
  COMMENT ON COLUMN capability.tolerance_mm IS 'Tightest tolerance held, as ± millimetres';
  COMMENT ON COLUMN capability.monthly_capacity IS 'Free capacity a month';
  COMMENT ON COLUMN capability.characteristics IS 'Further numbers by the code of the taxonomy: {"layers": 4}';
  COMMENT ON COLUMN capability.revision IS 'Grows with every change of its owner''s; a verification names the one that was seen';
  CREATE INDEX capability_process_code ON capability (process_code) INCLUDE (firm_id) WHERE withdrawn_at IS NULL;
  CREATE INDEX capability_firm_id ON capability (firm_id);
  CREATE INDEX capability_site_id ON capability (site_id);
  CREATE INDEX capability_to_check ON capability (firm_id) WHERE evidence = 'DOCUMENTED' AND withdrawn_at IS NULL;
`;

const CERTIFICATE = `
  CREATE TABLE certificate (
    id               uuid        CONSTRAINT certificate_pkey PRIMARY KEY,
    firm_id          uuid        NOT NULL CONSTRAINT certificate_firm REFERENCES firm (id),
    organisation_id  uuid,
    standard_code    text        NOT NULL CONSTRAINT certificate_standard_known REFERENCES certificate_standard (code),
    number           text,
    issuer           text,
    scope            text,
    valid_from       date,
    valid_to         date,
    state            text        NOT NULL DEFAULT 'STANDING'
                     CONSTRAINT certificate_state_known CHECK (state IN ('STANDING', 'REJECTED')),
    evidence         text        NOT NULL
                     CONSTRAINT certificate_evidence_known CHECK (evidence IN ('DECLARED', 'DOCUMENTED', 'VERIFIED', 'VISITED', 'PROVEN')),
    evidence_file_id uuid,
    revision         integer     NOT NULL DEFAULT 1,
    withdrawn_at     timestamptz,
    created_at       timestamptz NOT NULL DEFAULT now(),
    updated_at       timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT certificate_of_firm UNIQUE (id, firm_id),
    CONSTRAINT certificate_of_owner FOREIGN KEY (firm_id, organisation_id) REFERENCES firm (id, organisation_id) ON UPDATE CASCADE DEFERRABLE,
    CONSTRAINT certificate_evidence_file FOREIGN KEY (evidence_file_id, organisation_id) REFERENCES stored_file (id, organisation_id),
    CONSTRAINT certificate_validity_order CHECK (valid_from <= valid_to)
  );
  COMMENT ON TABLE certificate IS 'A standard the firm is certified to, for the sites named in certificate_site, or for all where none is';
  CREATE INDEX certificate_firm_id ON certificate (firm_id);
  CREATE INDEX certificate_standard_code ON certificate (standard_code) INCLUDE (firm_id) WHERE withdrawn_at IS NULL;
  CREATE INDEX certificate_to_check ON certificate (firm_id, id) WHERE evidence = 'DOCUMENTED' AND state = 'STANDING' AND withdrawn_at IS NULL;
  CREATE INDEX certificate_valid_to ON certificate (valid_to) WHERE withdrawn_at IS NULL;

  CREATE TABLE certificate_site (
    certificate_id  uuid NOT NULL,
    site_id         uuid NOT NULL,
    firm_id         uuid NOT NULL,
    organisation_id uuid,
    CONSTRAINT certificate_site_pkey PRIMARY KEY (certificate_id, site_id),
    CONSTRAINT certificate_site_certificate FOREIGN KEY (certificate_id, firm_id) REFERENCES certificate (id, firm_id) ON UPDATE CASCADE DEFERRABLE,
    CONSTRAINT certificate_site_site FOREIGN KEY (site_id, firm_id) REFERENCES site (id, firm_id) ON UPDATE CASCADE DEFERRABLE,
    CONSTRAINT certificate_site_of_owner FOREIGN KEY (firm_id, organisation_id) REFERENCES firm (id, organisation_id) ON UPDATE CASCADE DEFERRABLE
  );
  COMMENT ON TABLE certificate_site IS 'The sites a certificate covers';
  CREATE INDEX certificate_site_site_id ON certificate_site (site_id);
`;

const VERIFICATION = `
  CREATE TABLE verification (
    id              uuid        CONSTRAINT verification_pkey PRIMARY KEY,
    firm_id         uuid        NOT NULL CONSTRAINT verification_firm REFERENCES firm (id),
    organisation_id uuid,
    certificate_id  uuid        CONSTRAINT verification_certificate REFERENCES certificate (id),
    capability_id   uuid        CONSTRAINT verification_capability REFERENCES capability (id),
    official_id     uuid        NOT NULL DEFAULT acting_person(),
    authority_id    uuid        NOT NULL DEFAULT acting_organisation(),
    at              timestamptz NOT NULL DEFAULT now(),
    decision        text        NOT NULL
                    CONSTRAINT verification_decision_known CHECK (decision IN ('ACCEPT', 'REJECT', 'VERIFIED', 'VISITED', 'UNDO')),
    reason_code     text,
    note            text,
    seen            jsonb       NOT NULL CONSTRAINT verification_seen_versioned CHECK (seen ? 'v'),
    undoes          uuid        CONSTRAINT verification_undoes REFERENCES verification (id)
                                CONSTRAINT verification_undone_once UNIQUE,
    CONSTRAINT verification_has_one_subject CHECK ((certificate_id IS NULL) <> (capability_id IS NULL)),
    CONSTRAINT verification_undo_names_what CHECK ((decision = 'UNDO') = (undoes IS NOT NULL))
  );
  COMMENT ON TABLE verification IS 'What officials found: who, when, what was seen, what was decided; appended, never edited';
  COMMENT ON COLUMN verification.organisation_id IS 'The organisation of the firm, which may read it';
  COMMENT ON COLUMN verification.seen IS 'The certificate or capability as it stood before the decision';
  CREATE INDEX verification_certificate_id ON verification (certificate_id, id);
  CREATE INDEX verification_capability_id ON verification (capability_id, id);
`;

/** The grades an official gives cannot come from a supplier, nor outlive a change a supplier makes. */
const EVIDENCE_IS_NOT_SELF_MADE = `
  CREATE FUNCTION evidence_is_not_self_made() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF acting_kind() = 'SUPPLIER' AND NEW.evidence IN ('VERIFIED', 'VISITED', 'PROVEN')
      AND (TG_OP = 'INSERT' OR NEW.evidence <> OLD.evidence OR NEW.revision <> OLD.revision)
    THEN
      RAISE EXCEPTION 'a supplier cannot grade its own evidence as %', NEW.evidence USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER capability_evidence_is_not_self_made BEFORE INSERT OR UPDATE ON capability
    FOR EACH ROW EXECUTE FUNCTION evidence_is_not_self_made();
  CREATE TRIGGER certificate_evidence_is_not_self_made BEFORE INSERT OR UPDATE ON certificate
    FOR EACH ROW EXECUTE FUNCTION evidence_is_not_self_made();
`;
