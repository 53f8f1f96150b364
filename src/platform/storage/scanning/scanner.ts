import { connect, type Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { once } from 'node:events';
import type { ScannerAddress } from '../../config/config.js';

/** Null: nothing was found. Otherwise the scanner’s name for it. */
export type Finding = string | null;

/** The scanner cannot be reached, went silent or answered something else: it says nothing about the content. */
export class ScannerAway extends Error {
  override name = 'ScannerAway';
}

const SILENCE_MILLISECONDS = 60_000;
const LONGEST_ANSWER = 4_096;
const LARGEST_PIECE = 64 * 1024;

/** Shows a content to clamd, by the INSTREAM command of its protocol: pieces with their lengths, then a length of nothing. */
export async function scan(
  address: ScannerAddress,
  content: Readable,
  silenceMilliseconds = SILENCE_MILLISECONDS,
): Promise<Finding> {
  const socket = connect(address);
  socket.setTimeout(silenceMilliseconds, () => socket.destroy(new Error('it went silent')));
  try {
    const answer = answerOf(socket);
    // It may end the conversation in the middle of the content.
    await Promise.race([answer, send(socket, content)]);
    return read(await answer);
  } catch (error) {
    throw error instanceof ScannerAway ? error : new ScannerAway((error as Error).message, { cause: error });
  } finally {
    socket.destroy();
    content.destroy();
  }
}

async function send(socket: Socket, content: Readable): Promise<void> {
  await write(socket, Buffer.from('zINSTREAM\0'));
  for await (const block of content as AsyncIterable<Buffer>) {
    for (let from = 0; from < block.length; from += LARGEST_PIECE) {
      const piece = block.subarray(from, from + LARGEST_PIECE);
      await write(socket, lengthOf(piece.length));
      await write(socket, piece);
    }
  }
  await write(socket, lengthOf(0));
}

const lengthOf = (bytes: number): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes);
  return length;
};

async function write(socket: Socket, bytes: Buffer): Promise<void> {
  if (!socket.write(bytes)) await once(socket, 'drain');
}

function answerOf(socket: Socket): Promise<string> {
  const answer = new Promise<string>((resolve, reject) => {
    let text = '';
    socket.setEncoding('utf8').on('data', (piece: string) => {
      text += piece;
      if (text.includes('\0') || text.length > LONGEST_ANSWER) resolve(text);
    });
    socket.on('error', reject).on('close', () => resolve(text));
  });
  // Whoever waits for it hears of it; nobody does while the content is still being sent.
  answer.catch(() => undefined);
  return answer;
}

function read(answer: string): Finding {
  const [, verdict] = /^stream: ([^\0]*)\0?\s*$/.exec(answer) ?? [];
  if (verdict === 'OK') return null;
  const [, name] = /^(.{1,200}) FOUND$/.exec(verdict ?? '') ?? [];
  if (name === undefined) throw new ScannerAway(`the scanner answered ${JSON.stringify(answer.slice(0, 100))}`);
  return name;
}
