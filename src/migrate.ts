import { ConfigError, readConfig } from './platform/config/config.js';
import { openDatabase } from './platform/database/open-database.js';
import { createLogger } from './platform/logging/pino-logger.js';
import { prepareDatabase } from './prepare-database.js';
import { explain } from './serve.js';

/** Brings the database to this build’s shape and ends: the step before new processes start. */
try {
  const config = readConfig();
  const logger = createLogger(config);
  const database = await openDatabase(config, logger, (ownerUrl) => prepareDatabase(ownerUrl, logger));
  await database.close();
  logger.info('the database is ready');
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(error instanceof ConfigError ? 2 : 3);
}
