import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ACTOR_KINDS, ACTOR_ROLES, APPLICATION_ROLE, ROLE_OF } from '../src/platform/database/roles.js';

/**
 * Who is acting, the outbox, the audit trail and remembered idempotency keys. The functions tell what the unit of work
 * has set for its transaction: the role of a kind of actor, the organisation and the person. Grants and policies of this
 * and every other table come from the rooms’ descriptions (`*.access.ts`) and are applied after the last migration.
 */
export class CreatePlatform1764000000000 implements MigrationInterface {
  name = 'CreatePlatform1764000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE EXTENSION IF NOT EXISTS pg_trgm;
      CREATE EXTENSION IF NOT EXISTS unaccent;
      CREATE EXTENSION IF NOT EXISTS btree_gin;
      CREATE EXTENSION IF NOT EXISTS citext;

      GRANT USAGE ON SCHEMA public TO ${[APPLICATION_ROLE, ...ACTOR_ROLES].join(', ')};

      CREATE TABLE access_version (
        hash       text        CONSTRAINT access_version_pkey PRIMARY KEY,
        applied_at timestamptz NOT NULL DEFAULT now()
      );
      COMMENT ON TABLE access_version IS 'Which description of grants and policies stands in this database: one row';

      CREATE FUNCTION acting_kind() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS
        $$ SELECT CASE current_user ${ACTOR_KINDS.map((kind) => `WHEN '${ROLE_OF[kind]}' THEN '${kind}'`).join(' ')} END $$;
      COMMENT ON FUNCTION acting_kind IS 'The kind of actor whose role the transaction has taken; NULL for nobody';
      CREATE FUNCTION acting_organisation() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
        $$ SELECT nullif(current_setting('ketnoi.organisation_id', true), '')::uuid $$;
      CREATE FUNCTION acting_person() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
        $$ SELECT nullif(current_setting('ketnoi.person_id', true), '')::uuid $$;

      CREATE TABLE outbox (
        id           uuid        CONSTRAINT outbox_pkey PRIMARY KEY,
        job          text        NOT NULL,
        payload      jsonb       NOT NULL,
        subject      text        NOT NULL,
        organisation_id uuid,
        key          text,
        joined_to    uuid,
        run_at       timestamptz NOT NULL DEFAULT now(),
        lane         text        NOT NULL DEFAULT 'INTERACTIVE'
                                 CONSTRAINT outbox_lane_known CHECK (lane IN ('INTERACTIVE', 'BULK')),
        priority     smallint    NOT NULL DEFAULT 0
                                 CONSTRAINT outbox_priority_in_range CHECK (priority BETWEEN -100 AND 100),
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
      COMMENT ON COLUMN outbox.organisation_id IS 'Whom the work concerns; null for work of Ketnoi itself';
      COMMENT ON COLUMN outbox.key IS 'What is done once for all rows that wait with it when it begins';
      COMMENT ON COLUMN outbox.joined_to IS 'The row of the same key whose run did the work of this one, too';
      CREATE UNIQUE INDEX outbox_key_queued_once ON outbox (job, key) WHERE state = 'QUEUED';
      CREATE INDEX outbox_key_waiting ON outbox (job, key) WHERE state = 'PENDING' AND key IS NOT NULL;
      CREATE INDEX outbox_pending ON outbox (lane DESC, priority DESC, id) WHERE state = 'PENDING';
      CREATE INDEX outbox_queued ON outbox (queued_at) WHERE state = 'QUEUED';
      CREATE INDEX outbox_done ON outbox (done_at) WHERE state = 'DONE';
      CREATE INDEX outbox_subject ON outbox (job, subject) WHERE state <> 'DONE';

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

      CREATE TABLE audit_seal (
        number        bigint      CONSTRAINT audit_seal_pkey PRIMARY KEY,
        sealed_at     timestamptz NOT NULL DEFAULT now(),
        entries       integer     NOT NULL,
        previous_hash text        NOT NULL,
        hash          text        NOT NULL
      );
      COMMENT ON TABLE audit_seal IS 'The chain over the audit trail: each hash covers its entries and the hash before it';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE audit_seal, audit_entry, idempotency_key, outbox, access_version;
      DROP FUNCTION acting_person, acting_organisation, acting_kind;
    `);
  }
}
