import {
  allow,
  buyers,
  officials,
  signedIn,
  suppliers,
  tell,
  tellWhole,
  type RoomPolicy,
} from '../platform/policy/room-policy.js';

export const MATCHING_POLICY: RoomPolicy = {
  keys: 'MATCHES',
  operations: {
    match: allow(signedIn, { id: 'Match' }),
    myMatches: allow(suppliers),
    requestMatchAgain: allow([...buyers, ...officials], { id: 'ComponentRequest' }),
    requestMatchingProgress: allow([...buyers, ...officials], { requestId: 'ComponentRequest' }),
  },
  fields: {
    BuyerMatch: [
      tell(
        buyers,
        'changedAt confirmed contacts coverage disclosure eligibility evidence firm firstSeenAt gaps id leftAt leftBecause line operations outdatedAt potential rank releasedAt relevance request run sites standing verdicts',
      ),
    ],
    Criterion: [tell(signedIn, 'characteristic kind label operation standard')],
    EligibilityCounts: [tell(signedIn, 'eligible nearMiss toConfirm unsuitable')],
    Gap: [tell(signedIn, 'closes criterion sentence short')],
    LineCriterion: [tell(signedIn, 'criterion level weight')],
    MatchJudgement: [
      tell(
        suppliers,
        'changedAt confirmed coverage eligibility evidence gaps outdatedAt potential relevance sites standing verdicts',
      ),
    ],
    MatchRun: [
      tell(
        signedIn,
        'algorithmVersion asOf counts finishedAt firmsConsidered id inputHash matchesKept mustWeight revision taxonomyVersion',
      ),
    ],
    MatchingProgress: [tell(signedIn, 'isComplete linesDone linesFailed linesTotal')],
    OfficialMatch: [
      tell(
        officials,
        'changedAt confirmed coverage eligibility evidence firm firstSeenAt gaps id leftAt leftBecause line operations outdatedAt potential rank releasedAt relevance request reviewRecords reviewState run sites standing verdicts reviewStateSince reviewer hasConflictOfInterest',
      ),
    ],
    RequestTeaser: [tell(suppliers, 'materials monthlyVolume region')],
    SupplierMatch: [
      tell(
        suppliers,
        'contacts disclosure firm firstSeenAt id judgement leftAt leftBecause line operations profileGaps releasedAt reviewRecords reviewState teaser',
      ),
    ],
    Verdict: [tell(signedIn, 'criterion evidence level margin offered outcome reason required sentence weight')],
    VolumeBand: [tell(suppliers, 'atLeast below')],
    StatedValue: [tellWhole(signedIn)],
  },
};
