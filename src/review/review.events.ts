import type { Match, ReviewState } from '../matching/match.entity.js';
import { type Change, defineEvent, type NewEvent } from '../platform/events/event.js';
import { OF_SUPPLIERS } from './review-state.js';
import type { DecisionKind, ReviewDecision } from './review-decision.entity.js';

/*
 * What officials decide on a match, and what comes of it for the buyer. The subject is the match; firm, request and line
 * stand beside it. The supplier may read what it was asked and what it answered, the buyer what was released to it.
 */

type Decision = { decisionId: string; state: Change<ReviewState> };

export const APPROVAL_PROPOSED = defineEvent<Decision>('review.approval-proposed', 'match');
export const MATCH_APPROVED = defineEvent<Decision>('review.match-approved', 'match');
export const MATCH_REJECTED = defineEvent<Decision>('review.match-rejected', 'match');
export const INFORMATION_REQUESTED = defineEvent<Decision>('review.information-requested', 'match');
export const INFORMATION_GIVEN = defineEvent<Decision>('review.information-given', 'match');
export const MATCH_APPEALED = defineEvent<Decision>('review.match-appealed', 'match');
export const DECISION_UNDONE = defineEvent<Decision>('review.decision-undone', 'match');

export const MATCH_RELEASED = defineEvent<{ decisionId: string }>('review.match-released', 'match');
export const MATCH_HIDDEN = defineEvent<{ decisionId: string }>('review.match-hidden', 'match');
export const REVIEW_HANDED_OVER = defineEvent<Decision>('review.handed-over', 'match');
export const REVIEW_TAKEN_BACK = defineEvent<Decision>('review.taken-back', 'match');

const DECIDED: Record<DecisionKind, typeof MATCH_APPROVED> = {
  PROPOSE: APPROVAL_PROPOSED,
  APPROVE: MATCH_APPROVED,
  REJECT: MATCH_REJECTED,
  REQUEST_INFORMATION: INFORMATION_REQUESTED,
  ANSWER: INFORMATION_GIVEN,
  APPEAL: MATCH_APPEALED,
  UNDO: DECISION_UNDONE,
  HAND_OVER: REVIEW_HANDED_OVER,
  TAKE_BACK: REVIEW_TAKEN_BACK,
};

/** The decision, and the release or its end where that comes of it. */
export function decided(match: Match, decision: ReviewDecision, state: Change<ReviewState>): NewEvent[] {
  const { id, firmId, requestId, lineId, firmOrganisationId, buyerOrganisationId } = match;
  const place = { firmId, requestId, lineId };
  const { id: decisionId, kind } = decision;
  const isForFirm = kind === 'REQUEST_INFORMATION' || OF_SUPPLIERS.includes(kind);
  const organisationId = isForFirm ? firmOrganisationId : null;
  const events: NewEvent[] = [DECIDED[kind].of(id, { ...place, organisationId }, { decisionId, state })];
  const toBuyer = { ...place, organisationId: buyerOrganisationId };
  if (state.after === state.before) return events;
  if (state.after === 'APPROVED') events.push(MATCH_RELEASED.of(id, toBuyer, { decisionId }));
  else if (state.before === 'APPROVED') events.push(MATCH_HIDDEN.of(id, toBuyer, { decisionId }));
  return events;
}
