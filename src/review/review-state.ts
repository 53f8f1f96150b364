import type { ReviewState } from '../matching/match.entity.js';
import type { DecisionKind } from './review-decision.entity.js';

/** The part of a record that says where the review stands. */
export interface Step {
  id: string;
  kind: DecisionKind;
  undoes: string | null;
}

/** Kinds that say whom a review lies with, and not where it stands. */
const OF_HANDS: readonly DecisionKind[] = ['HAND_OVER', 'TAKE_BACK'];

const STATE_AFTER: Partial<Record<DecisionKind, ReviewState>> = {
  PROPOSE: 'PROPOSED',
  APPROVE: 'APPROVED',
  REJECT: 'REJECTED',
  REQUEST_INFORMATION: 'INFORMATION_REQUESTED',
  ANSWER: 'PENDING',
};

/** The decisions and answers that still count, oldest first: undone ones and the undoing itself are left out. */
export function standing<S extends Step>(steps: readonly S[]): S[] {
  const undone = new Set(steps.map((step) => step.undoes).filter((id) => id !== null));
  return steps.filter((step) => step.kind !== 'UNDO' && !OF_HANDS.includes(step.kind) && !undone.has(step.id));
}

/** Where the review stands after these records: what the last one that counts says. */
export function reviewStateAfter(steps: readonly Step[]): ReviewState {
  const last = standing(steps).at(-1);
  return (last && STATE_AFTER[last.kind]) ?? 'PENDING';
}
