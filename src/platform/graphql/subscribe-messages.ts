export interface SubscribeMessage {
  operationName?: string | null;
  variables?: Record<string, unknown> | null;
}

interface Socket {
  on(event: 'message', listener: (data: { toString(): string }) => void): unknown;
}

/** As many as may wait to be looked at. */
const MOST_WAITING = 100;

/** Remembers with what variables each subscription was asked for, which Mercurius tells none of its hooks. */
export class SubscribeMessages {
  private readonly waiting = new Map<string | number, SubscribeMessage>();

  constructor(socket: Socket) {
    socket.on('message', (data) => this.remember(data.toString()));
  }

  /** What was sent along with the subscription of this id; only once. */
  take(id: string | number): SubscribeMessage | undefined {
    const message = this.waiting.get(id);
    this.waiting.delete(id);
    return message;
  }

  private remember(text: string): void {
    const { type, id, payload } = asMessage(text);
    if (type !== 'subscribe' || (typeof id !== 'string' && typeof id !== 'number') || !payload) return;
    this.waiting.set(id, payload);
    if (this.waiting.size > MOST_WAITING) this.waiting.delete([...this.waiting.keys()][0]!);
  }
}

function asMessage(text: string): { type?: unknown; id?: unknown; payload?: object | null } {
  try {
    return (JSON.parse(text) ?? {}) as object;
  } catch {
    return {};
  }
}
