import type { Message } from '../platform/i18n/message.js';
import { REQUEST } from './requests.errors.js';

/**
 * The life of a component request.
 *
 * - DRAFT: being written; only the buyer sees it. It may be half empty.
 * - PUBLISHED: being matched. Changing it makes a new revision.
 * - CLOSED: the buyer looks for nobody any more; what was found stays. May be opened again or taken back.
 * - WITHDRAWN: taken back for good.
 */
export const REQUEST_STATUSES = ['DRAFT', 'PUBLISHED', 'CLOSED', 'WITHDRAWN'] as const;
export type RequestStatus = (typeof REQUEST_STATUSES)[number];

export type RequestMove = 'UPDATE' | 'PUBLISH' | 'CLOSE' | 'REOPEN' | 'WITHDRAW';

/** Every move from every status: where it leads, or why it cannot be made. */
const MOVES: Record<RequestStatus, Record<RequestMove, RequestStatus | Message>> = {
  DRAFT: {
    UPDATE: 'DRAFT',
    PUBLISH: 'PUBLISHED',
    CLOSE: REQUEST.REQUEST_NOT_PUBLISHED,
    REOPEN: REQUEST.REQUEST_NOT_CLOSED,
    WITHDRAW: 'WITHDRAWN',
  },
  PUBLISHED: {
    UPDATE: 'PUBLISHED',
    PUBLISH: REQUEST.REQUEST_ALREADY_PUBLISHED,
    CLOSE: 'CLOSED',
    REOPEN: REQUEST.REQUEST_NOT_CLOSED,
    WITHDRAW: 'WITHDRAWN',
  },
  CLOSED: {
    UPDATE: REQUEST.REQUEST_CLOSED,
    PUBLISH: REQUEST.REQUEST_CLOSED,
    CLOSE: REQUEST.REQUEST_CLOSED,
    REOPEN: 'PUBLISHED',
    WITHDRAW: 'WITHDRAWN',
  },
  WITHDRAWN: {
    UPDATE: REQUEST.REQUEST_WITHDRAWN,
    PUBLISH: REQUEST.REQUEST_WITHDRAWN,
    CLOSE: REQUEST.REQUEST_WITHDRAWN,
    REOPEN: REQUEST.REQUEST_WITHDRAWN,
    WITHDRAW: REQUEST.REQUEST_WITHDRAWN,
  },
};

/** The status a move leads to, or the message that says why it cannot be made. */
export const moveFrom = (status: RequestStatus, move: RequestMove): RequestStatus | Message => MOVES[status][move];

/** Why the move cannot be made; null where it can. */
export function obstacle(status: RequestStatus, move: RequestMove): Message | null {
  const outcome = moveFrom(status, move);
  return typeof outcome === 'string' ? null : outcome;
}
