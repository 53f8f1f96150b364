import { Client } from 'pg';
import { acting } from '../../src/platform/database/acting.js';
import type { PersonActor } from '../../src/platform/database/actor.js';

/** A node of a plan, as EXPLAIN (FORMAT JSON) tells it. */
export interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Subplan Name'?: string;
  'Parent Relationship'?: string;
  Filter?: string;
  'Index Cond'?: string;
  'Recheck Cond'?: string;
  'Join Filter'?: string;
  'Hash Cond'?: string;
  'One-Time Filter'?: string;
  'Actual Rows'?: number;
  'Actual Loops'?: number;
  'Rows Removed by Filter'?: number;
  Plans?: PlanNode[];
}

export interface Explained {
  milliseconds: number;
  plan: PlanNode;
}

export interface Statement {
  sql: string;
  parameters: unknown[];
}

/** Who asks: a person, behind policies and views, or the superuser, whom nothing binds. */
export type Asking = PersonActor | null;

/** Runs a SELECT under EXPLAIN ANALYZE as somebody, several times, and keeps the fastest. */
export async function explain(client: Client, asking: Asking, statement: Statement, times: number): Promise<Explained> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  try {
    if (asking) {
      const { sql, parameters } = acting(asking);
      await client.query(sql, parameters);
    }
    let best: Explained | null = null;
    for (let time = 0; time < times; time++) {
      const { rows } = await client.query<{ 'QUERY PLAN': { Plan: PlanNode; 'Execution Time': number }[] }>(
        `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${statement.sql}`,
        statement.parameters,
      );
      const [explained] = rows[0]!['QUERY PLAN'];
      const milliseconds = explained!['Execution Time'];
      if (!best || milliseconds < best.milliseconds) best = { milliseconds, plan: explained!.Plan };
    }
    return best!;
  } finally {
    await client.query('ROLLBACK');
  }
}
