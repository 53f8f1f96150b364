import { StoredShape } from '../platform/database/stored-shape.js';
import type { Seen } from './review-decision.entity.js';

export const DECISION_SEEN = new StoredShape<Seen>('review_decision.seen', {
  version: 1,
  read: { 1: (value: Seen) => value },
});
