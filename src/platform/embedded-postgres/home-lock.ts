import { randomUUID } from 'node:crypto';
import { link, mkdir, readdir, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedPostgresError } from './errors.js';
import { processIdentity } from './processes.js';

const FREE = 'free';
const PATIENCE_MS = 120_000;
const LOOK_AGAIN_MS = 25;

/**
 * One process at a time may start or stop the server of a home. The lock is a folder of numbered files, of which the
 * highest counts: it names its holder, or says that it is free. To take the lock is to create the next number, which the
 * file system lets one process do. A holder that was killed is told by its dead process, and its lock is taken the same
 * way as a free one, so nobody ever deletes a lock that another might just have taken.
 */
export async function withHomeLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  await mkdir(folder, { recursive: true });
  const held = await take(folder);
  try {
    return await work();
  } finally {
    await rename(await draft(folder, FREE), held);
  }
}

async function take(folder: string): Promise<string> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const last = await highest(folder);
    const holder = last === 0 ? FREE : await readFile(join(folder, String(last)), 'utf8').catch(() => null);
    if (holder !== null && isFree(holder) && (await claim(folder, last + 1))) return join(folder, String(last + 1));
    if (Date.now() > deadline) {
      throw new EmbeddedPostgresError(
        'BUSY',
        `Another process (${holder ?? 'unknown'}) has been starting or stopping the database for too long.`,
        `Wait for it or end it; if there is no such process, delete ${folder}.`,
      );
    }
    await sleep(LOOK_AGAIN_MS);
  }
}

async function claim(folder: string, number: number): Promise<boolean> {
  const mine = join(folder, String(number));
  const text = await draft(folder, `${process.pid} ${processIdentity(process.pid)}`);
  try {
    await link(text, mine);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await unlink(text);
  }
  // We may have been slow, and the number one that was taken, freed, overtaken and tidied away long ago.
  const numbers = await listed(folder);
  const isHighest = Math.max(...numbers) === number;
  const outdated = isHighest ? numbers.filter((other) => other < number) : [number];
  await Promise.all(outdated.map((other) => unlink(join(folder, String(other))).catch(() => undefined)));
  return isHighest;
}

async function draft(folder: string, text: string): Promise<string> {
  const file = join(folder, `draft-${randomUUID()}`);
  await writeFile(file, text);
  return file;
}

const listed = async (folder: string) => (await readdir(folder)).map(Number).filter(Number.isInteger);
const highest = async (folder: string) => Math.max(0, ...(await listed(folder)));

function isFree(holder: string): boolean {
  if (holder === FREE) return true;
  const [pid = '', ...identity] = holder.split(' ');
  return processIdentity(Number(pid)) !== identity.join(' ');
}
