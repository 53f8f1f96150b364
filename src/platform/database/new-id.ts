import { v7 } from 'uuid';

/** Ids grow with time, so "newest first" and keyset cursors need no second column. */
export const newId = (): string => v7();

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** An id that is no id finds nothing, the same as one that never was; it must not reach the database as a cast error. */
export const isId = (text: string): boolean => UUID.test(text);
