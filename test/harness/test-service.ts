import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Client } from 'pg';
import { pino } from 'pino';
import { BUDGET_NAMES } from '../../src/platform/budgets/budgets.js';
import { type Config, readConfig } from '../../src/platform/config/config.js';
import { system } from '../../src/platform/database/actor.js';
import { ensureRoles } from '../../src/platform/database/migrate.js';
import type { OpenDatabase } from '../../src/platform/database/open-database.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { BackgroundWork } from '../../src/platform/jobs/background-work.js';
import { createLogger } from '../../src/platform/logging/pino-logger.js';
import { createApp } from '../../src/service.js';
import { TestClient } from './test-client.js';
import type { EmbeddedPostgres } from '../../src/platform/embedded-postgres/index.js';
import { prepareDatabase } from '../../src/prepare-database.js';
import { homeBeside } from './compiled-service.js';
import { openTestServer, templateDatabase } from './template-database.js';

/** Budgets that no test spends by the way. */
const PLENTY = BUDGET_NAMES.map((name) => `${name}=900000000/60`).join();

export interface TestDatabase extends OpenDatabase {
  /** Superuser on this database: to look behind row-level security and to break things. */
  superuserUrl: string;
}

/** A database of its own, copied from the migrated template. */
export async function cloneDatabase(): Promise<TestDatabase> {
  const server = await openTestServer();
  return makeDatabase(server, await templateDatabase(server));
}

/** A database of its own that nothing has migrated yet. */
export async function emptyDatabase(): Promise<TestDatabase> {
  return makeDatabase(await openTestServer(), undefined);
}

async function makeDatabase(server: EmbeddedPostgres, template: string | undefined): Promise<TestDatabase> {
  const name = `ketnoi_copy_${randomBytes(6).toString('hex')}`;
  const { appUrl, ownerUrl } = await server.createDatabase(name, { template });
  await grantOnCopy(ownerUrl);
  const superuserUrl = Object.assign(new URL(server.superuserUrl), { pathname: `/${name}` }).href;
  return {
    url: appUrl,
    ownerUrl,
    superuserUrl,
    embedded: true,
    close: async () => {
      await server.dropDatabase(name);
      await rm(homeBeside(appUrl), { recursive: true, force: true });
      await server.close();
    },
  };
}

/** Grants on a database are not copied with it. */
async function grantOnCopy(ownerUrl: string): Promise<void> {
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  await ensureRoles(owner);
  await owner.end();
}

export interface TestServiceOptions {
  /** Instead of a copy of the template; it is brought to this build’s shape first, and dropped at the end. */
  database?: TestDatabase;
  /** Start the relay, the reconciler and the worker too. */
  withJobs?: boolean;
  environment?: Record<string, string>;
  /** Where the log goes instead, a line at a time. */
  log?: (line: string) => void;
  /** Called with the application before it listens, to reach into its providers. */
  prepare?: (app: NestFastifyApplication) => void;
}

/** Of one database, so that no service takes another’s files for strays. */
export const folderOfFiles = ({ url }: TestDatabase): string => join(homeBeside(url), 'files');

/** The real application over real HTTP, on a database of its own. */
export class TestService {
  private constructor(
    readonly app: NestFastifyApplication,
    readonly url: string,
    readonly database: TestDatabase,
    readonly config: Config,
  ) {}

  static async start(options: TestServiceOptions = {}): Promise<TestService> {
    const database = options.database ?? (await cloneDatabase());
    if (options.database) await prepareDatabase(database.ownerUrl, pino({ level: 'silent' }));
    const config = readConfig({
      NODE_ENV: 'test',
      KETNOI_HOME: homeBeside(database.url),
      KETNOI_SECRET: 'a secret that only the tests know, long enough',
      REDIS_URL: process.env.REDIS_URL,
      LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent',
      PORT: '0',
      DATABASE_POOL_SIZE: '5',
      // All tests come from one address, and each makes the people it needs.
      BUDGETS: PLENTY,
      JOB_LEASE_SECONDS: '3',
      ...options.environment,
    });
    try {
      const app = await createApp(config, createLogger(config, options.log && { write: options.log }), database);
      options.prepare?.(app);
      if (options.withJobs) await app.get(BackgroundWork).start();
      await app.listen(0, '127.0.0.1');
      return new TestService(app, await app.getUrl(), database, config);
    } catch (error) {
      await database.close();
      throw error;
    }
  }

  get<T>(token: Type<T> | symbol): T {
    return this.app.get<T>(token);
  }

  client(): TestClient {
    return new TestClient(this.url);
  }

  /** Runs inside a unit of work as Ketnoi itself. */
  asSystem<T>(work: (unitOfWork: UnitOfWork) => Promise<T>): Promise<T> {
    const unitOfWork = this.get(UnitOfWork);
    return unitOfWork.run(system('test'), () => work(unitOfWork));
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.database.close();
  }
}

export const startTestService = (options?: TestServiceOptions): Promise<TestService> => TestService.start(options);
