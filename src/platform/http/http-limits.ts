/** How long a client may keep a connection busy without doing its part. Whatever it does takes a bounded time. */
export const HTTP_LIMITS = {
  /** From the connection, or the answer before, to the end of the head of a request. */
  headMilliseconds: 10_000,
  /** For a whole request. 5 MB take that long at 40 kB/s. */
  requestMilliseconds: 130_000,
  /** A body, or an answer being read, may take this long and then has to have come on at this rate all along. */
  patienceMilliseconds: 10_000,
  bytesPerSecond: 10_000,
  /** When the service stops: for clients that have not sent all of their request or do not read its answer … */
  stalledAtCloseMilliseconds: 2_000,
  /** … and for what is still being worked on. */
  closeMilliseconds: 10_000,
};
