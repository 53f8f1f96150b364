import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who is acting, the outbox, the audit trail and remembered idempotency keys. The functions read what the unit of
 * work has set for its transaction; without it the kind is NULL, and every policy says no.
 */
export class CreatePlatform1764000000000 implements MigrationInterface {
  name = 'CreatePlatform1764000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE EXTENSION IF NOT EXISTS pg_trgm;
      CREATE EXTENSION IF NOT EXISTS unaccent;
      CREATE EXTENSION IF NOT EXISTS btree_gin;
      CREATE EXTENSION IF NOT EXISTS citext;

      GRANT USAGE ON SCHEMA public TO ketnoi_app;
      GRANT SELECT ON migration TO ketnoi_app;

      CREATE FUNCTION acting_kind() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS
        $$ SELECT nullif(current_setting('ketnoi.actor_kind', true), '') $$;
      CREATE FUNCTION acting_organisation() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
        $$ SELECT nullif(current_setting('ketnoi.organisation_id', true), '')::uuid $$;
      CREATE FUNCTION acting_person() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
        $$ SELECT nullif(current_setting('ketnoi.person_id', true), '')::uuid $$;
      CREATE FUNCTION acting_as_system() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
        $$ SELECT coalesce(acting_kind() = 'SYSTEM', false) $$;
      CREATE FUNCTION acting_as_authority() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
        $$ SELECT coalesce(acting_kind() = 'AUTHORITY', false) $$;

      CREATE TABLE outbox (
        id           uuid        CONSTRAINT outbox_pkey PRIMARY KEY,
        job          text        NOT NULL,
        payload      jsonb       NOT NULL,
        subject      text        NOT NULL,
        state        text        NOT NULL DEFAULT 'PENDING'
                                 CONSTRAINT outbox_state_known CHECK (state IN ('PENDING', 'QUEUED', 'DONE', 'FAILED')),
        attempt      integer     NOT NULL DEFAULT 0,
        leased_until timestamptz,
        takeovers    integer     NOT NULL DEFAULT 0,
        created_at   timestamptz NOT NULL DEFAULT now(),
        queued_at    timestamptz,
        done_at      timestamptz,
        last_error   text
      );
      COMMENT ON TABLE outbox IS 'Work asked for by a transaction; the queue only carries the ids of these rows';
      COMMENT ON COLUMN outbox.takeovers IS 'Leases that ran out on a worker that fell silent';
      CREATE INDEX outbox_pending ON outbox (id) WHERE state = 'PENDING';
      CREATE INDEX outbox_queued ON outbox (queued_at) WHERE state = 'QUEUED';
      CREATE INDEX outbox_done ON outbox (done_at) WHERE state = 'DONE';
      CREATE INDEX outbox_subject ON outbox (job, subject) WHERE state <> 'DONE';
      ALTER TABLE outbox ENABLE ROW LEVEL SECURITY;
      ALTER TABLE outbox FORCE ROW LEVEL SECURITY;
      CREATE POLICY outbox_system ON outbox USING (acting_as_system()) WITH CHECK (acting_as_system());
      CREATE POLICY outbox_put ON outbox FOR INSERT WITH CHECK (acting_kind() IS NOT NULL AND state = 'PENDING');
      GRANT SELECT, INSERT, UPDATE, DELETE ON outbox TO ketnoi_app;

      CREATE TABLE idempotency_key (
        person_id    uuid        NOT NULL,
        key          text        NOT NULL,
        request_hash text        NOT NULL,
        response     jsonb,
        created_at   timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT idempotency_key_pkey PRIMARY KEY (person_id, key)
      );
      COMMENT ON TABLE idempotency_key IS 'Answers of mutations sent with an Idempotency-Key, kept for a day';
      CREATE INDEX idempotency_key_created ON idempotency_key (created_at);
      ALTER TABLE idempotency_key ENABLE ROW LEVEL SECURITY;
      ALTER TABLE idempotency_key FORCE ROW LEVEL SECURITY;
      CREATE POLICY idempotency_key_own ON idempotency_key
        USING (acting_as_system() OR person_id = acting_person()) WITH CHECK (person_id = acting_person());
      GRANT SELECT, INSERT, UPDATE, DELETE ON idempotency_key TO ketnoi_app;

      CREATE TABLE audit_entry (
        id              uuid        CONSTRAINT audit_entry_pkey PRIMARY KEY,
        at              timestamptz NOT NULL DEFAULT now(),
        actor_kind      text        NOT NULL DEFAULT acting_kind(),
        organisation_id uuid        DEFAULT acting_organisation(),
        person_id       uuid        DEFAULT acting_person(),
        purpose         text        DEFAULT nullif(current_setting('ketnoi.purpose', true), ''),
        action          text        NOT NULL,
        subject_type    text        NOT NULL,
        subject_id      text        NOT NULL,
        data            jsonb       NOT NULL DEFAULT '{}',
        seal            bigint
      );
      COMMENT ON TABLE audit_entry IS 'What was done, by whom; written with the change itself and never edited. seal: the link of the chain that covers it';
      CREATE INDEX audit_entry_subject ON audit_entry (subject_type, subject_id, id);
      CREATE INDEX audit_entry_unsealed ON audit_entry (id) WHERE seal IS NULL;
      CREATE INDEX audit_entry_sealed ON audit_entry (seal, id);
      ALTER TABLE audit_entry ENABLE ROW LEVEL SECURITY;
      ALTER TABLE audit_entry FORCE ROW LEVEL SECURITY;
      CREATE POLICY audit_entry_append ON audit_entry FOR INSERT
        WITH CHECK (actor_kind = acting_kind() AND seal IS NULL
          AND organisation_id IS NOT DISTINCT FROM acting_organisation() AND person_id IS NOT DISTINCT FROM acting_person());
      CREATE POLICY audit_entry_read ON audit_entry FOR SELECT
        USING (acting_as_system() OR acting_as_authority() OR organisation_id = acting_organisation());
      CREATE POLICY audit_entry_seal ON audit_entry FOR UPDATE USING (acting_as_system() AND seal IS NULL) WITH CHECK (seal IS NOT NULL);
      GRANT SELECT, INSERT, UPDATE (seal) ON audit_entry TO ketnoi_app;

      CREATE TABLE audit_seal (
        number        bigint      CONSTRAINT audit_seal_pkey PRIMARY KEY,
        sealed_at     timestamptz NOT NULL DEFAULT now(),
        entries       integer     NOT NULL,
        previous_hash text        NOT NULL,
        hash          text        NOT NULL
      );
      COMMENT ON TABLE audit_seal IS 'The chain over the audit trail: each hash covers its entries and the hash before it';
      ALTER TABLE audit_seal ENABLE ROW LEVEL SECURITY;
      ALTER TABLE audit_seal FORCE ROW LEVEL SECURITY;
      CREATE POLICY audit_seal_read ON audit_seal FOR SELECT USING (acting_as_system() OR acting_as_authority());
      CREATE POLICY audit_seal_append ON audit_seal FOR INSERT WITH CHECK (acting_as_system());
      GRANT SELECT, INSERT ON audit_seal TO ketnoi_app;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE audit_seal, audit_entry, idempotency_key, outbox;
      DROP FUNCTION acting_as_authority, acting_as_system, acting_person, acting_organisation, acting_kind;
    `);
  }
}
