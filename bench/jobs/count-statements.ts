import { Client } from 'pg';

/** Whom a statement is counted for, by the name its connection gives the server. */
export type Counted = 'service' | 'queue';

const NAMES: Record<string, Counted> = { 'ketnoi-queue': 'queue', 'bench-peer-queue': 'queue' };

/** Every command this process sends to PostgreSQL, BEGIN and COMMIT too; one that holds several statements is one. */
export class StatementCount {
  private counts = { service: 0, queue: 0 };

  static start(): StatementCount {
    const count = new StatementCount();
    const query = Client.prototype.query as (...args: unknown[]) => unknown;
    Client.prototype.query = function (this: Client, ...args: unknown[]) {
      const { application_name: name } = (this as unknown as { connectionParameters: { application_name?: string } })
        .connectionParameters;
      count.counts[NAMES[name ?? ''] ?? 'service']++;
      return query.apply(this, args);
    } as never;
    return count;
  }

  /** Since the last time that it was taken. */
  take(): Record<Counted, number> {
    const { counts } = this;
    this.counts = { service: 0, queue: 0 };
    return counts;
  }
}
