import { setTimeout as wait } from 'node:timers/promises';
import { ApiError } from '../api-error.js';

/** How late a subscriber to whom nothing happens learns that the session has ended. */
const LOOK_AGAIN_MILLISECONDS = 5_000;

/** Events for as long as whoever asked may hear them, looked up again before each; they end at once when nobody listens. */
export async function* whileStanding<T>(
  events: AsyncIterator<T>,
  stands: () => Promise<boolean>,
  gone: AbortSignal,
): AsyncGenerator<T> {
  let next = events.next();
  try {
    for (;;) {
      const event = await withinMoments(next, gone);
      if (gone.aborted) return;
      if (!(await stands())) throw new ApiError('UNAUTHENTICATED', 'The session has ended: sign in and connect again');
      if (event === null) continue;
      if (event.done) return;
      yield event.value;
      next = events.next();
    }
  } finally {
    void Promise.allSettled([next, events.return?.(undefined)]);
  }
}

/** Null where nothing came for a while, or nobody listens any more. */
async function withinMoments<T>(next: Promise<T>, gone: AbortSignal): Promise<T | null> {
  const enough = new AbortController();
  const signal = AbortSignal.any([enough.signal, gone]);
  const nothing = wait(LOOK_AGAIN_MILLISECONDS, null, { signal }).catch(() => null);
  try {
    return await Promise.race([next, nothing]);
  } finally {
    enough.abort();
  }
}
