import { setTimeout as wait } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { Fault } from '../fault.js';
import type { Scene } from '../scene/scene.js';

/** The outbox is the truth: what Redis has forgotten is put back from it. */
export const REDIS_KILLED: Fault = {
  name: 'redis-killed',
  what: 'Redis killed under load, and started again with nothing in it',
  only: 'redis',
  async happen(scene) {
    const rounds = scene.size(10, 2);
    await scene.underLoad(rounds, async () => {
      await wait(1_500);
      await scene.queue.redis!.kill();
      await wait(scene.random.between(500, 3_000));
      await scene.queue.redis!.startAgain();
    });
    return `${rounds} times`;
  },
};

export const REDIS_FLUSHED: Fault = {
  name: 'redis-flushed',
  what: 'Redis emptied under load',
  only: 'redis',
  async happen(scene) {
    const rounds = scene.size(20, 4);
    await scene.underLoad(rounds, async () => {
      await wait(scene.random.between(500, 2_000));
      await told(scene, (redis) => redis.flushall());
    });
    return `${rounds} times`;
  },
};

export const REDIS_OUT_OF_MEMORY: Fault = {
  name: 'redis-out-of-memory',
  what: 'Redis takes nothing more, under load',
  only: 'redis',
  async happen(scene) {
    const rounds = scene.size(5, 1);
    await scene.underLoad(rounds, async () => {
      await wait(1_000);
      await told(scene, (redis) => redis.config('SET', 'maxmemory', '1'));
      await wait(5_000);
      await told(scene, (redis) => redis.config('SET', 'maxmemory', '0'));
    });
    return `${rounds} times for 5 s`;
  },
};

async function told(scene: Scene, tell: (redis: Redis) => Promise<unknown>): Promise<void> {
  const redis = new Redis(scene.queue.redis!.url, { maxRetriesPerRequest: 3 });
  redis.on('error', () => undefined);
  try {
    await tell(redis);
  } finally {
    redis.disconnect();
  }
}
