import {
  allow,
  officials,
  onlyProven,
  signedIn,
  suppliers,
  tell,
  type RoomPolicy,
} from '../platform/policy/room-policy.js';

export const REVIEW_POLICY: RoomPolicy = {
  keys: 'REVIEWS',
  operations: {
    reviewRules: allow(officials),
    reviewDecisionsUndo: allow(officials, { bulkId: 'Mark' }),
    reviewDecisionsRecord: onlyProven(
      allow(officials, {
        'selection.matches.matchId': 'Match',
        'selection.matches.expectedRunId': 'MatchRun',
        'selection.filter.requestId': 'ComponentRequest',
        'selection.filter.lineId': 'RequestLine',
      }),
    ),
    reviewsTakeBack: allow(officials, {
      'selection.matches.matchId': 'Match',
      'selection.matches.expectedRunId': 'MatchRun',
      'selection.filter.requestId': 'ComponentRequest',
      'selection.filter.lineId': 'RequestLine',
    }),
    reviewsHandOver: allow(officials, {
      'selection.matches.matchId': 'Match',
      'selection.matches.expectedRunId': 'MatchRun',
      'selection.filter.requestId': 'ComponentRequest',
      'selection.filter.lineId': 'RequestLine',
      personId: 'Person',
    }),
    rejectionReasons: allow(officials),
    reviewCounts: allow(officials, { 'filter.requestId': 'ComponentRequest', 'filter.lineId': 'RequestLine' }),
    reviewQueue: allow(officials, { 'filter.requestId': 'ComponentRequest', 'filter.lineId': 'RequestLine' }),
    reviewAnswer: allow(suppliers, { matchId: 'Match' }),
    reviewAppeal: allow(suppliers, { matchId: 'Match' }),
    reviewDecisionRecord: onlyProven(allow(officials, { matchId: 'Match', expectedRunId: 'MatchRun' })),
    reviewDecisionUndo: allow(officials, { matchId: 'Match' }),
  },
  fields: {
    ReviewRules: [tell(signedIn, 'approvalsNeedTwo')],
    ReviewOutcome: [tell(signedIn, 'matchId match record problems')],
    ReviewCounts: [tell(officials, 'approved informationRequested pending rejected proposed appealed')],
    ReviewRecord: [tell(signedIn, 'decidedAt decidedBy id kind match note organisation reason undoes bulkId handedTo')],
  },
};
