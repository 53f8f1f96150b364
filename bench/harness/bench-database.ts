import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { pino } from 'pino';
import { openEmbeddedPostgres } from '../../src/platform/embedded-postgres/index.js';
import type { OpenDatabase } from '../../src/platform/database/open-database.js';
import { prepareDatabase } from '../../src/prepare-database.js';

export interface BenchDatabase extends OpenDatabase {
  /** Passes row-level security: for loading and for looking behind it. */
  superuserUrl: string;
}

/**
 * A fresh database on an embedded server of the benchmarks’ own, beside the installed packages: nothing here touches
 * anybody’s data, and what a killed run has left is found and dropped by the next one.
 */
export async function openBenchDatabase(): Promise<BenchDatabase> {
  const home = join(process.cwd(), 'node_modules', '.cache', 'ketnoi-bench');
  await mkdir(home, { recursive: true });
  const server = await openEmbeddedPostgres({ home, log: () => undefined });
  const name = `ketnoi_bench_${randomBytes(6).toString('hex')}`;
  try {
    await dropUnused(server.superuserUrl, (left) => server.dropDatabase(left));
    const { appUrl, ownerUrl } = await server.createDatabase(name);
    await prepareDatabase(ownerUrl, pino({ level: 'silent' }));
    return {
      url: appUrl,
      ownerUrl,
      superuserUrl: Object.assign(new URL(server.superuserUrl), { pathname: `/${name}` }).href,
      embedded: true,
      close: async () => {
        await server.dropDatabase(name);
        await server.close();
      },
    };
  } catch (error) {
    await server.dropDatabase(name).catch(() => undefined);
    await server.close();
    throw error;
  }
}

async function dropUnused(superuserUrl: string, drop: (name: string) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ datname: string }>(
      `SELECT datname FROM pg_database WHERE datname LIKE 'ketnoi_bench_%'
         AND NOT EXISTS (SELECT FROM pg_stat_activity WHERE pg_stat_activity.datname = pg_database.datname)`,
    );
    for (const { datname } of rows) await drop(datname);
  } finally {
    await client.end();
  }
}
