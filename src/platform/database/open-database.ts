import type { Logger } from 'pino';
import type { Config } from '../config/config.js';
import { openEmbeddedPostgres } from '../embedded-postgres/index.js';

/** A database that stands and has this build’s shape, and what to do when leaving it. */
export interface OpenDatabase {
  /** What the application connects with. */
  url: string;
  /** What may change the shape. */
  ownerUrl: string;
  embedded: boolean;
  close(): Promise<void>;
}

/**
 * The external database when one is configured, else the embedded one in the home folder; `prepare` then brings it to
 * this build’s shape.
 */
export async function openDatabase(
  config: Config,
  log: Logger,
  prepare: (ownerUrl: string) => Promise<void>,
): Promise<OpenDatabase> {
  const database = await locate(config, log);
  try {
    await prepare(database.ownerUrl);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function locate(config: Config, log: Logger): Promise<OpenDatabase> {
  if (config.database.url) {
    return {
      url: config.database.url,
      ownerUrl: config.database.ownerUrl ?? config.database.url,
      embedded: false,
      close: async () => undefined,
    };
  }
  const server = await openEmbeddedPostgres({ home: config.home, log: (message: string) => log.debug(message) });
  return { url: server.appUrl, ownerUrl: server.ownerUrl, embedded: true, close: () => server.close() };
}
