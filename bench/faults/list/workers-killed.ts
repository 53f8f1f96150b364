import { setTimeout as wait } from 'node:timers/promises';
import type { Fault } from '../fault.js';

/** Which work was begun again is for the leases; that it was done once is for the counts. */
export const WORKERS_KILLED: Fault = {
  name: 'workers-killed',
  what: 'match jobs while workers die by kill -9 at random',
  async happen(scene) {
    const lines = scene.size(1_000, 160);
    await scene.load.publishLines(lines);
    const deaths = scene.size(20, 4);
    for (let death = 0; death < deaths; death++) {
      await wait(scene.random.between(100, 1_200));
      // There is to be something in their hands, and hands to have it.
      const left = await scene.count(`outbox WHERE state IN ('PENDING', 'QUEUED')`);
      if (left < 40) await scene.load.publishLines(40);
      const victim = scene.random.pick(scene.fleet.workers);
      await victim.ready();
      await scene.fleet.replace(victim);
    }
    return `${lines} lines and more, ${deaths} workers killed`;
  },
};
