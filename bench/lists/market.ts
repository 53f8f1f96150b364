import type { INestApplicationContext } from '@nestjs/common';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import type { PersonActor } from '../../src/platform/database/actor.js';
import { type Explained, explain, type Statement } from './explain.js';
import { loadMarket, type MarketSize } from './load-market.js';
import type { ListOperation } from './operations.js';
import { problemsOf } from './plan-problems.js';
import { statementsOf } from './statements-of.js';

/** Somebody who can ask through the API, and whom the database knows. */
export interface Asker {
  organisationId: string;
  personId: string;
  ask(query: string): Promise<{ data?: unknown; errors?: unknown }>;
}

export interface ExplainedStatement extends Statement {
  underPolicies: Explained;
  /** The same statement without policies: as the superuser. */
  without: Explained;
  problems: string[];
}

/** From how many rows on a table is too large to be walked over. */
const LARGE = 5_000;

/** A loaded market, whose lists are asked for through the API and looked at in the database. */
export class Market {
  private constructor(
    private readonly app: INestApplicationContext,
    private readonly superuser: Client,
    private readonly application: Client,
    private readonly askers: Record<ListOperation['by'], Asker>,
    private readonly rowsOf: ReadonlyMap<string, number>,
  ) {}

  static async open(
    app: INestApplicationContext,
    urls: { superuserUrl: string; url: string },
    size: MarketSize,
    askers: Record<ListOperation['by'], Asker>,
  ): Promise<Market> {
    await loadMarket(urls.superuserUrl, size, {
      supplierOrganisationId: askers.SUPPLIER.organisationId,
      buyerOrganisationId: askers.BUYER.organisationId,
    });
    const superuser = new Client({ connectionString: urls.superuserUrl });
    const application = new Client({ connectionString: urls.url, options: '-c role=ketnoi_app' });
    await Promise.all([superuser.connect(), application.connect()]);
    const { rows } = await superuser.query<{ name: string; count: string }>(
      `SELECT relname AS name, reltuples::bigint AS count FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
    );
    return new Market(
      app,
      superuser,
      application,
      askers,
      new Map(rows.map(({ name, count }) => [name, Number(count)])),
    );
  }

  /** Asks, and explains every SELECT that was sent for it over the tables of the market. */
  async examine({ by, query }: ListOperation, times: number): Promise<ExplainedStatement[]> {
    const sent = await statementsOf(this.app.get(DataSource), async () => {
      const { errors } = await this.askers[by].ask(query);
      if (errors) throw new Error(`${query}: ${JSON.stringify(errors)}`);
    });
    const statements = sent.flat().filter(({ sql }) => isRead(sql));
    const { organisationId, personId } = this.askers[by];
    const kind = by === 'BOUNDED_AUTHORITY' ? 'AUTHORITY' : by;
    const asking: PersonActor = { kind, isUnbounded: by === 'AUTHORITY', role: 'OWNER', organisationId, personId };
    const explained: ExplainedStatement[] = [];
    for (const statement of statements) {
      const underPolicies = await explain(this.application, asking, statement, times);
      const without = await explain(this.superuser, null, statement, times);
      explained.push({
        ...statement,
        underPolicies,
        without,
        problems: problemsOf(underPolicies.plan, this.rowsOf, LARGE),
      });
    }
    return explained;
  }

  async close(): Promise<void> {
    await Promise.all([this.superuser.end(), this.application.end()]);
  }
}

/** Of the market, by whoever asks: not the look-up of who that is. */
const isRead = (sql: string): boolean =>
  /^\s*SELECT\b/i.test(sql) && /\bFROM\b/i.test(sql) && !/\bFROM session\s+JOIN membership\b/.test(sql);
