import { readFileSync } from 'node:fs';

export interface RejectionReason {
  /** Stable: a reason is added or no longer offered, never renamed. */
  code: string;
  labels: { vi: string; en: string };
}

/** Why an official may reject a certificate, in the order offered. */
export const REJECTION_REASONS: readonly RejectionReason[] = JSON.parse(
  readFileSync(new URL('./data/rejection-reasons.json', import.meta.url), 'utf8'),
) as RejectionReason[];

/** Reasons whose meaning lies in the note. */
export const NEEDS_NOTE: ReadonlySet<string> = new Set(['OTHER']);
