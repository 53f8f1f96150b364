import type { AccessKind } from '../roles.js';

/**
 * Who may do what to the rows of a table: the one description that grants and policies are printed from. A kind of actor
 * that is not named may do nothing.
 */
export interface TableAccess {
  table: string;
  /** `PUBLIC`: nothing to hide, everybody reads, only the owner writes. */
  rules: Partial<Record<AccessKind, Rules>> | 'PUBLIC';
  /** Rows that a member who only reads writes, too: they come with whatever one does. */
  byViewers?: boolean;
  /** Sequences that Ketnoi’s own work draws numbers from. */
  sequences?: readonly string[];
}

/**
 * Conditions are SQL over the row’s own columns. They may compare with a sub-select without a reference to the row, which
 * PostgreSQL computes once for a statement and can look up in an index; they may not call a function for each row.
 */
export interface Rules {
  read?: Condition;
  /** What a new row must satisfy, and which columns it may bring where others are the database’s own. */
  add?: Condition | { rows: Condition; columns: readonly string[] };
  change?: Condition | { rows: Condition; columns: readonly string[]; leaves?: Condition };
  remove?: Condition;
}

export type Condition = string;

/** Every row. */
export const ALL: Condition = 'true';

/** The row carries the organisation of whoever is acting. */
export const ofOwnOrganisation = (column = 'organisation_id'): Condition =>
  `${column} = (SELECT acting_organisation())`;

/** The row carries the person who is acting. */
export const ofActingPerson = (column = 'person_id'): Condition => `${column} = (SELECT acting_person())`;

/** The row carries one of the ids that a set of the database names, computed once for a statement. */
export const amongIds = (column: string, setFunction: string): Condition =>
  `${column} = ANY ((SELECT ${setFunction}())::uuid[])`;

/** Whoever acts has declared no conflict of interest with the firm or organisation that the column names. */
export const withoutConflict = (column: string): Condition => `${column} <> ALL ((SELECT acting_conflicts())::uuid[])`;

/** The row carries an area, or several, of the remit of the acting authority. */
export const inOwnRemit = (column = 'area_id'): Condition => `${column} = ANY ((SELECT acting_areas())::integer[])`;
export const reachesOwnRemit = (column = 'area_ids'): Condition => `${column} && (SELECT acting_areas())`;

/** The same rules for officials whose authority has a remit, but for rows that lie in it. */
export const within = (remit: Condition, { read, add, change, remove }: Rules): Rules => {
  const bounded = (rule: Condition): Condition => (rule === ALL ? remit : both(rule, remit));
  const ofRows = <R extends Rules['add'] | Rules['change']>(rule: R): R =>
    (typeof rule === 'object' ? { ...rule, rows: bounded(rule.rows) } : rule && bounded(rule)) as R;
  return {
    ...(read && { read: bounded(read) }),
    ...(add && { add: ofRows(add) }),
    ...(change && { change: ofRows(change) }),
    ...(remove && { remove: bounded(remove) }),
  };
};

export const both = (...conditions: Condition[]): Condition => conditions.join(' AND ');

/** The first where it holds, else the second: for rows that statements look up by an index of their own, as no index serves it. */
export const either = (one: Condition, other: Condition): Condition => `CASE WHEN ${one} THEN true ELSE ${other} END`;

/**
 * What an authority reads of its own, it reads whatever its remit; of anything else each table says what those see that have
 * one. A table that does not say cannot be described.
 */
export function access(table: string, rules: TableAccess['rules'], sequences: string[] = []): TableAccess {
  if (rules === 'PUBLIC' || !rules.AUTHORITY || rules.BOUNDED_AUTHORITY) return { table, rules, sequences };
  const { read } = rules.AUTHORITY;
  if (read !== undefined && !/acting_(organisation|person|colleagues)\(\)/.test(read))
    throw new Error(`Nobody says what of ${table} an authority sees that has a remit`);
  return { table, rules: { ...rules, BOUNDED_AUTHORITY: rules.AUTHORITY }, sequences };
}

/** Written also on behalf of members who may change nothing of their organisation. */
export const byViewersToo = (description: TableAccess): TableAccess => ({ ...description, byViewers: true });

/** What Ketnoi’s own work may do to a table that is not written by anybody else. */
export const EVERYTHING: Rules = { read: ALL, add: ALL, change: ALL, remove: ALL };
