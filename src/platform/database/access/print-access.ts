import { ACCESS_KINDS, type AccessKind, ACTOR_ROLES, APPLICATION_ROLE, ROLE_OF } from '../roles.js';
import type { Condition, Rules, TableAccess } from './table-access.js';

type Command = 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE';

/** One policy: for one role and one command, so that no two of them are ever OR-ed over a row. */
interface Policy {
  name: string;
  command: Command;
  role: string;
  using: Condition | null;
  check: Condition | null;
}

export interface Right {
  command: Command;
  columns: readonly string[] | null;
  role: string;
}

/** The statements that bring one table’s grants and policies to its description, whatever it had before. */
export function printAccess({ table, rules, byViewers = false, sequences = [] }: TableAccess): string[] {
  const everybody = [APPLICATION_ROLE, ...ACTOR_ROLES].join(', ');
  if (rules === 'PUBLIC')
    return [`REVOKE ALL ON ${table} FROM ${everybody}`, `GRANT SELECT ON ${table} TO ${everybody}`];
  return [
    `REVOKE ALL ON ${table} FROM ${everybody}`,
    `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
    `ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`,
    ...ACCESS_KINDS.flatMap((kind) => rightsOf(kind, rules[kind] ?? {})).map((right) => printRight(table, right)),
    ...sequences.map((sequence) => `GRANT USAGE ON SEQUENCE ${sequence} TO ${ROLE_OF.SYSTEM}`),
    ...ACCESS_KINDS.flatMap((kind) => policiesOf(table, kind, rules[kind] ?? {}, byViewers)).map((policy) =>
      printPolicy(table, policy),
    ),
  ];
}

export function rightsOf(kind: AccessKind, { read, add, change, remove }: Rules): Right[] {
  const role = ROLE_OF[kind];
  const columnsOf = (rule: Rules['add'] | Rules['change']) => (typeof rule === 'object' ? rule.columns : null);
  return [
    ...(read ? [{ command: 'SELECT' as const, columns: null, role }] : []),
    ...(add ? [{ command: 'INSERT' as const, columns: columnsOf(add), role }] : []),
    ...(change ? [{ command: 'UPDATE' as const, columns: columnsOf(change), role }] : []),
    ...(remove ? [{ command: 'DELETE' as const, columns: null, role }] : []),
  ];
}

/** Of a person’s role in the organisation: computed once for a statement. */
const WRITES: Condition = '(SELECT acting_member_writes())';
const OF_PERSONS: readonly AccessKind[] = ['SUPPLIER', 'BUYER', 'AUTHORITY', 'BOUNDED_AUTHORITY'];

function policiesOf(
  table: string,
  kind: AccessKind,
  { read, add, change, remove }: Rules,
  byViewers: boolean,
): Policy[] {
  const isForWriters = OF_PERSONS.includes(kind) && !byViewers;
  const byWriters = (condition: Condition): Condition => (isForWriters ? `${WRITES} AND ${condition}` : condition);
  const policy = (verb: string, command: Command, using: Condition | null, check: Condition | null): Policy => ({
    name: `${table}_${kind.toLowerCase()}_${verb}`,
    command,
    role: ROLE_OF[kind],
    using,
    check,
  });
  const changed = typeof change === 'string' ? { rows: change, leaves: change } : change;
  return [
    ...(read ? [policy('reads', 'SELECT', read, null)] : []),
    ...(add ? [policy('adds', 'INSERT', null, byWriters(typeof add === 'string' ? add : add.rows))] : []),
    ...(changed ? [policy('changes', 'UPDATE', byWriters(changed.rows), changed.leaves ?? changed.rows)] : []),
    ...(remove ? [policy('removes', 'DELETE', byWriters(remove), null)] : []),
  ];
}

export function printRight(table: string, { command, columns, role }: Right): string {
  return `GRANT ${command}${columns ? ` (${columns.join(', ')})` : ''} ON ${table} TO ${role}`;
}

function printPolicy(table: string, { name, command, role, using, check }: Policy): string {
  return [
    `CREATE POLICY ${name} ON ${table} FOR ${command} TO ${role}`,
    ...(using ? [`USING (${using})`] : []),
    ...(check ? [`WITH CHECK (${check})`] : []),
  ].join(' ');
}
