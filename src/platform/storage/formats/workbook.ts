import type { Content } from './content.js';
import { readZipDirectory, type ZipEntry } from './zip-directory.js';

const FIRST_ENTRY = Buffer.from('PK\x03\x04', 'latin1');
const MOST_UNPACKED_BYTES = 200 * 1024 * 1024;
/** Deflated sheets come out at ten to thirty times their packed size. */
const LARGEST_RATIO = 100;
const SMALL_ENTRY_BYTES = 1024 * 1024;
const NEEDED = ['[Content_Types].xml', 'xl/workbook.xml'];
const MACROS = /vbaProject|\.(?:exe|dll|js|vbs|bat|cmd|ps1|jar|com|scr)$/i;

/** An XLSX by its table of contents: a workbook, without macros, that does not unpack into more than it may. */
export async function isWorkbook(content: Content): Promise<boolean> {
  if (!(await content.head(4)).equals(FIRST_ENTRY)) return false;
  const entries = await readZipDirectory(content);
  if (!entries) return false;
  const names = new Set(entries.map(({ name }) => name.toLowerCase()));
  return (
    NEEDED.every((name) => names.has(name.toLowerCase())) &&
    names.size === entries.length &&
    entries.every((entry) => isHarmless(entry)) &&
    entries.reduce((sum, { unpackedBytes }) => sum + unpackedBytes, 0) <= MOST_UNPACKED_BYTES
  );
}

function isHarmless({ name, isEncrypted, packedBytes, unpackedBytes }: ZipEntry): boolean {
  const isWithin = !/^[/\\]|\\|\0|:/.test(name) && !name.split('/').includes('..');
  const isBomb = unpackedBytes > SMALL_ENTRY_BYTES && unpackedBytes > packedBytes * LARGEST_RATIO;
  return isWithin && !isEncrypted && !isBomb && !MACROS.test(name);
}
