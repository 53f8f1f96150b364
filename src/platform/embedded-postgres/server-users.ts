import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { processIdentity } from './processes.js';

/**
 * Who uses the server of a home: a file per opening, named for its process. The last to leave stops the server, and a
 * process that was killed does not count, whether or not it was the one that started it. Called under the home lock.
 */
export class ServerUsers {
  constructor(private readonly folder: string) {}

  /** Returns what to hand to `leave`. A process may open the same home several times. */
  async join(): Promise<string> {
    await mkdir(this.folder, { recursive: true });
    const name = `${process.pid}-${randomUUID().slice(0, 8)}`;
    await writeFile(join(this.folder, name), processIdentity(process.pid) ?? '');
    return name;
  }

  async leave(name: string): Promise<void> {
    await unlink(join(this.folder, name)).catch(() => undefined);
  }

  /** How many are left, forgetting the dead. */
  async count(): Promise<number> {
    const names = await readdir(this.folder).catch(() => []);
    let alive = 0;
    for (const name of names) {
      const identity = await readFile(join(this.folder, name), 'utf8').catch(() => null);
      if (identity !== null && processIdentity(Number.parseInt(name, 10)) === identity) alive += 1;
      else await this.leave(name);
    }
    return alive;
  }
}
