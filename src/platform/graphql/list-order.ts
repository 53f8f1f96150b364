import { isId } from '../database/new-id.js';
import { isDay } from './scalars.js';

const LARGEST_RANK = 2_147_483_647;
const LARGEST_TIME = 253_402_300_800_000_000n;
const LONGEST_TEXT = 1000;

/** What a cursor holds: the sort key of a row, never an offset. */
export type Key = (string | number)[];

interface KindOfPart {
  /** Whether a client’s cursor may hold it: PostgreSQL is never given what it cannot read. */
  holds(value: unknown): boolean;
  /** SQL for the value in a cursor: exact, whatever the driver would make of it. */
  read(column: string): string;
  /** SQL for a placeholder of such a value. */
  compare(placeholder: string): string;
}

const KINDS = {
  ID: {
    holds: (value) => typeof value === 'string' && isId(value),
    read: (column) => `${column}::text`,
    compare: castTo('uuid'),
  },
  /** A position in a list, as the database counts them. */
  RANK: {
    holds: (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= LARGEST_RANK,
    read: (column) => column,
    compare: castTo('integer'),
  },
  TEXT: {
    holds: (value) => typeof value === 'string' && value.length <= LONGEST_TEXT && !value.includes('\0'),
    read: (column) => column,
    compare: castTo('text'),
  },
  /** In microseconds since 1970: a Date of JavaScript knows only milliseconds, and would leave rows out. */
  TIME: {
    holds: (value) => typeof value === 'string' && /^\d{1,18}$/.test(value) && BigInt(value) < LARGEST_TIME,
    read: (column) => `(extract(epoch FROM ${column}) * 1000000)::bigint::text`,
    compare: (placeholder) => `(timestamptz 'epoch' + CAST(${placeholder} AS bigint) * interval '1 microsecond')`,
  },
  /** A civil day, or `infinity` for what has none. */
  DAY: {
    holds: (value) => value === 'infinity' || (typeof value === 'string' && isDay(value)),
    read: (column) => `(${column})::text`,
    compare: castTo('date'),
  },
} satisfies Record<string, KindOfPart>;

export interface OrderPart {
  /** SQL, never null. */
  column: string;
  kind: keyof typeof KINDS;
  /** Of a text. */
  collation?: string;
}

/** An order of a list: no two rows are alike in all parts, and an index holds them side by side. */
export interface ListOrder {
  /** Of the list and the order, in its cursors: a cursor of one is none of another. */
  name: string;
  direction: 'ASC' | 'DESC';
  parts: readonly OrderPart[];
}

/** One of the order’s keys, out of a cursor; null for anything else. */
export function keyOfOrder(value: unknown, { name, parts }: ListOrder): Key | null {
  if (!Array.isArray(value)) return null;
  const key = value.slice(1) as Key;
  const isKey =
    value[0] === name && key.length === parts.length && parts.every(({ kind }, at) => KINDS[kind].holds(key[at]));
  return isKey ? key : null;
}

export const sortedBy = ({ column, collation }: OrderPart): string =>
  collation === undefined ? column : `${column} COLLATE "${collation}"`;

/** SQL for the values of the key. */
export const partsOfKey = ({ parts }: ListOrder): string[] => parts.map(({ column, kind }) => KINDS[kind].read(column));

/** SQL that is true on one side of a key. */
export function beside(order: ListOrder, side: 'after' | 'before', placeholders: readonly string[]): string {
  const comparison = (side === 'after') === (order.direction === 'ASC') ? '>' : '<';
  const columns = order.parts.map(sortedBy).join(', ');
  const values = order.parts.map(({ kind }, at) => KINDS[kind].compare(placeholders[at]!)).join(', ');
  return `(${columns}) ${comparison} (${values})`;
}

function castTo(type: string): (placeholder: string) => string {
  return (placeholder) => `CAST(${placeholder} AS ${type})`;
}
