import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A client that writes bytes, and may stop in the middle. */
export class RawClient {
  answer = '';
  private trickle: NodeJS.Timeout | undefined;
  private readonly since = Date.now();
  /** Milliseconds until the other side ended it. */
  readonly cut: Promise<number>;

  private constructor(private readonly socket: Socket) {
    socket.on('error', () => undefined);
    socket.on('data', (data) => (this.answer += data.toString('latin1')));
    this.cut = once(socket, 'close').then(() => Date.now() - this.since);
    void this.cut.then(() => clearInterval(this.trickle));
  }

  static async open(url: string, text = ''): Promise<RawClient> {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    await once(socket, 'connect');
    const client = new RawClient(socket);
    socket.write(text);
    return client;
  }

  /** Sends `text` again and again. */
  goOn(text: string, everyMilliseconds = 1_000): void {
    this.trickle = setInterval(() => this.socket.write(text), everyMilliseconds);
  }

  close(): void {
    this.socket.destroy();
  }
}
