import { createHash } from 'node:crypto';

/** The chain of entries that concern no organisation. */
export const OWN_CHAIN = '00000000-0000-0000-0000-000000000000';

/**
 * The words of an entry that its hash covers, as PostgreSQL prints them on every server: a JSON array with each value in a
 * place of its own, so that nothing can be moved from one to another. The moment is in UTC, to the microsecond.
 */
export const ENTRY_TEXT = `jsonb_build_array(id, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), actor_kind, organisation_id,
  person_id, purpose, action, subject_type, subject_id, data)::text`;

export interface Head {
  chain: string;
  position: number;
  hash: string;
}

/** The hash of an entry; the first of a chain follows on from the chain’s own id. */
export const entryHash = (previous: string, text: string): string =>
  createHash('sha256').update(`${previous}\n${text}`).digest('hex');

/** The hash of a seal: over the one before and the heads that moved, in the order of their chains. */
export function sealHash(previous: string, heads: readonly Head[]): string {
  const hash = createHash('sha256').update(previous);
  for (const { chain, position, hash: head } of heads) hash.update(`\n${chain} ${position} ${head}`);
  return hash.digest('hex');
}
