import { Client } from 'pg';
import { DataSource } from 'typeorm';
import type { Statement } from '../../bench/lists/explain.js';
import { statementsOf } from '../../bench/lists/statements-of.js';
import type { TestService } from '../harness/test-service.js';

const PLANNED = /^\s*(SELECT|INSERT|UPDATE|DELETE|WITH|DECLARE)\b/i;
const SAYS_WHO = /^\s*SELECT set_config\('role'/;

/** Which indexes the plans of the statements name that the product sends; each statement as whoever sent it. */
export class IndexUses {
  /** By index, under what it was found first. */
  readonly byIndex = new Map<string, string>();

  private constructor(
    private readonly service: TestService,
    private readonly application: Client,
    private readonly superuser: Client,
  ) {}

  static async open(service: TestService): Promise<IndexUses> {
    const application = new Client({ connectionString: service.database.url, options: '-c role=ketnoi_app' });
    const superuser = new Client({ connectionString: service.database.superuserUrl });
    await Promise.all([application.connect(), superuser.connect()]);
    return new IndexUses(service, application, superuser);
  }

  /** Does it, and then plans what was sent for it. Answers how many different statements that were. */
  async of(name: string, work: () => Promise<unknown>): Promise<number> {
    const planned = new Set<string>();
    for (const statements of await statementsOf(this.service.get(DataSource), work)) {
      await this.application.query('BEGIN');
      try {
        await this.replay(name, statements, planned);
      } finally {
        await this.application.query('ROLLBACK');
      }
    }
    return planned.size;
  }

  /** Plans a statement past row-level security: as the database’s own checks see it. Answers the indexes. */
  async pastPolicies(name: string, sql: string): Promise<string[]> {
    const { rows } = await this.superuser.query(`EXPLAIN (GENERIC_PLAN, FORMAT JSON) ${sql}`);
    return this.note(name, rows[0]['QUERY PLAN']);
  }

  async close(): Promise<void> {
    await Promise.all([this.application.end(), this.superuser.end()]);
  }

  private async replay(name: string, statements: readonly Statement[], planned: Set<string>): Promise<void> {
    let who = '';
    for (const { sql, parameters } of statements) {
      if (SAYS_WHO.test(sql)) {
        who = JSON.stringify(parameters);
        await this.application.query(sql, parameters);
      } else if (PLANNED.test(sql) && !planned.has(`${who} ${sql}`)) {
        planned.add(`${who} ${sql}`);
        const { rows } = await this.application.query(`EXPLAIN (FORMAT JSON) ${sql}`, parameters);
        this.note(name, rows[0]['QUERY PLAN']);
      }
    }
  }

  private note(name: string, plan: unknown): string[] {
    const indexes = indexesIn(plan);
    for (const index of indexes) if (!this.byIndex.has(index)) this.byIndex.set(index, name);
    return indexes;
  }
}

/** Wherever a plan names one: scans, and what decides whether a row is there already. */
function indexesIn(plan: unknown): string[] {
  if (Array.isArray(plan)) return plan.flatMap(indexesIn);
  if (typeof plan !== 'object' || plan === null) return [];
  return Object.entries(plan).flatMap(([key, value]) => {
    if (key === 'Index Name') return [value as string];
    if (key === 'Conflict Arbiter Indexes') return value as string[];
    return indexesIn(value);
  });
}
