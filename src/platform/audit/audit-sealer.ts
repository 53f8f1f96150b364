import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { system } from '../database/actor.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Routines } from '../jobs/routines.js';

const BATCH = 1000;
/** Spells "SEAL": one sealer at a time, or two seals would claim the same number. */
const SEAL_LOCK = 0x5345414c;

/** Each value in a place of its own, so that nothing can be moved from one to another, in the same words on every server. */
const ENTRY_TEXT = `jsonb_build_array(id, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), actor_kind, organisation_id,
  person_id, purpose, action, subject_type, subject_id, data)::text`;

export type AuditChainCheck =
  | { intact: true; seals: number; unsealed: number }
  | { intact: false; brokenAtSeal: number; seals: number; unsealed: number };

/**
 * Chains the audit trail: every so often the entries not yet covered get a seal, whose hash covers them and the seal
 * before. Whoever edits or removes an entry afterwards breaks the chain from there on. Entries stay unsealed for at
 * most the sealer’s interval; that window is the price of not making all writers wait for one another.
 */
@Injectable()
export class AuditSealer {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    routines: Routines,
  ) {
    routines.register({ name: 'audit sealer', everyMilliseconds: 30_000, work: () => this.seal() });
  }

  /** Returns how many entries were sealed. */
  async seal(): Promise<number> {
    return this.unitOfWork.run(system('platform.seal-audit'), async () => {
      const [lock] = await this.unitOfWork.query<{ free: boolean }>(
        `SELECT pg_try_advisory_xact_lock(${SEAL_LOCK}) AS free`,
      );
      if (!lock?.free) return 0;
      const entries = await this.unitOfWork.query<{ id: string; text: string }>(
        `SELECT id, ${ENTRY_TEXT} AS text FROM audit_entry WHERE seal IS NULL ORDER BY id LIMIT ${BATCH}`,
      );
      if (entries.length === 0) return 0;
      const [last] = await this.unitOfWork.query<{ number: string; hash: string }>(
        'SELECT number, hash FROM audit_seal ORDER BY number DESC LIMIT 1',
      );
      const number = Number(last?.number ?? 0) + 1;
      const previous = last?.hash ?? '';
      await this.unitOfWork.query(
        'INSERT INTO audit_seal (number, entries, previous_hash, hash) VALUES ($1, $2, $3, $4)',
        [number, entries.length, previous, hashOf(previous, entries)],
      );
      await this.unitOfWork.query('UPDATE audit_entry SET seal = $1 WHERE id = ANY($2)', [
        number,
        entries.map((entry) => entry.id),
      ]);
      return entries.length;
    });
  }

  async check(): Promise<AuditChainCheck> {
    return this.unitOfWork.run(system('platform.check-audit'), async () => {
      const seals = await this.unitOfWork.query<{
        number: string;
        entries: number;
        previous_hash: string;
        hash: string;
      }>('SELECT number, entries, previous_hash, hash FROM audit_seal ORDER BY number');
      const [open] = await this.unitOfWork.query<{ count: number }>(
        'SELECT count(*)::int AS count FROM audit_entry WHERE seal IS NULL',
      );
      let previous = '';
      for (const [index, seal] of seals.entries()) {
        const entries = await this.unitOfWork.query<{ id: string; text: string }>(
          `SELECT id, ${ENTRY_TEXT} AS text FROM audit_entry WHERE seal = $1 ORDER BY id`,
          [seal.number],
        );
        const holds =
          Number(seal.number) === index + 1 &&
          seal.previous_hash === previous &&
          entries.length === seal.entries &&
          hashOf(previous, entries) === seal.hash;
        if (!holds) {
          return { intact: false, brokenAtSeal: Number(seal.number), seals: seals.length, unsealed: open!.count };
        }
        previous = seal.hash;
      }
      return { intact: true, seals: seals.length, unsealed: open!.count };
    });
  }
}

function hashOf(previous: string, entries: { text: string }[]): string {
  const hash = createHash('sha256').update(previous);
  for (const entry of entries) hash.update('\n').update(entry.text);
  return hash.digest('hex');
}
