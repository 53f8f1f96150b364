import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** What it finds infected. */
export const EICAR = 'X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*';

/** A scanner that speaks the protocol of clamd: INSTREAM, and nothing else. */
export class AClamd {
  /** What has been shown to it. */
  readonly shown: Buffer[] = [];
  /** What it answers instead; null: it goes away in the middle. */
  says: string | null | undefined;
  private readonly sockets = new Set<Socket>();
  private server: Server | null = null;

  async listen(port = 0): Promise<number> {
    this.server = createServer((socket) => this.converse(socket));
    await new Promise<void>((resolve) => this.server!.listen(port, '127.0.0.1', resolve));
    return (this.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server?.close(resolve));
  }

  private converse(socket: Socket): void {
    this.sockets.add(socket.on('error', () => undefined));
    let heard = Buffer.alloc(0);
    socket.on('data', (piece: Buffer) => {
      heard = Buffer.concat([heard, piece]);
      if (this.says === null) return void socket.destroy();
      const content = readStream(heard);
      if (content === 'UNKNOWN') return void socket.end('UNKNOWN COMMAND\0');
      if (content === null) return;
      this.shown.push(content);
      socket.end(this.says ?? (content.includes(EICAR) ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0'));
    });
  }
}

/** The content, once its end was said. */
function readStream(heard: Buffer): Buffer | null | 'UNKNOWN' {
  const command = 'zINSTREAM\0';
  if (heard.length < command.length) return null;
  if (heard.toString('latin1', 0, command.length) !== command) return 'UNKNOWN';
  const pieces: Buffer[] = [];
  let at = command.length;
  while (at + 4 <= heard.length) {
    const length = heard.readUInt32BE(at);
    if (length === 0) return Buffer.concat(pieces);
    if (at + 4 + length > heard.length) return null;
    pieces.push(heard.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return null;
}
