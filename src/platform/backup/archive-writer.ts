import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGzip, type Gzip } from 'node:zlib';
import { type ArchiveHead, FIRST_LINE, type Passed } from './archive.js';
import { Measured } from './measured.js';

/** Writes beside the file it is to become, and gives it its name when it is whole. Read by nobody else: all secrets are in it. */
export class ArchiveWriter {
  private readonly gzip: Gzip = createGzip();
  private readonly written: Promise<void>;

  private constructor(private readonly file: string) {
    this.written = pipeline(this.gzip, createWriteStream(this.draft, { mode: 0o600, flags: 'wx', flush: true }));
    // Whoever writes next or ends it is told.
    this.written.catch(() => undefined);
  }

  static async open(file: string): Promise<ArchiveWriter> {
    // Taken at once, so that a file that is there already is not found out at the end.
    await (await open(file, 'wx', 0o600)).close();
    const writer = new ArchiveWriter(file);
    await writer.write(Buffer.from(FIRST_LINE));
    return writer;
  }

  async section(head: ArchiveHead, content: AsyncIterable<Buffer>): Promise<Passed> {
    const text = Buffer.from(JSON.stringify(head));
    await this.write(lengthOf(text));
    await this.write(text);
    const measured = new Measured();
    for await (const piece of measured.through(content)) {
      if (piece.length === 0) continue;
      await this.write(lengthOf(piece));
      await this.write(piece);
    }
    await this.write(Buffer.alloc(4));
    return measured.passed();
  }

  async finish(): Promise<void> {
    this.gzip.end();
    await this.written;
    await rename(this.draft, this.file);
  }

  async abandon(): Promise<void> {
    this.gzip.destroy();
    await this.written.catch(() => undefined);
    for (const file of [this.draft, this.file]) await rm(file, { force: true });
  }

  private get draft(): string {
    return `${this.file}.part`;
  }

  private async write(bytes: Buffer): Promise<void> {
    if (this.gzip.write(bytes)) return;
    await Promise.race([once(this.gzip, 'drain'), this.written]);
  }
}

function lengthOf(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return length;
}

/** A section that is told by its head alone. */
export async function* nothing(): AsyncIterable<Buffer> {}
