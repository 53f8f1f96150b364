import { Client } from 'pg';

/** One connection that is kept, for what has to be done in a row. */
export class Session {
  private constructor(private readonly client: Client) {}

  static async open(url: string): Promise<Session> {
    const client = new Client({ connectionString: url, application_name: 'faults' });
    client.on('error', () => undefined);
    await client.connect();
    return new Session(client);
  }

  async query<Row extends object>(sql: string, values?: unknown[]): Promise<Row[]> {
    return (await this.client.query<Row>(sql, values)).rows;
  }

  async end(): Promise<void> {
    await this.client.end().catch(() => undefined);
  }
}
