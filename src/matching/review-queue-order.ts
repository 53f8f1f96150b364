import { describedEnum } from '../platform/graphql/described-enum.js';
import type { ListOrder } from '../platform/graphql/list-order.js';

const ID = { column: 'match.id', kind: 'ID' } as const;
/** Of a key that begins with it, no other request has a match. */
export const OF_REQUEST = { column: 'match.request_id', kind: 'ID' } as const;

/** The orders of the review queue. An index of each begins with the request: the queue is read request by request. */
export const REVIEW_QUEUE_ORDERS = {
  REQUEST: {
    name: 'review queue REQUEST',
    direction: 'ASC',
    parts: [OF_REQUEST, { column: 'match.line_id', kind: 'ID' }, { column: 'match.rank', kind: 'RANK' }],
  },
  LONGEST_WAITING: {
    name: 'review queue LONGEST_WAITING',
    direction: 'ASC',
    parts: [{ column: 'match.review_state_since', kind: 'TIME' }, ID],
  },
  BEST_RANK: {
    name: 'review queue BEST_RANK',
    direction: 'ASC',
    parts: [{ column: 'match.rank', kind: 'RANK' }, ID],
  },
} satisfies Record<string, ListOrder>;
export type ReviewQueueOrder = keyof typeof REVIEW_QUEUE_ORDERS;

export const ReviewQueueOrderEnum = describedEnum<ReviewQueueOrder>(
  'ReviewQueueOrder',
  'In which order matches are listed to be reviewed.',
  {
    REQUEST: 'The oldest request first, its lines in order, the best firms of each first.',
    LONGEST_WAITING: 'The one that has stood where it stands for the longest time first.',
    BEST_RANK: 'The best firms of all lines first, then the second best.',
  },
);
