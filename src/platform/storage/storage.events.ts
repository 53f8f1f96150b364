import { defineEvent } from '../events/event.js';

/** Somebody is about to be handed the content of a file: told in the transaction that records it. */
export const FILE_HANDED_OUT = defineEvent<Record<string, never>>('storage.file-handed-out', 'file');
