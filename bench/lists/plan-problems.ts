import type { PlanNode } from './explain.js';

/** Conditions that are tried for each row that comes by. */
const PER_ROW = ['Filter', 'Join Filter', 'Recheck Cond'] as const;
/** Casts and array look-ups look like calls and cost nothing; LIKE and ANY are operators. */
const NO_CALLS = /\b(ANY|ALL|ARRAY|ROW|IN|AND|OR|NOT|SubPlan|InitPlan|hashed|alternatives|VALUES)\s*\(/g;
const CALL = /\b([a-z_][a-z0-9_]*)\(/;

/**
 * What a plan must not have: a function called for each row, and a walk over a large table. `large`: the rows from which a
 * table counts as large; a walk that yields more than a tenth of what it looks at is the way to count, and no fault.
 */
export function problemsOf(plan: PlanNode, rowsOf: ReadonlyMap<string, number>, large: number): string[] {
  const problems: string[] = [];
  walk(plan, (node) => {
    for (const place of PER_ROW) {
      const call = CALL.exec((node[place] ?? '').replaceAll(/'[^']*'/g, "''").replaceAll(NO_CALLS, '$1 '));
      if (call) problems.push(`${node['Node Type']} calls ${call[1]} for each row: ${node[place]}`);
    }
    const table = node['Relation Name'];
    const rows = table === undefined ? 0 : (rowsOf.get(table) ?? 0);
    if (node['Node Type'] !== 'Seq Scan' || rows < large) return;
    const loops = node['Actual Loops'] ?? 1;
    const found = (node['Actual Rows'] ?? 0) * loops;
    const looked = found + (node['Rows Removed by Filter'] ?? 0) * loops;
    if (looked >= large && found * 10 < looked)
      problems.push(`walks over ${table} (${rows} rows) for ${found}: ${node.Filter ?? 'no filter'}`);
  });
  return problems;
}

function walk(node: PlanNode, visit: (node: PlanNode) => void): void {
  visit(node);
  for (const child of node.Plans ?? []) walk(child, visit);
}
