import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { BoundedQueue, QueueFull } from './bounded-queue.js';

describe('BoundedQueue', () => {
  it('lets two work, three wait in order, and tells the sixth at once; a place that is free again is taken', async () => {
    const queue = new BoundedQueue({ atOnce: 2, waiting: 3 });
    const begun: number[] = [];
    const ends: (() => void)[] = [];
    const send = (number: number) =>
      queue.run(() => {
        begun.push(number);
        return new Promise<void>((resolve) => ends.push(resolve));
      });
    const sent = [1, 2, 3, 4, 5].map(send);
    await expect(send(6)).rejects.toThrow(QueueFull);
    expect(begun).toEqual([1, 2]);
    for (const expected of [
      [1, 2, 3],
      [1, 2, 3, 4],
      [1, 2, 3, 4, 5],
    ]) {
      ends.shift()!();
      await turn();
      expect(begun).toEqual(expected);
    }
    for (const end of ends.splice(0)) end();
    await Promise.all(sent);
    const later = send(7);
    expect(begun.at(-1)).toBe(7);
    ends.shift()!();
    await later;
  });

  it('goes on after what fails', async () => {
    const queue = new BoundedQueue({ atOnce: 1, waiting: 1 });
    const fails = queue.run(() => Promise.reject(new Error('no')));
    const follows = queue.run(async () => 'yes');
    await expect(fails).rejects.toThrow('no');
    await expect(follows).resolves.toBe('yes');
  });
});
