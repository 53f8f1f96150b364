import { Injectable } from '@nestjs/common';
import { system } from '../database/actor.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { ENTRY_TEXT, entryHash, type Head, OWN_CHAIN, sealHash } from './chain-hash.js';

const ENTRIES = 2_000;
const SEALS = 50;

/** The first thing that is not as it was sealed, in a sentence for an operator. */
export type AuditChainCheck =
  | { intact: true; chains: number; entries: number; seals: number; unsealed: number }
  | { intact: false; broken: string; entryId: string | null };

interface Row {
  id: string;
  chain: string;
  position: string;
  hash: string;
  text: string;
  head: string | null;
}

class Broken extends Error {
  constructor(
    message: string,
    readonly entryId: string | null = null,
  ) {
    super(message);
  }
}

/** Reads the whole trail once, some rows at a time and from one state of it, and computes every hash again. */
@Injectable()
export class AuditCheck {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async check(): Promise<AuditChainCheck> {
    return this.unitOfWork.run(
      system('platform.check-audit'),
      async () => {
        try {
          const { chains, entries } = await this.checkChains();
          const seals = await this.checkSeals(chains, entries);
          const [open] = await this.unitOfWork.query<{ count: number }>(
            'SELECT count(*)::int AS count FROM audit_entry WHERE position IS NULL',
          );
          return { intact: true, chains, entries, seals, unsealed: open!.count };
        } catch (error) {
          if (error instanceof Broken) return { intact: false, broken: error.message, entryId: error.entryId };
          throw error;
        }
      },
      { readOnly: true },
    );
  }

  /** The hash of a seal; null where there is none of that number. */
  async sealOf(number: number): Promise<string | null> {
    const rows = await this.unitOfWork.run(system('platform.check-audit'), () =>
      this.unitOfWork.query<{ hash: string }>('SELECT hash FROM audit_seal WHERE number = $1', [number]),
    );
    return rows[0]?.hash ?? null;
  }

  private async checkChains(): Promise<{ chains: number; entries: number }> {
    const ends = this.ends();
    let end = (await ends.next()).value as Head | undefined;
    let [chains, entries] = [0, 0];
    let last: Head | null = null;
    const close = async (): Promise<void> => {
      if (last) checkEnd(last, end?.chain === last.chain ? end : null);
      if (last && end) end = (await ends.next()).value as Head | undefined;
    };
    for await (const row of this.entries()) {
      if (row.chain !== last?.chain) {
        await close();
        if (end && end.chain < row.chain) throw allGone(end);
        last = { chain: row.chain, position: 0, hash: row.chain };
        chains++;
      }
      last = follow(last!, row);
      entries++;
    }
    await close();
    if (end) throw allGone(end);
    return { chains, entries };
  }

  private async *entries(): AsyncGenerator<Row> {
    let [chain, position] = [OWN_CHAIN, '0'];
    for (;;) {
      const rows = await this.unitOfWork.query<Row>(
        `SELECT entry.id, entry.chain, entry.position, entry.hash, entry.text, audit_head.hash AS head
         FROM (SELECT id, chain, position, hash, ${ENTRY_TEXT} AS text FROM audit_entry
               WHERE (chain, position) > ($1, $2) AND position IS NOT NULL ORDER BY chain, position LIMIT ${ENTRIES}) AS entry
         LEFT JOIN audit_head ON audit_head.chain = entry.chain AND audit_head.position = entry.position
         ORDER BY entry.chain, entry.position`,
        [chain, position],
      );
      yield* rows;
      if (rows.length < ENTRIES) return;
      ({ chain, position } = rows.at(-1)!);
    }
  }

  /** Where each chain ends, in their order. */
  private async *ends(): AsyncGenerator<Head, undefined> {
    let after: string | null = null;
    for (;;) {
      const [next]: { chain: string; position: string; hash: string }[] = await this.unitOfWork.query(
        `SELECT chain, position, hash FROM audit_head
         WHERE chain = (SELECT chain FROM audit_head WHERE $1::uuid IS NULL OR chain > $1 ORDER BY chain LIMIT 1)
         ORDER BY position DESC LIMIT 1`,
        [after],
      );
      if (!next) return undefined;
      yield { ...next, position: Number(next.position) };
      after = next.chain;
    }
  }

  private async checkSeals(chains: number, entries: number): Promise<number> {
    let [number, hash] = [0, ''];
    let total = { chains: 0, entries: 0 };
    for (;;) {
      const rows = await this.unitOfWork.query<{
        number: string;
        previous_hash: string;
        hash: string;
        chains: number;
        entries: string;
        heads: Head[] | null;
      }>(
        `SELECT number, previous_hash, audit_seal.hash, chains, entries, (
           SELECT json_agg(json_build_object('chain', chain, 'position', position, 'hash', audit_head.hash) ORDER BY chain)
           FROM audit_head WHERE seal = number) AS heads
         FROM audit_seal WHERE number > $1 ORDER BY number LIMIT ${SEALS}`,
        [number],
      );
      for (const seal of rows) {
        if (Number(seal.number) !== number + 1) throw new Broken(`seal ${number + 1} is gone`);
        if (seal.previous_hash !== hash || sealHash(hash, seal.heads ?? []) !== seal.hash) {
          throw new Broken(`seal ${seal.number} does not cover what it covered`);
        }
        ({ hash } = seal);
        number++;
        total = { chains: seal.chains, entries: Number(seal.entries) };
      }
      if (rows.length < SEALS) break;
    }
    if (total.chains !== chains || total.entries !== entries) {
      throw new Broken(
        `the last seal tells of ${total.entries} entries in ${total.chains} chains, ${entries} in ${chains} are there`,
      );
    }
    return number;
  }
}

/** The entry follows on from the one before it, and is what was sealed. */
function follow(last: Head, { id, chain, position, hash, text, head }: Row): Head {
  const place = Number(position);
  const expected = last.position + 1;
  if (place !== expected) throw new Broken(`entry ${expected} of ${named(chain)} is gone`);
  if (entryHash(last.hash, text) !== hash) {
    throw new Broken(`entry ${place} of ${named(chain)} is not the one that was sealed there: ${id}`, id);
  }
  if (head !== null && head !== hash) {
    throw new Broken(`entry ${place} of ${named(chain)} is not the one its seal covers: ${id}`, id);
  }
  return { chain, position: place, hash };
}

function checkEnd(last: Head, end: Head | null): void {
  if (!end) throw new Broken(`no seal covers ${named(last.chain)}`);
  if (end.position > last.position)
    throw new Broken(`entry ${last.position + 1} of ${named(last.chain)} is gone, cut off at the end`);
  if (end.position < last.position)
    throw new Broken(`entry ${end.position + 1} of ${named(last.chain)} was added past its seal`);
}

const allGone = (end: Head): Broken => new Broken(`entry 1 of ${named(end.chain)} is gone, with all that followed`);

const named = (chain: string): string =>
  chain === OWN_CHAIN ? 'the chain of no organisation' : `the chain of organisation ${chain}`;
