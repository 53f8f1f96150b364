import { describe, expect, it } from '@jest/globals';
import type { PlanNode } from './explain.js';
import { problemsOf } from './plan-problems.js';

const ROWS = new Map([
  ['firm', 50_000],
  ['component_request', 40],
]);
const problems = (node: PlanNode) => problemsOf(node, ROWS, 5_000);
const scan = (more: Partial<PlanNode>): PlanNode => ({ 'Node Type': 'Seq Scan', 'Relation Name': 'firm', ...more });

describe('what a plan must not have', () => {
  it.each([
    [
      'a function of ours',
      { Filter: "(released_to_acting_buyer(id) AND (name = 'x'::text))" },
      'released_to_acting_buyer',
    ],
    ['one that reads who is acting', { Filter: '(organisation_id = acting_organisation())' }, 'acting_organisation'],
    ['one on a column that an index has', { 'Join Filter': "(fold_text(firm.name) ~~ '%a%'::text)" }, 'fold_text'],
  ])('%s for each row, wherever in the plan', (_what, node, name) => {
    const [problem, ...others] = problems({ 'Node Type': 'Limit', Plans: [{ 'Node Type': 'Index Scan', ...node }] });
    expect([problem, others]).toEqual([expect.stringContaining(`calls ${name} for each row`), []]);
  });

  it.each([
    ['a comparison with what is computed once', { Filter: '(organisation_id = (InitPlan 1).col1)' }],
    ['an id among those computed once', { Filter: '(firm_id = ANY ((InitPlan 1).col1))' }],
    ['a sub-plan that is looked up', { Filter: '(ANY (firm_id = (hashed SubPlan 2).col1))' }],
    ['words that look like a call', { Filter: "(name = 'fold_text(x)'::text)" }],
  ])('but %s', (_what, node) => {
    expect(problems({ 'Node Type': 'Index Scan', ...node })).toEqual([]);
  });

  it('a walk over a large table for a few rows; not one that counts most of it, nor one over a small table', () => {
    const few = { 'Actual Rows': 3, 'Actual Loops': 1, 'Rows Removed by Filter': 49_997 };
    expect(problems(scan({ ...few, Filter: '(tax_code = 1)' }))).toEqual([expect.stringContaining('walks over firm')]);
    expect(problems(scan({ 'Actual Rows': 40_000, 'Actual Loops': 1, 'Rows Removed by Filter': 10_000 }))).toEqual([]);
    expect(problems(scan({ ...few, 'Relation Name': 'component_request' }))).toEqual([]);
  });
});
