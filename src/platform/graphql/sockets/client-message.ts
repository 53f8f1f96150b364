/** What a client sends by graphql-transport-ws. The payload of `subscribe` is looked at when it is run. */
export type ClientMessage =
  | { type: 'connection_init'; payload: Record<string, unknown> }
  | { type: 'subscribe'; id: string; payload: SubscribePayload }
  | { type: 'complete'; id: string }
  | { type: 'ping' | 'pong' };

export interface SubscribePayload {
  query?: unknown;
  variables?: unknown;
  operationName?: unknown;
}

const LONGEST_ID = 128;

/** Null for what the protocol does not know. */
export function readMessage(text: string): ClientMessage | null {
  const message = parsed(text);
  if (!isObject(message)) return null;
  const { type, id, payload } = message;
  switch (type) {
    case 'connection_init':
      if (payload !== undefined && payload !== null && !isObject(payload)) return null;
      return { type, payload: (payload ?? {}) as Record<string, unknown> };
    case 'subscribe':
      return isId(id) && isObject(payload) ? { type, id, payload } : null;
    case 'complete':
      return isId(id) ? { type, id } : null;
    case 'ping':
    case 'pong':
      return { type };
    default:
      return null;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isId = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && value.length <= LONGEST_ID;
