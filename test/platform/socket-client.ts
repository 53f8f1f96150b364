import { type ClientOptions, WebSocket } from 'ws';
import { until } from '../harness/until.js';

export interface Message {
  type: string;
  id?: string;
  payload?: any;
}

/** A client of graphql-transport-ws that does as it is told, and not as it should. */
export class SocketClient {
  readonly heard: Message[] = [];
  /** The code the socket was closed with, or the HTTP status it was refused with. */
  ended: number | null = null;

  private constructor(readonly socket: WebSocket) {
    socket.on('message', (data) => this.heard.push(JSON.parse(String(data)) as Message));
    socket.on('close', (code) => (this.ended ??= code));
    socket.on('unexpected-response', (_request, { statusCode }) => {
      this.ended = statusCode!;
      socket.terminate();
    });
    socket.on('error', () => undefined);
  }

  static async open(url: string, options: ClientOptions = {}): Promise<SocketClient> {
    const address = `${url.replace('http', 'ws')}/graphql`;
    const client = new SocketClient(new WebSocket(address, 'graphql-transport-ws', options));
    await until(() => client.socket.readyState === WebSocket.OPEN || client.ended !== null, 'it is open or refused');
    return client;
  }

  static async connected(url: string, authorization?: string, options?: ClientOptions): Promise<SocketClient> {
    const client = await SocketClient.open(url, options);
    client.send({ type: 'connection_init', payload: authorization === undefined ? {} : { authorization } });
    await until(() => client.heard.length > 0 || client.ended !== null, 'it is answered');
    return client;
  }

  send(message: object | string): void {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  subscribe(id: string, query: string, variables: object = {}): void {
    this.send({ type: 'subscribe', id, payload: { query, variables } });
  }

  /** What was heard of one subscription. */
  of(id: string): Message[] {
    return this.heard.filter((message) => message.id === id);
  }

  async end(): Promise<number> {
    await until(() => this.ended !== null, 'the socket is closed');
    return this.ended!;
  }
}
