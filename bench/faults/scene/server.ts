import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { isOutage } from '../../../src/platform/database/database-errors.js';
import { type EmbeddedPostgres, openEmbeddedPostgres } from '../../../src/platform/embedded-postgres/index.js';
import { processIdentity } from '../../../src/platform/embedded-postgres/processes.js';

export interface FaultDatabase {
  url: string;
  ownerUrl: string;
  /** Passes row-level security: to look behind it, and to break things. */
  superuserUrl: string;
}

/** A PostgreSQL server of the run’s own, as durable as anybody’s, to be stopped and started again at will. */
export class FaultServer {
  private readonly handles: EmbeddedPostgres[];

  private constructor(
    readonly folder: string,
    first: EmbeddedPostgres,
  ) {
    this.handles = [first];
  }

  static async open(): Promise<FaultServer> {
    const folder = await mkdtemp(join(await realpath(tmpdir()), 'ketnoi-faults-'));
    // Its account passes through.
    await chmod(folder, 0o755);
    return new FaultServer(folder, await openIn(folder));
  }

  get dataDirectory(): string {
    return this.first.dataDirectory;
  }

  get superuserUrl(): string {
    return this.first.superuserUrl;
  }

  async makeDatabase(): Promise<FaultDatabase> {
    const name = `ketnoi_fault_${randomBytes(4).toString('hex')}`;
    const { appUrl, ownerUrl } = await this.first.createDatabase(name);
    const superuserUrl = Object.assign(new URL(this.superuserUrl), { pathname: `/${name}` }).href;
    return { url: appUrl, ownerUrl, superuserUrl };
  }

  /** As `pg_ctl stop --mode=immediate`: nobody is told, nothing is written down; the next start recovers. */
  async stopImmediately(): Promise<void> {
    const pid = Number((await readFile(join(this.dataDirectory, 'postmaster.pid'), 'utf8')).split('\n')[0]);
    process.kill(pid, 'SIGQUIT');
    while (processIdentity(pid) !== null) await wait(20);
  }

  /** On the port it had. */
  async startAgain(): Promise<void> {
    this.handles.push(await openIn(this.folder));
  }

  async close(): Promise<void> {
    for (const handle of this.handles) await handle.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  private get first(): EmbeddedPostgres {
    return this.handles[0]!;
  }
}

const openIn = (home: string): Promise<EmbeddedPostgres> => openEmbeddedPostgres({ home, log: () => undefined });

const ASK_PATIENCE_MILLISECONDS = 60_000;

/** Asks on a connection of its own; where the database is away, once it is back. */
export async function ask<Row extends object>(url: string, sql: string, values?: unknown[]): Promise<Row[]> {
  for (const deadline = Date.now() + ASK_PATIENCE_MILLISECONDS; ; await wait(100)) {
    const client = new Client({ connectionString: url, application_name: 'faults' });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return (await client.query<Row>(sql, values)).rows;
    } catch (error) {
      if (!isOutage(error) || Date.now() > deadline) throw error;
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}
