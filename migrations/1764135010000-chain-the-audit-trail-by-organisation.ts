import type { MigrationInterface, QueryRunner } from 'typeorm';
import { changeData } from '../src/platform/database/data-step.js';
import { newId } from '../src/platform/database/new-id.js';

const TEXT = `jsonb_build_array(id, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), actor_kind, organisation_id,
  person_id, purpose, action, subject_type, subject_id, data)::text`;

/**
 * Each organisation’s entries are a chain of their own, entry by entry, instead of one chain over batches. What was sealed goes
 * into the new chains in the order in which it was sealed; an entry of Ketnoi’s own chain keeps the last hash of the former
 * one, and whether it held.
 */
export class ChainTheAuditTrailByOrganisation1764135010000 implements MigrationInterface {
  name = 'ChainTheAuditTrailByOrganisation1764135010000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE audit_entry
        ADD COLUMN chain uuid NOT NULL
          GENERATED ALWAYS AS (coalesce(organisation_id, '00000000-0000-0000-0000-000000000000')) STORED,
        ADD COLUMN position bigint,
        ADD COLUMN hash text;
      CREATE FUNCTION sealed_so_far() RETURNS TABLE (entry uuid, place bigint, link text) LANGUAGE plpgsql AS $$
      DECLARE sealed record; current_chain uuid;
      BEGIN
        FOR sealed IN SELECT id, chain, ${TEXT} AS words FROM audit_entry WHERE seal IS NOT NULL ORDER BY chain, seal, id LOOP
          IF current_chain IS DISTINCT FROM sealed.chain THEN
            current_chain := sealed.chain; place := 0; link := sealed.chain::text;
          END IF;
          entry := sealed.id; place := place + 1;
          link := encode(sha256(convert_to(link || E'\\n' || sealed.words, 'UTF8')), 'hex');
          RETURN NEXT;
        END LOOP;
      END $$;
    `);
    await changeData(queryRunner, {
      tables: ['audit_entry'],
      change: `UPDATE audit_entry SET position = place, hash = link FROM sealed_so_far() WHERE entry = id`,
      expected: 'SELECT count(*) FROM audit_entry WHERE seal IS NOT NULL',
    });
    await changeData(queryRunner, {
      tables: ['audit_entry', 'audit_seal'],
      change: `
        INSERT INTO audit_entry (id, purpose, action, subject_type, subject_id, data)
        SELECT $1, 'platform.migrate', 'audit.chain-by-organisation', 'audit_seal', max(number)::text,
          jsonb_build_object('seals', count(*), 'hash', (array_agg(hash ORDER BY number DESC))[1],
                             'brokenAtSeal', min(number) FILTER (WHERE NOT holds))
        FROM (
          SELECT number, hash, previous_hash = coalesce(lag(hash) OVER (ORDER BY number), '')
            AND hash = encode(sha256(convert_to(previous_hash || coalesce(words, ''), 'UTF8')), 'hex')
            AND entries = coalesce(found, 0) AND number = row_number() OVER (ORDER BY number) AS holds
          FROM audit_seal LEFT JOIN (
            SELECT seal, count(*) AS found, string_agg(E'\\n' || ${TEXT}, '' ORDER BY id) AS words
            FROM audit_entry WHERE seal IS NOT NULL GROUP BY seal) AS covered ON seal = number
        ) AS former HAVING count(*) > 0`,
      parameters: [newId()],
      expected: 'SELECT least(count(*), 1) FROM audit_seal',
    });
    await queryRunner.query(`
      DROP FUNCTION sealed_so_far;
      DROP TABLE audit_seal;
      ALTER TABLE audit_entry DROP COLUMN seal CASCADE;
      ALTER TABLE audit_entry ADD CONSTRAINT audit_entry_place_once UNIQUE (chain, position);
      CREATE INDEX audit_entry_unsealed ON audit_entry (id) WHERE position IS NULL;
      COMMENT ON TABLE audit_entry IS 'What was done, by whom; written with the change itself and never edited';
      COMMENT ON COLUMN audit_entry.chain IS 'The organisation, or zeros for what concerns none';
      COMMENT ON COLUMN audit_entry.position IS 'Its place in the chain, from 1; null until it is sealed';
      COMMENT ON COLUMN audit_entry.hash IS 'SHA-256 over the hash of the entry before it and its own words';

      CREATE TABLE audit_seal (
        number        bigint      CONSTRAINT audit_seal_pkey PRIMARY KEY,
        sealed_at     timestamptz NOT NULL DEFAULT now(),
        chains        integer     NOT NULL,
        entries       bigint      NOT NULL,
        previous_hash text        NOT NULL,
        hash          text        NOT NULL
      );
      COMMENT ON TABLE audit_seal IS 'The chain over all chains: each hash covers the heads that moved and the seal before it';
      COMMENT ON COLUMN audit_seal.chains IS 'How many chains there were then, with how many entries together';

      CREATE TABLE audit_head (
        chain    uuid   NOT NULL,
        position bigint NOT NULL,
        hash     text   NOT NULL,
        seal     bigint NOT NULL CONSTRAINT audit_head_seal REFERENCES audit_seal,
        CONSTRAINT audit_head_pkey PRIMARY KEY (chain, position)
      );
      COMMENT ON TABLE audit_head IS 'How far a chain had come at a seal, and the hash of its last entry';
      CREATE INDEX audit_head_of_seal ON audit_head (seal, chain);
    `);
    await changeData(queryRunner, {
      tables: ['audit_entry', 'audit_seal'],
      change: `
        INSERT INTO audit_seal (number, chains, entries, previous_hash, hash)
        SELECT 1, count(*), sum(position), '', encode(sha256(convert_to(
          string_agg(E'\\n' || chain || ' ' || position || ' ' || hash, '' ORDER BY chain), 'UTF8')), 'hex')
        FROM (SELECT DISTINCT ON (chain) chain, position, hash FROM audit_entry WHERE position IS NOT NULL
              ORDER BY chain, position DESC) AS head HAVING count(*) > 0`,
      expected: 'SELECT least(count(*), 1) FROM audit_entry WHERE position IS NOT NULL',
    });
    await changeData(queryRunner, {
      tables: ['audit_entry', 'audit_head'],
      change: `INSERT INTO audit_head (chain, position, hash, seal)
        SELECT DISTINCT ON (chain) chain, position, hash, 1 FROM audit_entry WHERE position IS NOT NULL
        ORDER BY chain, position DESC`,
      expected: 'SELECT count(DISTINCT chain) FROM audit_entry WHERE position IS NOT NULL',
    });
  }

  /** The entries stay, and are sealed anew by a build that knows one chain. */
  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE audit_head, audit_seal;
      ALTER TABLE audit_entry DROP COLUMN chain CASCADE, DROP COLUMN position CASCADE, DROP COLUMN hash CASCADE;
      ALTER TABLE audit_entry ADD COLUMN seal bigint;
      COMMENT ON TABLE audit_entry IS 'What was done, by whom; written with the change itself and never edited. seal: the link of the chain that covers it';
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
      DELETE FROM access_version;
    `);
  }
}
