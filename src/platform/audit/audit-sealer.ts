import { Injectable } from '@nestjs/common';
import { system } from '../database/actor.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Routines } from '../jobs/routines.js';
import { ENTRY_TEXT, entryHash, type Head, sealHash } from './chain-hash.js';

const BATCH = 1000;
/** Spells "SEAL": one sealer at a time, or two would claim the same places. */
const SEAL_LOCK = 0x5345414c;

interface Unsealed {
  id: string;
  chain: string;
  text: string;
}

/**
 * Chains the audit trail: every so often the entries that have no place yet get one in the chain of their organisation, and a
 * hash over themselves and the entry before. A seal then covers the heads that moved and the seal before. Whoever edits,
 * removes, inserts or exchanges an entry afterwards breaks its chain there. Entries stay unsealed for at most the sealer’s
 * interval; that window is the price of not making all writers wait for one another.
 */
@Injectable()
export class AuditSealer {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    routines: Routines,
  ) {
    routines.register({ name: 'audit sealer', everyMilliseconds: 30_000, work: () => this.sealAll() });
  }

  async sealAll(): Promise<void> {
    while ((await this.seal()) === BATCH);
  }

  /** Seals some of the entries. Returns how many. */
  async seal(): Promise<number> {
    return this.unitOfWork.run(system('platform.seal-audit'), async () => {
      const [lock] = await this.unitOfWork.query<{ free: boolean }>(
        `SELECT pg_try_advisory_xact_lock(${SEAL_LOCK}) AS free`,
      );
      if (!lock?.free) return 0;
      const entries = await this.unitOfWork.query<Unsealed>(
        `SELECT id, chain, ${ENTRY_TEXT} AS text FROM audit_entry WHERE position IS NULL ORDER BY id LIMIT ${BATCH}`,
      );
      if (entries.length === 0) return 0;
      const before = await this.headsOf([...new Set(entries.map(({ chain }) => chain))]);
      const heads = new Map(before);
      const places = entries.map(({ id, chain, text }) => {
        const { position, hash } = heads.get(chain) ?? { position: 0, hash: chain };
        const place = { chain, position: position + 1, hash: entryHash(hash, text) };
        heads.set(chain, place);
        return { id, ...place };
      });
      await this.unitOfWork.query(
        `UPDATE audit_entry SET position = place.position, hash = place.hash
         FROM unnest($1::uuid[], $2::bigint[], $3::text[]) AS place (id, position, hash) WHERE audit_entry.id = place.id`,
        [places.map(({ id }) => id), places.map(({ position }) => position), places.map(({ hash }) => hash)],
      );
      await this.putSeal([...heads.values()].sort(byChain), entries.length, heads.size - before.size);
      return entries.length;
    });
  }

  private async putSeal(heads: Head[], entries: number, newChains: number): Promise<void> {
    const [last] = await this.unitOfWork.query<{ number: string; chains: number; entries: string; hash: string }>(
      'SELECT number, chains, entries, hash FROM audit_seal ORDER BY number DESC LIMIT 1',
    );
    const number = Number(last?.number ?? 0) + 1;
    const previous = last?.hash ?? '';
    await this.unitOfWork.query(
      'INSERT INTO audit_seal (number, chains, entries, previous_hash, hash) VALUES ($1, $2, $3, $4, $5)',
      [
        number,
        (last?.chains ?? 0) + newChains,
        Number(last?.entries ?? 0) + entries,
        previous,
        sealHash(previous, heads),
      ],
    );
    await this.unitOfWork.query(
      `INSERT INTO audit_head (chain, position, hash, seal)
       SELECT chain, position, hash, $4 FROM unnest($1::uuid[], $2::bigint[], $3::text[]) AS head (chain, position, hash)`,
      [heads.map(({ chain }) => chain), heads.map(({ position }) => position), heads.map(({ hash }) => hash), number],
    );
  }

  private async headsOf(chains: string[]): Promise<Map<string, Head>> {
    const rows = await this.unitOfWork.query<{ chain: string; position: string; hash: string }>(
      `SELECT head.chain, head.position, head.hash FROM unnest($1::uuid[]) AS wanted (chain), LATERAL (
         SELECT chain, position, hash FROM audit_head WHERE audit_head.chain = wanted.chain
         ORDER BY position DESC LIMIT 1) AS head`,
      [chains],
    );
    return new Map(rows.map((row) => [row.chain, { ...row, position: Number(row.position) }]));
  }
}

const byChain = (one: Head, other: Head): number => (one.chain < other.chain ? -1 : 1);
