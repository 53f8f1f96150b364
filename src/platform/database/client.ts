import { Client, type ClientConfig } from 'pg';
import { SEARCH_PATH } from './roles.js';

/**
 * Settings of a connection, as `options` takes them, beside those that all of ours have. Names without a schema: the system’s
 * own come first, as always where they are not listed, and what a session makes for itself comes last. Never in a schema with
 * the name of whoever is connected, as is PostgreSQL’s default.
 */
export const connectionOptions = (...settings: string[]): string =>
  [`-c search_path=${SEARCH_PATH}`, ...settings].join(' ');

/**
 * The one kind of connection there is. One that is lost while nothing is asked of it tells so by an event, and where nobody
 * listens to that event the process ends; whoever asks next is told by the answer.
 */
export class DatabaseClient extends Client {
  constructor(config: ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}

/** A connection of the owner’s for the while of some work. */
export async function asOwner<T>(url: string, name: string, work: (client: DatabaseClient) => Promise<T>): Promise<T> {
  const client = new DatabaseClient({
    connectionString: url,
    application_name: name,
    options: connectionOptions(),
  });
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
