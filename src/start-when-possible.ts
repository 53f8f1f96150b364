import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Config } from './platform/config/config.js';
import { isOutage } from './platform/database/database-errors.js';
import { StartingPages } from './platform/health/starting-pages.js';
import { type Role, type Service, startService } from './service.js';

const FIRST_WAIT_MILLISECONDS = 250;
const LONGEST_WAIT_MILLISECONDS = 5_000;

/**
 * Starts the service as soon as the database and the queue let it: a process that comes up before them waits, as one that loses
 * them later does, and says meanwhile that it is alive and not ready. What waiting does not mend (a wrong password, a migration
 * that fails) is thrown.
 */
export async function startWhenPossible(config: Config, logger: Logger, role: Role): Promise<Service> {
  const pages = await StartingPages.open(config.http);
  try {
    for (let attempt = 0; ; attempt++) {
      try {
        return await startService(config, logger, role, () => pages.close());
      } catch (error) {
        if (!isOutage(error)) throw error;
        const milliseconds = Math.min(LONGEST_WAIT_MILLISECONDS, FIRST_WAIT_MILLISECONDS * 2 ** attempt);
        logger.warn({ err: error, milliseconds }, 'the database or the queue cannot be reached: trying again');
        await wait(milliseconds * (0.5 + Math.random() / 2));
      }
    }
  } finally {
    await pages.close();
  }
}
