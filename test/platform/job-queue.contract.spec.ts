import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DeliverLater, type Hint, type JobQueue } from '../../src/platform/jobs/job-queue.js';
import { hasRedis } from '../../bench/harness/redis-server.js';
import { Gate, until } from '../harness/until.js';
import { openQueuePlace, type QueuePlace } from './queue-places.js';

const aHint = (changes: Partial<Hint> = {}): Hint => ({ id: randomUUID(), name: 'test.job', order: 1, ...changes });

const backends = hasRedis() ? (['postgres', 'redis'] as const) : (['postgres'] as const);
if (!hasRedis() && !process.env.CI) {
  process.stderr.write('No REDIS_URL and no redis-server: the queue’s contract was checked on PostgreSQL only.\n');
}

describe('where the job queue’s contract is checked', () => {
  it('includes Redis wherever the checks count', () => {
    expect(hasRedis() || !process.env.CI).toBe(true);
  });
});

describe.each(backends)('the job queue on %s', (backend) => {
  let place: QueuePlace;
  let opened: JobQueue[];
  let queue: JobQueue;

  const open = async (): Promise<JobQueue> => {
    const another = place.queue();
    opened.push(another);
    await another.prepare();
    return another;
  };

  /** Consumes with what is given and remembers what was delivered, in its order. */
  const consuming = async (
    consumer: (delivery: Hint) => unknown,
    { concurrency = 1, on = queue } = {},
  ): Promise<Hint[]> => {
    const deliveries: Hint[] = [];
    await on.consume(async (delivery) => {
      deliveries.push(delivery);
      await consumer(delivery);
    }, concurrency);
    return deliveries;
  };

  const forgotten = (hint: Hint) => until(async () => !(await queue.holds(hint.id)), `${hint.name} is forgotten`);

  beforeAll(async () => {
    place = await openQueuePlace(backend);
  });
  afterAll(() => place?.close());
  beforeEach(async () => {
    opened = [];
    queue = await open();
  });
  afterEach(async () => {
    Gate.openAll();
    await Promise.all(opened.map((each) => each.close()));
    await place.wipe();
  });

  it('says which backend it is', () => {
    expect(queue.backend).toBe(backend);
  });

  it('delivers what was added', async () => {
    const hint = aHint({ name: 'test.greet' });
    const deliveries = await consuming(() => undefined);
    await queue.add([hint]);
    await forgotten(hint);
    expect(deliveries).toEqual([hint]);
  });

  it('holds an id once, in one call and in two, also while it is delivered', async () => {
    const [hint, next] = [aHint(), aHint()];
    const gate = new Gate();
    await queue.add([hint, hint]);
    await (await open()).add([hint]);
    expect(await queue.counts()).toEqual({ waiting: 1, active: 0 });
    const deliveries = await consuming(() => gate.pass());
    await until(() => gate.arrivals === 1, 'it is being done');
    await queue.add([hint, next]);
    expect(await queue.counts()).toEqual({ waiting: 1, active: 1 });
    gate.open();
    await forgotten(next);
    expect(deliveries.map(({ id }) => id)).toEqual([hint.id, next.id]);
  });

  it('delivers what has the lower order first, equals as they came, and what came late before all that waits', async () => {
    const [late, one, two, first] = [aHint({ order: 1500 }), aHint({ order: 500 }), aHint({ order: 500 }), aHint()];
    const urgent = aHint({ order: 400 });
    await queue.add([late, one, two]);
    await queue.add([first]);
    const deliveries = await consuming(({ id }) => (id === one.id ? queue.add([urgent]) : undefined));
    await forgotten(late);
    expect(deliveries.map(({ id }) => id)).toEqual([first, one, urgent, two, late].map(({ id }) => id));
  });

  it('adds nothing when given nothing', async () => {
    await queue.add([]);
    expect(await queue.counts()).toEqual({ waiting: 0, active: 0 });
  });

  it('brings again what is put off, as often as it is', async () => {
    const hint = aHint();
    const times: number[] = [];
    await consuming(() => {
      if (times.push(performance.now()) < 6) throw new DeliverLater(100);
    });
    await queue.add([hint]);
    await until(() => times.length === 1, 'it was delivered');
    await forgotten(hint);
    expect(times).toHaveLength(6);
    for (const [index, time] of times.slice(1).entries()) expect(time - times[index]!).toBeGreaterThanOrEqual(95);
  });

  it('forgets what it delivered at once, well or badly, so that the same id can be added again', async () => {
    const [good, bad] = [aHint(), aHint()];
    const deliveries = await consuming(({ id }) => {
      if (id === bad.id) throw new Error('the machine is broken');
    });
    for (let time = 0; time < 3; time++) {
      await queue.add([good, bad]);
      await Promise.all([forgotten(good), forgotten(bad)]);
    }
    expect(deliveries).toHaveLength(6);
    expect(await queue.counts()).toEqual({ waiting: 0, active: 0 });
  });

  it('holds a hint from when it came until it was delivered', async () => {
    const hint = aHint();
    const gate = new Gate();
    const held = [await queue.holds(hint.id)];
    await queue.add([hint]);
    held.push(await queue.holds(hint.id));
    await consuming(() => gate.pass());
    await until(() => gate.arrivals === 1, 'it is being done');
    held.push(await queue.holds(hint.id));
    expect(await queue.counts()).toEqual({ waiting: 0, active: 1 });
    gate.open();
    await forgotten(hint);
    expect(held).toEqual([false, true, true]);
  });

  it('closes after the hint in hand, and takes no further one', async () => {
    const [inHand, waiting] = [aHint(), aHint()];
    const gate = new Gate();
    const worker = await open();
    const deliveries = await consuming(() => gate.pass(), { on: worker });
    await queue.add([inHand, waiting]);
    await until(() => gate.arrivals === 1, 'one is being done');
    let isClosed = false;
    const closing = worker.close().then(() => (isClosed = true));
    expect(await queue.holds(inHand.id)).toBe(true);
    expect(isClosed).toBe(false);
    gate.open();
    await closing;
    expect(deliveries.map(({ id }) => id)).toEqual([inHand.id]);
    expect([await queue.holds(inHand.id), await queue.holds(waiting.id)]).toEqual([false, true]);
  });

  it('shares the work among consumers', async () => {
    const hints = Array.from({ length: 20 }, () => aHint());
    const gate = new Gate();
    const busy = await consuming(() => gate.pass(), { on: await open() });
    await queue.add(hints.slice(0, 1));
    await until(() => gate.arrivals === 1, 'the first consumer has its hands full');
    const free = await consuming(() => undefined, { on: await open() });
    await queue.add(hints.slice(1));
    await until(() => free.length === 19, 'the other one has done the rest');
    gate.open();
    await forgotten(hints[0]!);
    expect([...busy, ...free].map(({ id }) => id).sort()).toEqual(hints.map(({ id }) => id).sort());
  });

  it('lets a process consume once', async () => {
    await consuming(() => undefined);
    await expect(consuming(() => undefined)).rejects.toThrow('consumes the queue already');
  });

  it('counts who consumes, and nobody who only adds', async () => {
    const workersAre = (count: number) => until(async () => (await queue.workers()) === count, `there are ${count}`);
    await workersAre(0);
    const another = await open();
    await consuming(() => undefined, { on: another });
    await workersAre(1);
    await consuming(() => undefined);
    await workersAre(2);
    await another.close();
    await workersAre(1);
  });

  it('goes on delivering after it was wiped and prepared again', async () => {
    const [before, lost, after] = [aHint(), aHint(), aHint()];
    const gate = new Gate();
    const deliveries = await consuming(({ id }) => (id === before.id ? gate.pass() : undefined));
    await queue.add([before, lost]);
    await until(() => gate.arrivals === 1, 'one is being done');
    await place.wipe();
    gate.open();
    await queue.prepare();
    expect(await queue.holds(lost.id)).toBe(false);
    await queue.add([lost, after]);
    await forgotten(after);
    expect(deliveries.map(({ id }) => id)).toEqual([before.id, lost.id, after.id]);
  });
});
