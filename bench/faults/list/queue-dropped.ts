import { setTimeout as wait } from 'node:timers/promises';
import type { Fault } from '../fault.js';

/** Down to its tables, whoever is using them; its schema is made again by whoever misses it first. */
export const QUEUE_DROPPED: Fault = {
  name: 'queue-dropped',
  what: 'the schema of the queue dropped under load',
  only: 'postgresql',
  async happen(scene) {
    const rounds = scene.size(10, 2);
    await scene.underLoad(rounds, async () => {
      await wait(scene.random.between(500, 2_500));
      await scene.ask(`SET lock_timeout = '5s'; DROP SCHEMA IF EXISTS bullmq CASCADE`).catch(() => undefined);
    });
    return `${rounds} times`;
  },
};
