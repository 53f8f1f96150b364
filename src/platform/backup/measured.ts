import { createHash } from 'node:crypto';
import type { Passed } from './archive.js';

const LINE_END = 0x0a;

/** Hands the pieces on and measures them. */
export class Measured {
  private readonly hash = createHash('sha256');
  private bytes = 0;
  private rows = 0;

  async *through(pieces: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
    for await (const piece of pieces) {
      this.add(piece);
      yield piece;
    }
  }

  add(piece: Buffer): void {
    this.hash.update(piece);
    this.bytes += piece.length;
    for (let at = piece.indexOf(LINE_END); at !== -1; at = piece.indexOf(LINE_END, at + 1)) this.rows++;
  }

  /** Once, at the end. */
  passed(): Passed {
    return { bytes: this.bytes, sha256: this.hash.digest('hex'), rows: this.rows };
  }
}
