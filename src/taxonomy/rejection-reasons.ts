import { readFileSync } from 'node:fs';

/** What an official can turn down. */
type Rejected = 'CERTIFICATE' | 'MATCH';

export interface RejectionReason {
  /** Stable: a reason is added or no longer offered, never renamed. */
  code: string;
  /** What may be turned down for it. */
  rejects: readonly Rejected[];
  /** Its meaning lies in the note. */
  needsNote: boolean;
  labels: { vi: string; en: string };
}

/** The one list of them, in the order offered. */
const REJECTION_REASONS: readonly RejectionReason[] = (
  JSON.parse(readFileSync(new URL('./data/rejection-reasons.json', import.meta.url), 'utf8')) as (Omit<
    RejectionReason,
    'needsNote'
  > & { needsNote?: true })[]
).map((reason) => ({ ...reason, needsNote: reason.needsNote ?? false }));

export const rejectionReasonsOf = (rejected: Rejected): RejectionReason[] =>
  REJECTION_REASONS.filter(({ rejects }) => rejects.includes(rejected));

/** By the code that a record has, null where it has none. */
export const rejectionReason = (code: string | null): RejectionReason | null =>
  REJECTION_REASONS.find((reason) => reason.code === code) ?? null;
