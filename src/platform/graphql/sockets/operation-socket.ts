import { randomBytes } from 'node:crypto';
import type { ExecutionResult, GraphQLFormattedError } from 'graphql';
import type { WebSocket } from 'ws';
import { type ClientMessage, readMessage, type SubscribePayload } from './client-message.js';
import { CLOSE, SOCKET_LIMITS } from './socket-limits.js';

/** What is behind a socket: who is on the other side, and what it may hear. */
export interface SocketHost {
  /** False where the payload of `connection_init` does not say who asks; a code where it may not come in. */
  connect(payload: Record<string, unknown>): Promise<true | { code: number; reason: string }>;
  /** Results one after the other. Throws nothing: what goes wrong is the last of them, without `data`. */
  subscribe(payload: SubscribePayload): AsyncGenerator<SubscriptionAnswer>;
  closed(): void;
}

export type SubscriptionAnswer = { next: ExecutionResult } | { error: readonly GraphQLFormattedError[] };

/**
 * One client that speaks graphql-transport-ws. It comes as a stranger and has a few seconds to say who it is; then it may
 * subscribe, as often as the limits let it, and has to answer each ping with what was in it and to read what it is sent. A
 * client that does not keep to that is told why by the close code, one that does not listen is cut.
 */
export class OperationSocket {
  private state: 'NEW' | 'READY' | 'CLOSED' = 'NEW';
  private connecting: Promise<void> | null = null;
  private readonly subscriptions = new Map<string, AsyncGenerator<SubscriptionAnswer>>();
  /** Those that were ended and have not come to their end are counted, too. */
  private running = 0;
  private messages = 0;
  private messagesSince = Date.now();
  private expectedPong: string | null = null;
  private readonly initTimer: NodeJS.Timeout;

  constructor(
    private readonly socket: WebSocket,
    private readonly host: SocketHost,
  ) {
    this.initTimer = setTimeout(
      () => this.close(CLOSE.INIT_TIMEOUT, 'Send connection_init'),
      SOCKET_LIMITS.initMilliseconds,
    );
    socket.on('message', (data, isBinary) => this.receive((data as Buffer).toString(), isBinary));
    socket.on('pong', (data) => {
      if (data.toString('hex') === this.expectedPong) this.expectedPong = null;
    });
    // The connection broke, or a frame was none or too long; `close` follows.
    socket.on('error', () => undefined);
    socket.on('close', () => this.onClose());
  }

  /** Asks whether somebody is there; whoever has not answered the time before is cut. */
  beat(): void {
    if (this.expectedPong !== null) return this.cut();
    const ping = randomBytes(4);
    this.expectedPong = ping.toString('hex');
    this.socket.ping(ping);
  }

  close(code: number, reason: string): void {
    this.socket.close(code, reason);
    // What the client still sends is not listened to, and it may take its leave only for so long.
    this.onClose();
    setTimeout(() => this.socket.terminate(), SOCKET_LIMITS.closeMilliseconds).unref();
  }

  private receive(text: string, isBinary: boolean): void {
    if (this.state === 'CLOSED') return;
    if (this.isTooFast()) return this.close(CLOSE.POLICY, 'Too many messages');
    const message = isBinary ? null : readMessage(text);
    if (!message) return this.close(CLOSE.INVALID_MESSAGE, 'Not a message of graphql-transport-ws');
    void this.handle(message);
  }

  private isTooFast(): boolean {
    const now = Date.now();
    if (now - this.messagesSince > SOCKET_LIMITS.messagesMilliseconds) {
      this.messagesSince = now;
      this.messages = 0;
    }
    return ++this.messages > SOCKET_LIMITS.messages;
  }

  private async handle(message: ClientMessage): Promise<void> {
    switch (message.type) {
      case 'connection_init':
        if (this.connecting) return this.close(CLOSE.TOO_MANY_INITS, 'connection_init is sent once');
        return (this.connecting = this.connect(message.payload));
      case 'subscribe':
        // A client that does not wait for the answer is heard in its turn.
        await this.connecting;
        return this.subscribe(message.id, message.payload);
      case 'complete':
        return this.stop(message.id);
      case 'ping':
        await this.send({ type: 'pong' });
    }
  }

  private async connect(payload: Record<string, unknown>): Promise<void> {
    const connected = await this.host.connect(payload);
    if (this.isClosed()) return;
    if (connected !== true) return this.close(connected.code, connected.reason);
    clearTimeout(this.initTimer);
    this.state = 'READY';
    await this.send({ type: 'connection_ack' });
  }

  private async subscribe(id: string, payload: SubscribePayload): Promise<void> {
    if (this.isClosed()) return;
    if (this.state !== 'READY') return this.close(CLOSE.UNAUTHORIZED, 'Send connection_init first');
    if (this.subscriptions.has(id)) return this.close(CLOSE.DUPLICATE_ID, 'This id has a subscription');
    if (this.running >= SOCKET_LIMITS.subscriptions) {
      return this.close(CLOSE.POLICY, `At most ${SOCKET_LIMITS.subscriptions} subscriptions on one socket`);
    }
    const answers = this.host.subscribe(payload);
    this.subscriptions.set(id, answers);
    this.running++;
    const isWanted = () => this.subscriptions.get(id) === answers;
    try {
      for await (const answer of answers) {
        if (!isWanted()) return;
        if ('next' in answer) await this.send({ type: 'next', id, payload: answer.next });
        else return await this.send({ type: 'error', id, payload: answer.error });
      }
      if (isWanted()) await this.send({ type: 'complete', id });
    } finally {
      this.running--;
      if (isWanted()) this.subscriptions.delete(id);
    }
  }

  private stop(id: string): void {
    const answers = this.subscriptions.get(id);
    this.subscriptions.delete(id);
    void answers?.return(undefined);
  }

  /** Resolves when it has left for the client, so that a slow one slows its own subscriptions down. */
  private send(message: object): Promise<void> {
    if (this.isClosed()) return Promise.resolve();
    if (this.socket.bufferedAmount > SOCKET_LIMITS.unreadBytes) this.cut();
    return new Promise((resolve) =>
      this.socket.send(JSON.stringify(message), (error) => {
        // What is sent to nobody succeeds at once, again and again: the end must not wait for its event.
        if (error) this.onClose();
        resolve();
      }),
    );
  }

  private cut(): void {
    this.socket.terminate();
    this.onClose();
  }

  private isClosed(): boolean {
    return this.state === 'CLOSED';
  }

  private onClose(): void {
    if (this.isClosed()) return;
    this.state = 'CLOSED';
    clearTimeout(this.initTimer);
    for (const id of [...this.subscriptions.keys()]) this.stop(id);
    this.host.closed();
  }
}
