import { setTimeout as wait } from 'node:timers/promises';
import type { Fault } from '../fault.js';

/** Which work was begun again is for the leases; that it was done once is for the counts. */
export const WORKERS_KILLED: Fault = {
  name: 'workers-killed',
  what: 'match jobs while workers die by kill -9 at random',
  async happen(scene) {
    const lines = scene.size(1_000, 160);
    await scene.load.publishLines(lines);
    let deaths = 0;
    const atLeast = scene.size(20, 4);
    const left = () => scene.count(`outbox WHERE state IN ('PENDING', 'QUEUED')`);
    while (deaths < atLeast || ((await left()) > 0 && deaths < 4 * atLeast)) {
      await wait(scene.random.between(100, 1_200));
      // There is to be something in their hands.
      if ((await left()) < 20) await scene.load.publishLines(40);
      await scene.fleet.replace(scene.random.pick(scene.fleet.workers));
      deaths++;
    }
    return `${lines} lines and more, ${deaths} workers killed`;
  },
};
