import { EventEmitter } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { connectionOptions, DatabaseClient } from './client.js';
import { APPLICATION_ROLE } from './roles.js';
import { PinoLogger } from '../logging/pino-logger.js';

/**
 * Listens to PostgreSQL’s notifications on one connection of its own and passes them on inside the process. A signal
 * only says that it is worth looking: it may be lost while the connection is being restored, so whoever waits for one
 * also looks by itself from time to time.
 */
export class Signals {
  private readonly emitter = new EventEmitter().setMaxListeners(0);
  private readonly channels = new Set<string>();
  private client: DatabaseClient | null = null;
  private closed = false;

  constructor(
    private readonly url: string,
    private readonly log: PinoLogger,
  ) {}

  async start(): Promise<void> {
    await this.connect();
  }

  on(channel: string, listener: (payload: string) => void): () => void {
    this.emitter.on(channel, listener);
    if (!this.channels.has(channel)) {
      this.channels.add(channel);
      void this.client?.query(`LISTEN ${channel}`).catch(() => undefined);
    }
    return () => this.emitter.off(channel, listener);
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.client?.end().catch(() => undefined);
    this.client = null;
  }

  private async connect(): Promise<void> {
    const client = new DatabaseClient({
      connectionString: this.url,
      application_name: 'ketnoi-signals',
      options: connectionOptions(`-c role=${APPLICATION_ROLE}`),
      keepAlive: true,
    });
    client.on('notification', ({ channel, payload }) => this.emitter.emit(channel, payload ?? ''));
    client.on('error', (error) => this.log.warn({ err: error }, 'signal connection lost'));
    client.on('end', () => {
      if (this.client === client) void this.reconnect();
    });
    try {
      await client.connect();
      for (const channel of this.channels) await client.query(`LISTEN ${channel}`);
      if (this.closed) throw new Error('closed in the meantime');
      this.client = client;
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
  }

  private async reconnect(): Promise<void> {
    this.client = null;
    while (!this.closed && !this.client) {
      await wait(1000, undefined, { ref: false });
      if (!this.closed) await this.connect().catch(() => undefined);
    }
  }
}
