import { CreateReviews1764000600000 } from '../../migrations/1764000600000-create-reviews.js';
import { ReviewDecision } from './review-decision.entity.js';
import { ReviewModule } from './review.module.js';
import { REVIEW_ACCESS } from './review.access.js';
import type { Room } from '../platform/room.js';
import { REVIEW_POLICY } from './review.policy.js';

export const REVIEW: Room = {
  name: 'review',
  entities: [ReviewDecision],
  migrations: [CreateReviews1764000600000],
  modules: [ReviewModule],
  access: REVIEW_ACCESS,
  policy: REVIEW_POLICY,
};
