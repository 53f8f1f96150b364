import { describedEnum } from '../platform/graphql/described-enum.js';
import type { ListOrder } from '../platform/graphql/list-order.js';

const ID = { column: 'request.id', kind: 'ID' } as const;

/** The orders in which requests can be listed; the index of each begins with the buyer for a buyer. */
export const REQUEST_ORDERS = {
  NEWEST: { name: 'requests NEWEST', direction: 'DESC', parts: [ID] },
  LAST_CHANGED: {
    name: 'requests LAST_CHANGED',
    direction: 'DESC',
    parts: [{ column: 'request.updated_at', kind: 'TIME' }, ID],
  },
  EARLIEST_DELIVERY: {
    name: 'requests EARLIEST_DELIVERY',
    direction: 'ASC',
    parts: [{ column: `coalesce(request.due_on, 'infinity')`, kind: 'DAY' }, ID],
  },
} satisfies Record<string, ListOrder>;
export type RequestOrder = keyof typeof REQUEST_ORDERS;

export const RequestOrderEnum = describedEnum<RequestOrder>(
  'ComponentRequestOrder',
  'In which order requests are listed.',
  {
    NEWEST: 'The one written last first.',
    LAST_CHANGED: 'The one changed last first.',
    EARLIEST_DELIVERY: 'The one due first (`dueOn`) first; those without a day of delivery last.',
  },
);
