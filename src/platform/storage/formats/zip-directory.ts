import type { Content } from './content.js';

const END = Buffer.from('PK\x05\x06', 'latin1');
const END_LENGTH = 22;
const LONGEST_COMMENT = 0xffff;
const ENTRY = 0x02014b50;
const ENTRY_LENGTH = 46;
const LOCAL_HEADER_LENGTH = 30;
/** A workbook of a thousand sheets has fewer. */
const MOST_ENTRIES = 5_000;

export interface ZipEntry {
  name: string;
  isEncrypted: boolean;
  packedBytes: number;
  unpackedBytes: number;
  /** Where its own header begins, and the least that it takes from there. */
  offset: number;
  length: number;
}

interface End {
  at: number;
  entries: number;
  directoryAt: number;
  directoryBytes: number;
  commentBytes: number;
}

/** Where a reader of archives would find a table of contents, wherever the archive begins; null where it would not. */
async function endOf(content: Content): Promise<End | null> {
  const tail = await content.tail(END_LENGTH + LONGEST_COMMENT);
  const from = content.sizeBytes - tail.length;
  for (let at = tail.lastIndexOf(END); at >= 0; at = at === 0 ? -1 : tail.lastIndexOf(END, at - 1)) {
    if (at + END_LENGTH > tail.length) continue;
    const directoryBytes = tail.readUInt32LE(at + 12);
    const directoryAt = from + at - directoryBytes;
    const begins = directoryAt < 0 ? Buffer.alloc(0) : await content.at(directoryAt, 4);
    if (begins.length < 4 || begins.readUInt32LE(0) !== ENTRY) continue;
    return {
      at: from + at,
      entries: tail.readUInt16LE(at + 10),
      directoryAt,
      directoryBytes,
      commentBytes: tail.readUInt16LE(at + 20),
    };
  }
  return null;
}

/** Whether the content is an archive for those who look from its end, whatever its first bytes say. */
export const hasZipAtItsEnd = async (content: Content): Promise<boolean> => (await endOf(content)) !== null;

/**
 * The table of contents of an archive that is nothing else: it begins with the first entry and ends with the end. Nothing is
 * unpacked. Null for anything that is cut, spread over several files, too large for the plain format or contradicts itself.
 */
export async function readZipDirectory(content: Content): Promise<ZipEntry[] | null> {
  const end = await endOf(content);
  if (!end || end.entries > MOST_ENTRIES || end.at + END_LENGTH + end.commentBytes !== content.sizeBytes) return null;
  const directory = await content.at(end.directoryAt, end.directoryBytes);
  const entries: ZipEntry[] = [];
  let at = 0;
  while (at < directory.length) {
    if (at + ENTRY_LENGTH > directory.length || directory.readUInt32LE(at) !== ENTRY) return null;
    const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((place) => directory.readUInt16LE(at + place));
    const next = at + ENTRY_LENGTH + nameBytes! + extraBytes! + commentBytes!;
    if (next > directory.length) return null;
    const packedBytes = directory.readUInt32LE(at + 20);
    entries.push({
      name: directory.toString('utf8', at + ENTRY_LENGTH, at + ENTRY_LENGTH + nameBytes!),
      isEncrypted: (directory.readUInt16LE(at + 8) & 1) === 1,
      packedBytes,
      unpackedBytes: directory.readUInt32LE(at + 24),
      offset: directory.readUInt32LE(at + 42),
      length: LOCAL_HEADER_LENGTH + nameBytes! + packedBytes,
    });
    at = next;
  }
  return entries.length === end.entries && areApart(entries, end.directoryAt) ? entries : null;
}

/** Entries that share bytes are how a few kilobytes become terabytes. */
function areApart(entries: readonly ZipEntry[], directoryAt: number): boolean {
  let from = 0;
  for (const { offset, length } of [...entries].sort((one, other) => one.offset - other.offset)) {
    if (offset < from) return false;
    from = offset + length;
  }
  return from <= directoryAt;
}
