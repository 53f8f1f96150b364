import { Injectable } from '@nestjs/common';
import { ReviewQueueService } from '../matching/review-queue.service.js';
import type { QueueFilter } from '../matching/review-queue-filter.js';
import { Problems, type Refusal, refuse } from '../platform/graphql/problems.js';
import { MOST_AT_ONCE } from './limits.js';
import { REVIEW } from './review.errors.js';
import type { Chosen } from './review-steps.service.js';

/** Several matches: each by its id, or all that a filter of the queue finds. */
export interface ReviewSelection {
  matches?: { matchId: string; expectedRunId?: string | null }[] | null;
  filter?: QueueFilter | null;
  expectedCount?: number | null;
}

/** Which matches a selection means. */
@Injectable()
export class ReviewSelections {
  constructor(private readonly queue: ReviewQueueService) {}

  async resolve({ matches, filter, expectedCount }: ReviewSelection): Promise<Chosen[] | Refusal> {
    if (matches && filter) return refuse(REVIEW.SELECTED_TWICE, ['selection', 'filter']);
    if (matches) return listed(matches);
    if (!filter) return refuse(REVIEW.NOTHING_SELECTED, ['selection']);
    if (typeof expectedCount !== 'number') return refuse(REVIEW.COUNT_NOT_EXPECTED, ['selection', 'expectedCount']);
    const found = await this.queue.found(filter, MOST_AT_ONCE + 1);
    if (found.length > MOST_AT_ONCE)
      return refuse(REVIEW.TOO_MANY_AT_ONCE, ['selection', 'filter'], { max: MOST_AT_ONCE });
    if (found.length !== expectedCount) {
      return refuse(REVIEW.SELECTION_CHANGED, ['selection', 'expectedCount'], { count: found.length });
    }
    if (found.length === 0) return refuse(REVIEW.NOTHING_SELECTED, ['selection', 'filter']);
    return found.map((matchId) => ({ matchId, path: ['selection', 'filter', matchId] }));
  }
}

function listed(matches: NonNullable<ReviewSelection['matches']>): Chosen[] | Refusal {
  if (matches.length === 0) return refuse(REVIEW.NOTHING_SELECTED, ['selection', 'matches']);
  if (matches.length > MOST_AT_ONCE) {
    return refuse(REVIEW.TOO_MANY_AT_ONCE, ['selection', 'matches'], { max: MOST_AT_ONCE });
  }
  const problems = new Problems();
  const seen = new Set<string>();
  const chosen = matches.map((match, at): Chosen => {
    const path = ['selection', 'matches', String(at), 'matchId'];
    if (seen.has(match.matchId)) problems.add(REVIEW.MATCH_SELECTED_TWICE, path);
    seen.add(match.matchId);
    return { ...match, path };
  });
  return problems.any ? problems.refusal() : chosen;
}
