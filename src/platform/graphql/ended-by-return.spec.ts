import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { endedByReturn } from './ended-by-return.js';

it('a generator that waits for what never comes ends when nobody listens any more', async () => {
  let ended = false;
  const events = endedByReturn(async function* (gone) {
    try {
      yield 1;
      await wait(1_000_000, undefined, { signal: gone });
      yield 2;
    } finally {
      ended = true;
    }
  });
  expect(await events.next()).toEqual({ value: 1, done: false });
  const next = events.next();
  const returned = events.return(undefined);
  await expect(next).rejects.toThrow('aborted');
  await returned;
  expect(ended).toBe(true);
});
