import { CreateReviews1764000600000 } from '../../migrations/1764000600000-create-reviews.js';
import { RecordDecisionsTogether1764150020000 } from '../../migrations/1764150020000-record-decisions-together.js';
import { KeepWithADecisionWhomItIsAbout1764150040000 } from '../../migrations/1764150040000-keep-with-a-decision-whom-it-is-about.js';
import { LetReviewsBeHandedOver1764150050000 } from '../../migrations/1764150050000-let-reviews-be-handed-over.js';
import { LetApprovalsNeedASecondOfficial1764150060000 } from '../../migrations/1764150060000-let-approvals-need-a-second-official.js';
import { LetSuppliersAppeal1764185000000 } from '../../migrations/1764185000000-let-suppliers-appeal.js';
import { SayInWhichAreaADecisionLies1764184000000 } from '../../migrations/1764184000000-say-in-which-area-a-decision-lies.js';
import { ReviewDecision } from './review-decision.entity.js';
import { ReviewRule } from './review-rule.entity.js';
import { ReviewModule } from './review.module.js';
import { REVIEW_ACCESS } from './review.access.js';
import type { Room } from '../platform/room.js';
import { REVIEW_POLICY } from './review.policy.js';
import { REVIEW_PERSONAL_DATA } from './review.personal-data.js';

export const REVIEW: Room = {
  name: 'review',
  entities: [ReviewDecision, ReviewRule],
  migrations: [
    CreateReviews1764000600000,
    RecordDecisionsTogether1764150020000,
    KeepWithADecisionWhomItIsAbout1764150040000,
    LetReviewsBeHandedOver1764150050000,
    LetApprovalsNeedASecondOfficial1764150060000,
    SayInWhichAreaADecisionLies1764184000000,
    LetSuppliersAppeal1764185000000,
  ],
  modules: [ReviewModule],
  access: REVIEW_ACCESS,
  personalData: REVIEW_PERSONAL_DATA,
  policy: REVIEW_POLICY,
};
