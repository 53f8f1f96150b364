/** What one web socket may do before it is closed. A subscription is a short text with a few ids. */
export const SOCKET_LIMITS = {
  frameBytes: 65_536,
  /** Whoever does not say in this time who it is has no reason to be connected. */
  initMilliseconds: 5_000,
  /** Messages within a window; a page that opens subscribes to a handful of things. */
  messages: 100,
  messagesMilliseconds: 10_000,
  subscriptions: 20,
  subscriptionsPerPerson: 50,
  /** What was sent and not read. One event is a few hundred bytes. */
  unreadBytes: 1_000_000,
  /** From asking a client to go until its connection is cut. */
  closeMilliseconds: 1_000,
};

/** Close codes of graphql-transport-ws (44…) and of web sockets themselves. */
export const CLOSE = {
  GOING_AWAY: 1001,
  POLICY: 1008,
  TRY_AGAIN_LATER: 1013,
  INVALID_MESSAGE: 4400,
  UNAUTHORIZED: 4401,
  FORBIDDEN: 4403,
  INIT_TIMEOUT: 4408,
  DUPLICATE_ID: 4409,
  TOO_MANY_INITS: 4429,
};
