import type { Content } from './content.js';
import { hasMarkupAtItsBeginning } from './text.js';
import { hasZipAtItsEnd } from './zip-directory.js';

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const JPEG = Buffer.from([0xff, 0xd8, 0xff]);
const HEADER = 'IHDR';
const LAST = Buffer.concat([Buffer.alloc(4), Buffer.from('IEND'), Buffer.from([0xae, 0x42, 0x60, 0x82])]);
/** A4 at 1,200 dots an inch. */
const MOST_PIXELS = 140_000_000;

const isNothingElse = async (content: Content): Promise<boolean> =>
  !(await hasMarkupAtItsBeginning(content)) && !(await hasZipAtItsEnd(content));

/** From its signature to its last chunk, with nothing behind it, and of a size that can be shown. */
export async function isPng(content: Content): Promise<boolean> {
  const head = await content.head(33);
  if (head.length < 33 || !head.subarray(0, 8).equals(PNG) || head.toString('latin1', 12, 16) !== HEADER) return false;
  const pixels = head.readUInt32BE(16) * head.readUInt32BE(20);
  const ends = (await content.tail(LAST.length)).equals(LAST);
  return ends && pixels > 0 && pixels <= MOST_PIXELS && isNothingElse(content);
}

/** Cameras write more behind the end of the picture, so that only its beginning is sure. */
export async function isJpeg(content: Content): Promise<boolean> {
  return (await content.head(3)).equals(JPEG) && isNothingElse(content);
}
