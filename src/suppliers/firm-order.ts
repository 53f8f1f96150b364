import { describedEnum } from '../platform/graphql/described-enum.js';
import type { ListOrder } from '../platform/graphql/list-order.js';

const ID = { column: 'firm.id', kind: 'ID' } as const;

/** The orders in which firms can be listed. */
export const FIRM_ORDERS = {
  NEWEST: { name: 'firms NEWEST', direction: 'DESC', parts: [ID] },
  NAME: {
    name: 'firms NAME',
    direction: 'ASC',
    parts: [{ column: 'firm.name', kind: 'TEXT', collation: 'vi-x-icu' }, ID],
  },
  LAST_CHANGED: {
    name: 'firms LAST_CHANGED',
    direction: 'DESC',
    parts: [{ column: 'firm.updated_at', kind: 'TIME' }, ID],
  },
} satisfies Record<string, ListOrder>;
export type FirmOrder = keyof typeof FIRM_ORDERS;

export const FirmOrderEnum = describedEnum<FirmOrder>('FirmOrder', 'In which order firms are listed.', {
  NEWEST: 'The one that came last first.',
  NAME: 'By name, as Vietnamese dictionaries sort it.',
  LAST_CHANGED: 'The one that was changed last, it or anything of it, first.',
});
