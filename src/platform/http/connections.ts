import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { addressKey } from './address-key.js';
import { Counts } from './counts.js';
import { HTTP_LIMITS } from './http-limits.js';

const LOOK_MILLISECONDS = 1_000;
const LOOK_AT_CLOSE_MILLISECONDS = 100;

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  since: number;
  readBefore: number;
  answering: { since: number; writtenBefore: number } | null;
}

type State = Exchange | 'IDLE' | 'UPGRADED';

/**
 * The connections of a server. Node cuts those whose head does not come; here those are cut whose body trickles or whose client
 * does not read, the number of all is bounded (one that is idle makes room for a new one), and when the server closes none
 * keeps it from ending: work in hand is finished, whoever stalls is cut.
 */
export class Connections {
  /** Those idle for longest come before those idle for less. */
  private readonly states = new Map<Socket, State>();
  private readonly ofAddress: Counts;

  constructor(
    server: Server,
    private readonly limit: { most: number; perAddress: number },
  ) {
    this.ofAddress = new Counts(limit.perAddress);
    server.on('connection', (socket) => this.accept(socket));
    server.on('request', (request, response) => this.begin(request, response));
    server.on('upgrade', (_request, socket) => this.move(socket as Socket, 'UPGRADED'));
    const look = setInterval(() => this.cutSlowOnes(), LOOK_MILLISECONDS).unref();
    server.once('close', () => clearInterval(look));
  }

  /** From now on nobody is waited for who does not do its part; call it when the server begins to close. */
  finish(): void {
    const since = Date.now();
    const look = setInterval(() => {
      this.cutWhatIsLeft(Date.now() - since);
      if (this.states.size === 0) clearInterval(look);
    }, LOOK_AT_CLOSE_MILLISECONDS);
    look.unref();
  }

  private accept(socket: Socket): void {
    if (this.states.size >= this.limit.most) this.makeRoom();
    const address = addressKey(socket.remoteAddress ?? '');
    const giveBack = this.states.size < this.limit.most ? this.ofAddress.take(address) : null;
    if (!giveBack) {
      socket.destroy();
      return;
    }
    this.states.set(socket, 'IDLE');
    socket.once('close', () => {
      giveBack();
      this.states.delete(socket);
    });
  }

  private makeRoom(): void {
    for (const [socket, state] of this.states) {
      if (!isIdle(state)) continue;
      this.states.delete(socket);
      socket.destroy();
      return;
    }
  }

  private begin(request: IncomingMessage, response: ServerResponse): void {
    const { socket } = request;
    const exchange = { request, response, since: Date.now(), readBefore: socket.bytesRead, answering: null };
    this.move(socket, exchange);
    response.once('close', () => {
      // One that sends requests ahead of their answers is at the next already.
      // An answer may be complete before its request: what still comes of that is not wanted, and has to come all the same.
      if (this.states.get(socket) === exchange) this.move(socket, exchange);
    });
  }

  private move(socket: Socket, state: State): void {
    if (this.states.delete(socket)) this.states.set(socket, state);
  }

  private cutSlowOnes(): void {
    for (const [socket, state] of this.states) {
      if (typeof state === 'object' && isSlow(socket, state)) socket.destroy();
    }
  }

  private cutWhatIsLeft(milliseconds: number): void {
    const isLate = milliseconds > HTTP_LIMITS.closeMilliseconds;
    const isStallingLate = milliseconds > HTTP_LIMITS.stalledAtCloseMilliseconds;
    for (const [socket, state] of this.states) {
      if (isLate || (isStallingLate && isWaitedFor(socket, state))) socket.destroy();
    }
  }
}

function isIdle(state: State): boolean {
  return typeof state === 'object' ? state.request.complete && state.response.closed : state === 'IDLE';
}

/** Whether it is the client’s turn. */
function isWaitedFor(socket: Socket, state: State): boolean {
  if (typeof state === 'string' || isIdle(state)) return true;
  return !state.request.complete || (state.response.headersSent && socket.writableLength > 0);
}

function isSlow(socket: Socket, exchange: Exchange): boolean {
  const { request, response, since, readBefore } = exchange;
  if (!request.complete) return isBehind(since, socket.bytesRead - readBefore);
  if (!response.headersSent || socket.writableLength === 0) return false;
  if (!exchange.answering) {
    exchange.answering = { since: Date.now(), writtenBefore: socket.bytesWritten - socket.writableLength };
    // Where nothing at all is read Node knows it sooner than our rate does.
    socket.setTimeout(HTTP_LIMITS.patienceMilliseconds);
  }
  return isBehind(exchange.answering.since, socket.bytesWritten - exchange.answering.writtenBefore);
}

function isBehind(since: number, bytes: number): boolean {
  const allowed = HTTP_LIMITS.patienceMilliseconds + (bytes / HTTP_LIMITS.bytesPerSecond) * 1000;
  return Date.now() - since > allowed;
}
