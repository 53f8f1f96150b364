import { connect, createServer, type Server, type Socket } from 'node:net';
import { once } from 'node:events';

export interface Step {
  /** Words of the statement, as they stand in the protocol. */
  statement: string;
  /** Held before the server hears of it, or after it has done it and before its answer arrives. */
  hold: 'BEFORE' | 'AFTER';
  /** Only on a connection that this one has come by on. */
  following?: string;
}

/** A way to PostgreSQL that stops at a given statement, so that whoever sent it can be killed at exactly that step. */
export class HoldingLink {
  private readonly sockets = new Set<Socket>();
  private server: Server | null = null;
  private step: Step | null = null;
  /** Whether the statement has come by. */
  isHolding = false;

  constructor(private readonly url: string) {}

  async open(): Promise<string> {
    const { hostname, port } = new URL(this.url);
    this.server = createServer((near) => this.join(near, connect(Number(port), hostname))).listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    const own = this.server.address() as { port: number };
    return Object.assign(new URL(this.url), { hostname: '127.0.0.1', port: String(own.port) }).href;
  }

  holdAt(step: Step): void {
    this.step = step;
    this.isHolding = false;
  }

  /** Whoever is connected is told nothing more; who connects anew is let through. */
  cut(): void {
    this.step = null;
    for (const socket of this.sockets) socket.resetAndDestroy();
  }

  /** As when the process at the near end is gone. */
  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => (this.server ? this.server.close(resolve) : resolve(null)));
  }

  private join(near: Socket, far: Socket): void {
    let isHeld = false;
    let hasPassed = false;
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.sockets.add(one);
      one.on('error', () => undefined).on('close', () => (this.sockets.delete(one), other.destroy()));
    }
    near.on('data', (chunk) => {
      if (isHeld) return;
      const { step } = this;
      hasPassed ||= step !== null && (step.following === undefined || chunk.includes(step.following));
      if (step && hasPassed && !this.isHolding && chunk.includes(step.statement)) {
        isHeld = this.isHolding = true;
        if (step.hold === 'BEFORE') return;
      }
      far.write(chunk);
    });
    far.on('data', (chunk) => {
      if (!isHeld) near.write(chunk);
    });
  }
}
