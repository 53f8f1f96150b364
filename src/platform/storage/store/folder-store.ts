import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import {
  type ByteRange,
  FileStore,
  FileStoreError,
  type FoundContent,
  keyOf,
  readKey,
  type StoredContent,
} from './file-store.js';
import { INCOMING } from './incoming.js';

/** A folder of this machine, or one that several share. */
export class FolderStore extends FileStore {
  constructor(private readonly folder: string) {
    super();
  }

  get place(): string {
    return this.folder;
  }

  /** The file is on the same disk, so that its new name is there whole or not at all. */
  keep(content: StoredContent, file: string): Promise<void> {
    return telling(async () => {
      const path = this.pathOf(content);
      const above = dirname(dirname(path));
      const made = await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await rename(file, path);
      await sync(dirname(path));
      if (made !== undefined) for (const folder of [above, this.folder]) await sync(folder);
    });
  }

  async read(content: StoredContent, range?: ByteRange): Promise<Readable | null> {
    const path = this.pathOf(content);
    const handle = await telling(() => unlessMissing(open(path, 'r')));
    if (!handle) return null;
    return createReadStream(path, { fd: handle, ...(range && { start: range.from, end: range.to }) });
  }

  async has(content: StoredContent): Promise<boolean> {
    return (await telling(() => unlessMissing(stat(this.pathOf(content))))) !== null;
  }

  remove(content: StoredContent): Promise<void> {
    return telling(() => rm(this.pathOf(content), { force: true }));
  }

  async *all(): AsyncIterable<FoundContent> {
    for (const organisation of await this.namesIn('')) {
      if (organisation === INCOMING) continue;
      for (const part of await this.namesIn(organisation)) {
        for (const name of await this.namesIn(join(organisation, part))) {
          const key = [organisation, part, name].join('/');
          const found = await unlessMissing(stat(join(this.folder, key)));
          if (found) yield { key, content: readKey(key), keptAt: found.mtime };
        }
      }
    }
  }

  private pathOf(content: StoredContent): string {
    return join(this.folder, ...keyOf(content).split('/'));
  }

  private async namesIn(folder: string): Promise<string[]> {
    const path = join(this.folder, folder);
    const names = await telling(() => unlessMissing(readdir(path), 'ENOENT', 'ENOTDIR'));
    return names ?? [];
  }
}

/** What a folder contains survives a power cut only once the folder itself is written. */
async function sync(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function unlessMissing<T>(asked: Promise<T>, ...codes: string[]): Promise<T | null> {
  return asked.catch((error: NodeJS.ErrnoException) => {
    if ([...codes, 'ENOENT'].includes(error.code ?? '')) return null;
    throw error;
  });
}

async function telling<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new FileStoreError(`the folder of files does not work: ${(error as Error).message}`, { cause: error });
  }
}
