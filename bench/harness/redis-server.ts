import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { freePort } from './severable-link.js';

export interface OwnRedis {
  url: string;
  close(): Promise<void>;
}

/** Whether this machine has a Redis: one named by REDIS_URL, or a server to start. */
export function hasRedis(): boolean {
  return Boolean(process.env.REDIS_URL) || hasRedisServer();
}

/** Whether one’s own can be started. */
export const hasRedisServer = (): boolean => spawnSync('redis-server', ['--version']).status === 0;

/** The Redis of REDIS_URL, else a private server that keeps nothing and ends with `close`. */
export async function openRedis(): Promise<OwnRedis> {
  if (process.env.REDIS_URL) return { url: process.env.REDIS_URL, close: async () => undefined };
  return PrivateRedis.start();
}

/** A server of one’s own on a port nobody uses, which keeps nothing: to be killed and started again at will. */
export class PrivateRedis implements OwnRedis {
  private server: ChildProcess | null = null;
  private ended: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly folder: string,
    private readonly port: number,
  ) {}

  static async start(): Promise<PrivateRedis> {
    const redis = new PrivateRedis(mkdtempSync(join(tmpdir(), 'ketnoi-redis-')), await freePort());
    await redis.startAgain();
    return redis;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  async startAgain(): Promise<void> {
    const settings = ['--port', `${this.port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    const server = spawn('redis-server', [...settings, '--dir', this.folder], { stdio: 'ignore' });
    this.server = server;
    this.ended = new Promise((resolve) => server.once('exit', resolve));
    try {
      await answering(this.url);
    } catch (error) {
      server.kill('SIGKILL');
      throw error;
    }
  }

  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    this.server?.kill(signal);
    await this.ended;
  }

  async close(): Promise<void> {
    await this.kill('SIGTERM');
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function answering(url: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.ping();
      return;
    } catch (error) {
      if (attempt === 100) throw error;
      await wait(50);
    } finally {
      client.disconnect();
    }
  }
}
