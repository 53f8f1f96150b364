import type { ReviewState } from '../matching/match.entity.js';
import type { DecisionKind } from './review-decision.entity.js';

/** The part of a record that says where the review stands. */
export interface Step {
  id: string;
  kind: DecisionKind;
  undoes: string | null;
}

/** Kinds that are the supplier’s: no official takes them back. */
export const OF_SUPPLIERS: readonly DecisionKind[] = ['ANSWER', 'APPEAL'];

/** Kinds that say whom a review lies with, and not where it stands. */
const OF_HANDS: readonly DecisionKind[] = ['HAND_OVER', 'TAKE_BACK'];

const STATE_AFTER: Partial<Record<DecisionKind, ReviewState>> = {
  PROPOSE: 'PROPOSED',
  APPROVE: 'APPROVED',
  REJECT: 'REJECTED',
  REQUEST_INFORMATION: 'INFORMATION_REQUESTED',
  APPEAL: 'APPEALED',
};

/** The decisions and answers that still count, oldest first: undone ones and the undoing itself are left out. */
export function standing<S extends Step>(steps: readonly S[]): S[] {
  const undone = new Set(steps.map((step) => step.undoes).filter((id) => id !== null));
  return steps.filter((step) => step.kind !== 'UNDO' && !OF_HANDS.includes(step.kind) && !undone.has(step.id));
}

/** Where the review stands after these records: what the last one that counts says. */
export function reviewStateAfter(steps: readonly Step[]): ReviewState {
  const last = standing(steps).at(-1);
  if (last?.kind === 'ANSWER') return isOnAppeal(steps) ? 'APPEALED' : 'PENDING';
  return (last && STATE_AFTER[last.kind]) ?? 'PENDING';
}

/** Whether the supplier has appealed in this round, decided or not. */
export const isOnAppeal = (steps: readonly Step[]): boolean => steps.some(({ kind }) => kind === 'APPEAL');

/** The rejection that was appealed against; null without an appeal. Whoever took it decides no more in the round. */
export function appealedAgainst<S extends Step>(steps: readonly S[]): S | null {
  const at = steps.findIndex(({ kind }) => kind === 'APPEAL');
  return at < 0 ? null : (standing(steps.slice(0, at)).at(-1) ?? null);
}
