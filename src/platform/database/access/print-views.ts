import { ROLE_OF, VIEWS_OF } from '../roles.js';
import { rightsOf, printRight } from './print-access.js';
import { ALL, type Condition, type Rules, type TableAccess } from './table-access.js';

type Viewer = keyof typeof VIEWS_OF;
const VIEWERS = Object.keys(VIEWS_OF) as Viewer[];

/**
 * The statements that give each kind of actor a schema with views of the tables: the same rows as the policies show, with the
 * rights of whoever asks, so that either guard holds where the other is gone. A table that shows everything, or nothing, has no
 * view, and is found as it is.
 */
export function printViews(tables: readonly TableAccess[]): string[] {
  return VIEWERS.flatMap((kind) => [
    `CREATE SCHEMA ${VIEWS_OF[kind]}`,
    `GRANT USAGE ON SCHEMA ${VIEWS_OF[kind]} TO ${ROLE_OF[kind]}`,
    ...tables.flatMap(({ table, rules }) => (rules === 'PUBLIC' ? [] : printView(table, kind, rules[kind] ?? {}))),
  ]);
}

/** What takes the views away, whatever they were: columns and tables that are looked at cannot be changed. */
export const dropViews = (): string[] => VIEWERS.map((kind) => `DROP SCHEMA IF EXISTS ${VIEWS_OF[kind]} CASCADE`);

function printView(table: string, kind: Viewer, rules: Rules): string[] {
  const shown = shownBy(rules);
  if (shown === null) return [];
  const view = `${VIEWS_OF[kind]}.${table}`;
  return [
    `CREATE VIEW ${view} WITH (security_invoker = true) AS SELECT * FROM public.${table} WHERE ${shown.rows}${
      shown.isChecked ? ' WITH CASCADED CHECK OPTION' : ''
    }`,
    ...rightsOf(kind, rules).map((right) => printRight(view, right)),
  ];
}

/** Which rows, and whether nothing may be written that would not be among them. */
function shownBy(rules: Rules): { rows: Condition; isChecked: boolean } | null {
  const added = rowsOf(rules.add);
  const left = typeof rules.change === 'object' ? (rules.change.leaves ?? rules.change.rows) : rules.change;
  if (rules.read === undefined) return added === undefined ? null : { rows: added, isChecked: true };
  if (rules.read === ALL) return null;
  const written = [added, left].filter((condition) => condition !== undefined);
  return { rows: rules.read, isChecked: written.every((condition) => condition === rules.read) };
}

/** Whether the view lets in what it would not show: where a kind may write more or other rows than it reads, the policies decide. */
export const isWrittenUnchecked = (rules: Rules): boolean => shownBy(rules)?.isChecked === false || rules.read === ALL;

const rowsOf = (rule: Rules['add']): Condition | undefined => (typeof rule === 'object' ? rule.rows : rule);
