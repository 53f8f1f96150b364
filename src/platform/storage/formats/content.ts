import type { FileHandle } from 'node:fs/promises';

const BLOCK = 64 * 1024;

/** A content that has been received and is looked at in pieces, however large it is. */
export class Content {
  constructor(
    private readonly handle: FileHandle,
    readonly sizeBytes: number,
  ) {}

  /** As many bytes as there are from this place on, at most `length`. */
  async at(position: number, length: number): Promise<Buffer> {
    const wanted = Math.max(0, Math.min(length, this.sizeBytes - position));
    const buffer = Buffer.alloc(wanted);
    let filled = 0;
    while (filled < wanted) {
      const { bytesRead } = await this.handle.read(buffer, filled, wanted - filled, position + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return buffer.subarray(0, filled);
  }

  head(length: number): Promise<Buffer> {
    return this.at(0, length);
  }

  tail(length: number): Promise<Buffer> {
    return this.at(Math.max(0, this.sizeBytes - length), length);
  }

  /** All of it, in order; each block is gone when the next one comes. */
  async *blocks(): AsyncIterable<Buffer> {
    for (let position = 0; position < this.sizeBytes; position += BLOCK) yield this.at(position, BLOCK);
  }
}
