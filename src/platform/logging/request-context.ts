import { AsyncLocalStorage } from 'node:async_hooks';

/** Ids that every log line written on behalf of a request carries. */
export const requestContext = new AsyncLocalStorage<{ requestId: string }>();
