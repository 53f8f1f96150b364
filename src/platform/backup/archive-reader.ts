import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { pipeline } from 'node:stream';
import {
  type ArchiveHead,
  archiveHead,
  DamagedArchiveError,
  FIRST_LINE,
  LONGEST_HEAD,
  LONGEST_PIECE,
} from './archive.js';

export interface Section {
  head: ArchiveHead;
  /** To be read to its end before the next section is asked for. */
  content: AsyncIterable<Buffer>;
}

/** The sections of an archive in turn; whatever is not as it should be is a `DamagedArchiveError`. */
export async function* readSections(file: string): AsyncIterable<Section> {
  const gunzip = createGunzip();
  pipeline(createReadStream(file), gunzip, () => undefined);
  const bytes = new Bytes(gunzip);
  try {
    const first = await bytes.take(FIRST_LINE.length);
    if (first.toString() !== FIRST_LINE) throw new DamagedArchiveError('This is no backup of Ketnoi.');
    for (;;) {
      if (await bytes.isAtEnd()) return;
      yield { head: readHead(await bytes.take(await length(bytes, LONGEST_HEAD))), content: pieces(bytes) };
    }
  } finally {
    gunzip.destroy();
  }
}

async function* pieces(bytes: Bytes): AsyncIterable<Buffer> {
  for (;;) {
    const size = await length(bytes, LONGEST_PIECE);
    if (size === 0) return;
    yield await bytes.take(size);
  }
}

async function length(bytes: Bytes, most: number): Promise<number> {
  const size = (await bytes.take(4)).readUInt32BE();
  if (size > most) throw new DamagedArchiveError('The archive is damaged: a part of it is longer than any may be.');
  return size;
}

function readHead(text: Buffer): ArchiveHead {
  try {
    return archiveHead.parse(JSON.parse(text.toString()));
  } catch (error) {
    throw new DamagedArchiveError('The archive is damaged: the head of a section cannot be read.', { cause: error });
  }
}

const CUT_OFF = 'The archive is cut off.';

/** As zlib tells of what is not as it was written. */
function explained(error: unknown): unknown {
  const { code } = error as { code?: string };
  if (code === 'Z_BUF_ERROR') return new DamagedArchiveError(CUT_OFF, { cause: error });
  if (code?.startsWith('Z_')) {
    return new DamagedArchiveError(`The archive is damaged: ${(error as Error).message}.`, { cause: error });
  }
  return error;
}

/** So many bytes at a time of a stream whose pieces end anywhere. */
class Bytes {
  private readonly source: AsyncIterator<Buffer>;
  private held: Buffer[] = [];
  private heldBytes = 0;

  constructor(stream: AsyncIterable<Buffer>) {
    this.source = stream[Symbol.asyncIterator]();
  }

  async isAtEnd(): Promise<boolean> {
    return this.heldBytes === 0 && !(await this.more());
  }

  async take(size: number): Promise<Buffer> {
    while (this.heldBytes < size) if (!(await this.more())) throw new DamagedArchiveError(CUT_OFF);
    const all = this.held.length === 1 ? this.held[0]! : Buffer.concat(this.held);
    this.held = all.length > size ? [all.subarray(size)] : [];
    this.heldBytes = all.length - size;
    return all.subarray(0, size);
  }

  private async more(): Promise<boolean> {
    const next = await this.source.next().catch((error: unknown) => {
      throw explained(error);
    });
    if (next.done) return false;
    this.held.push(next.value);
    this.heldBytes += next.value.length;
    return true;
  }
}
