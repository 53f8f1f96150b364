import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { BUDGET_NAMES } from '../../src/platform/budgets/budgets.js';
import { readConfig } from '../../src/platform/config/config.js';
import { createLogger } from '../../src/platform/logging/pino-logger.js';
import { createApp } from '../../src/service.js';
import { type BenchDatabase, openBenchDatabase } from './bench-database.js';

/** The real application on a database of its own; it listens, and takes no jobs yet. */
export interface BenchService {
  app: NestFastifyApplication;
  url: string;
  database: BenchDatabase;
  close(): Promise<void>;
}

/** Configured by nothing but this: figures are to depend on the code and the machine, not on somebody’s environment. */
export async function startBenchService(): Promise<BenchService> {
  const database = await openBenchDatabase();
  const files = await mkdtemp(join(tmpdir(), 'ketnoi-bench-files-'));
  try {
    const config = readConfig({
      NODE_ENV: 'test',
      PORT: '0',
      LOG_LEVEL: 'error',
      FILES_FOLDER: files,
      BUDGETS: BUDGET_NAMES.map((name) => `${name}=900000000/60`).join(),
      KETNOI_SECRET: 'known to anybody; signs for a database that is dropped at the end',
      ACCESS_TOKEN_MINUTES: '1440',
      STEP_UP_MINUTES: '1440',
    });
    const app = await createApp(config, createLogger(config), database);
    await app.listen(0, '127.0.0.1');
    return {
      app,
      url: await app.getUrl(),
      database,
      close: async () => {
        await app.close();
        await database.close();
        await rm(files, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}
