import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { FileStoreError } from './file-store.js';

/** Below the folder of files: what is being received, under names that mean nothing. */
export const INCOMING = 'incoming';
/** Longer than any upload may take: what is older was left behind by a process that died. */
const LONGEST_MILLISECONDS = 60 * 60 * 1000;

export interface Received {
  path: string;
  sizeBytes: number;
  sha256: string;
}

/** The body was longer than it may be; what had come of it is gone. */
export class BodyTooLong extends Error {
  override name = 'BodyTooLong';
}

/** The desk where contents are taken in, piece by piece, before anybody knows whether they will be kept. */
export class Incoming {
  private readonly folder: string;

  constructor(files: string) {
    this.folder = join(files, INCOMING);
  }

  /** Each piece is on the disk before the next is asked for, so that a body of any length takes the memory of one piece. */
  async receive(body: AsyncIterable<Buffer> | Readable, mostBytes: number): Promise<Received> {
    const path = join(this.folder, randomUUID());
    const hash = createHash('sha256');
    let sizeBytes = 0;
    const handle = await this.create(path);
    try {
      for await (const piece of pieces(body)) {
        sizeBytes += piece.length;
        if (sizeBytes > mostBytes) throw new BodyTooLong();
        hash.update(piece);
        await handle.writeFile(piece).catch(toStoreError);
      }
      await handle.sync().catch(toStoreError);
    } catch (error) {
      await handle.close();
      await this.discard(path);
      throw error;
    }
    await handle.close();
    return { path, sizeBytes, sha256: hash.digest('hex') };
  }

  discard(path: string): Promise<void> {
    return rm(path, { force: true });
  }

  /** Removes what dead processes left behind. Returns how many those were. */
  async sweep(now = Date.now()): Promise<number> {
    let removed = 0;
    for (const name of await readdir(this.folder).catch(() => [])) {
      const path = join(this.folder, name);
      const found = await stat(path).catch(() => null);
      if (!found || now - found.mtimeMs < LONGEST_MILLISECONDS) continue;
      await this.discard(path);
      removed++;
    }
    return removed;
  }

  private async create(path: string) {
    try {
      await mkdir(this.folder, { recursive: true, mode: 0o700 });
      return await open(path, 'wx', 0o600);
    } catch (error) {
      return toStoreError(error as Error);
    }
  }
}

/** A request’s body is not torn down with the loop: who sends too much is still to be told so. */
const pieces = (body: AsyncIterable<Buffer> | Readable): AsyncIterable<Buffer> =>
  'iterator' in body ? body.iterator({ destroyOnReturn: false }) : body;

function toStoreError(error: Error): never {
  throw new FileStoreError(`the folder of files takes nothing: ${error.message}`, { cause: error });
}
