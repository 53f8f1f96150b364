import { afterAll, afterEach, beforeAll } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import {
  openEmbeddedPostgres,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from '../../src/platform/embedded-postgres/index.js';
import { aCompiledCopy, ServerProcess } from './embedded-postgres-process.js';

export const isRoot = process.getuid?.() === 0;

/**
 * Home folders for the tests of a file, in a folder of their own that everybody may pass through. What a test opened is
 * closed after it, whatever became of the test, and at the end nothing may be left running.
 */
export class Homes {
  folder: string;
  private compiled: string;
  private readonly opened: { close(): Promise<void> }[] = [];
  /** Outside `folder`, where a test made the server go. */
  private readonly elsewhere: string[] = [];

  constructor() {
    beforeAll(async () => {
      this.compiled = await aCompiledCopy();
      this.folder = await mkdtemp(join(await realpath(tmpdir()), 'ketnoi-embedded-'));
      await chmod(this.folder, 0o755);
    });
    afterEach(async () => {
      for (const one of this.opened.splice(0)) await one.close();
    });
    afterAll(async () => {
      const places = [this.folder, ...this.elsewhere];
      const left = places.flatMap(processesWith);
      for (const place of [this.compiled, ...places]) await rm(place, { recursive: true, force: true });
      if (left.length > 0) throw new Error(`Left running:\n${left.join('\n')}`);
    });
  }

  async make(): Promise<string> {
    const home = await mkdtemp(join(this.folder, 'home-'));
    await chmod(home, 0o755);
    return home;
  }

  async open(home: string, options: Partial<EmbeddedPostgresOptions> = {}): Promise<EmbeddedPostgres> {
    const server = await openEmbeddedPostgres({ home, durable: false, log: () => undefined, ...options });
    this.opened.push(server);
    return server;
  }

  /** In another process, perhaps as another user. */
  async openElsewhere(
    options: Omit<EmbeddedPostgresOptions, 'log'>,
    who: Parameters<typeof ServerProcess.open>[2] = {},
  ): Promise<ServerProcess> {
    const child = await ServerProcess.open(this.compiled, { durable: false, ...options }, who);
    this.opened.push(child);
    return child;
  }

  forgetLater(folder: string): void {
    this.elsewhere.push(folder);
  }
}

export async function query<T extends object>(url: string, text: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    return (await client.query<T>(text)).rows;
  } finally {
    await client.end();
  }
}

export async function serverPid(dataDirectory: string): Promise<number> {
  return Number.parseInt(await readFile(join(dataDirectory, 'postmaster.pid'), 'utf8'), 10);
}

/** Every process with this folder in its command line, as each server has. */
function processesWith(folder: string): string[] {
  const lines = execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' }).split('\n');
  return lines.filter((line) => line.includes(folder));
}
