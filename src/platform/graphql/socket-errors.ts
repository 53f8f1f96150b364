interface Socket {
  send(data: string, ...others: unknown[]): void;
}

interface ErrorMessage {
  type: string;
  id?: string;
  payload: { message: string; locations?: object; extensions?: { code?: string } }[];
}

const INVALID_REQUEST = { code: 'INVALID_REQUEST' };

/**
 * Over a socket Mercurius sends an error as it was thrown. What has a code was meant for the client; what has none was
 * found wrong with the message itself, by graphql-js (which says where) or by stumbling over it.
 */
export function codeErrorsOf(socket: Socket): void {
  const send = socket.send.bind(socket);
  socket.send = (data, ...others) => {
    send(data.startsWith('{"type":"error"') ? withCodes(JSON.parse(data) as ErrorMessage) : data, ...others);
  };
}

function withCodes(message: ErrorMessage): string {
  const payload = message.payload.map((error) => {
    if (error.extensions?.code) return error;
    if (error.locations) return { ...error, extensions: INVALID_REQUEST };
    return { message: 'This is not a subscription as graphql-transport-ws sends it', extensions: INVALID_REQUEST };
  });
  return JSON.stringify({ ...message, payload });
}
