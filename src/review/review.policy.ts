import { allow, officials, signedIn, suppliers, tell, type RoomPolicy } from '../platform/policy/room-policy.js';

export const REVIEW_POLICY: RoomPolicy = {
  operations: {
    rejectionReasons: allow(officials),
    reviewCounts: allow(officials, { 'filter.requestId': 'ComponentRequest' }),
    reviewQueue: allow(officials, { 'filter.requestId': 'ComponentRequest' }),
    reviewAnswer: allow(suppliers, { matchId: 'Match' }),
    reviewDecisionRecord: allow(officials, { matchId: 'Match' }),
    reviewDecisionUndo: allow(officials, { matchId: 'Match' }),
  },
  fields: {
    ReviewCounts: [tell(officials, 'approved informationRequested pending rejected')],
    ReviewRecord: [tell(signedIn, 'decidedAt decidedBy id kind match note organisation reason undoes')],
  },
};
