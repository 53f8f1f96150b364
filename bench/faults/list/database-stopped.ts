import { setTimeout as wait } from 'node:timers/promises';
import type { Fault } from '../fault.js';
import { CLIENTS } from '../scene/scene.js';

const MOST_SECONDS = 10;

/** Every write that was acknowledged is there, and the same processes go on within ten seconds. */
export const DATABASE_STOPPED: Fault = {
  name: 'database-stopped',
  what: 'PostgreSQL stopped with `immediate` under load',
  async happen(scene) {
    const rounds = scene.size(20, 3);
    const seconds: number[] = [];
    scene.load.start(CLIENTS);
    for (let round = 0; round < rounds; round++) {
      await wait(scene.random.between(500, 2_500));
      await scene.server.stopImmediately();
      await wait(scene.random.between(0, 1_500));
      await scene.server.startAgain();
      const startedAt = performance.now();
      await Promise.all(scene.fleet.members.map((member) => member.ready()));
      seconds.push((performance.now() - startedAt) / 1000);
    }
    await scene.load.stop();
    const longest = Math.max(...seconds);
    scene.must(longest <= MOST_SECONDS, `it took ${longest.toFixed(1)} s until every process was ready`);
    return `${rounds} rounds, every process ready again after ${longest.toFixed(1)} s at most`;
  },
};
