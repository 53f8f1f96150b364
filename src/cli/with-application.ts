import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { readConfig } from '../platform/config/config.js';
import type { Config } from '../platform/config/config.js';
import { openDatabase } from '../platform/database/open-database.js';
import { createLogger } from '../platform/logging/pino-logger.js';
import { prepareDatabase } from '../prepare-database.js';
import { createApp } from '../service.js';

/**
 * Gives a command the application’s services on the configured database, without listening or taking jobs, and closes
 * everything again, the embedded database included when nobody else uses it.
 */
export async function withApplication<T>(
  work: (app: NestFastifyApplication, config: Config) => Promise<T>,
): Promise<T> {
  const config = readConfig({ LOG_LEVEL: 'warn', ...process.env });
  const logger = createLogger(config);
  const database = await openDatabase(config, logger, (ownerUrl) => prepareDatabase(ownerUrl, logger));
  try {
    const app = await createApp(config, logger, database);
    try {
      return await work(app, config);
    } finally {
      await app.close();
    }
  } finally {
    await database.close();
  }
}
