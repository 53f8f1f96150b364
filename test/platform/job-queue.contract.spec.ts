import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  type Delivery,
  DeliverLater,
  DeliverNoMore,
  type JobQueue,
  type QueuedJob,
} from '../../src/platform/jobs/job-queue.js';
import { hasRedis } from '../harness/redis-server.js';
import { Gate, until } from '../harness/until.js';
import { openQueuePlace, type QueuePlace } from './queue-places.js';

const aJob = (changes: Partial<QueuedJob> = {}): QueuedJob => ({
  id: randomUUID(),
  name: 'test.job',
  attempts: 5,
  order: 1,
  ...changes,
});

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

  /** Consumes with what is given and remembers the deliveries in their order. */
  const consuming = async (
    consumer: (delivery: Delivery) => unknown,
    { concurrency = 1, on = queue } = {},
  ): Promise<Delivery[]> => {
    const deliveries: Delivery[] = [];
    await on.consume(async (delivery) => {
      deliveries.push(delivery);
      await consumer(delivery);
    }, concurrency);
    return deliveries;
  };

  const finished = (job: QueuedJob) =>
    until(async () => (await queue.state(job.id)) === 'finished', `${job.name} is finished`);

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
    const job = aJob({ name: 'test.greet', attempts: 3 });
    const deliveries = await consuming(() => undefined);
    await queue.add([job]);
    await finished(job);
    expect(deliveries).toEqual([{ ...job, isLast: false }]);
  });

  it('queues an id once, in one call, in two, and after it was done', async () => {
    const [job, next] = [aJob(), aJob()];
    await queue.add([job, job]);
    await (await open()).add([job]);
    expect(await queue.counts()).toEqual({ waiting: 1, active: 0, failed: 0 });
    const deliveries = await consuming(() => undefined);
    await finished(job);
    await queue.add([job, next]);
    await finished(next);
    expect(deliveries.map(({ id }) => id)).toEqual([job.id, next.id]);
  });

  it('delivers what has the lower order first, equals as they came, and what came late before all that waits', async () => {
    const [late, one, two, first] = [aJob({ order: 1500 }), aJob({ order: 500 }), aJob({ order: 500 }), aJob()];
    const urgent = aJob({ order: 400 });
    await queue.add([late, one, two]);
    await queue.add([first]);
    const deliveries = await consuming(({ id }) => (id === one.id ? queue.add([urgent]) : undefined));
    await finished(late);
    expect(deliveries.map(({ id }) => id)).toEqual([first, one, urgent, two, late].map(({ id }) => id));
  });

  it('adds nothing when given nothing', async () => {
    await queue.add([]);
    expect(await queue.counts()).toEqual({ waiting: 0, active: 0, failed: 0 });
  });

  it('delivers a failing job again, later each time, and says which delivery is the last', async () => {
    const job = aJob({ attempts: 3 });
    const times: number[] = [];
    const deliveries = await consuming(() => {
      times.push(performance.now());
      throw new Error('the machine is broken');
    });
    await queue.add([job]);
    await until(() => times.length === 1, 'it was delivered');
    await until(async () => (await queue.state(job.id)) === 'waiting', 'it waits for its next turn');
    await finished(job);
    expect(deliveries.map(({ isLast }) => isLast)).toEqual([false, false, true]);
    const pauses = times.slice(1).map((time, index) => time - times[index]!);
    expect(pauses[0]).toBeGreaterThanOrEqual(240);
    expect(pauses[1]).toBeGreaterThanOrEqual(480);
    expect(await queue.counts()).toEqual({ waiting: 0, active: 0, failed: 1 });
  });

  it('counts no attempt for a delivery put off', async () => {
    const job = aJob({ attempts: 2 });
    let putOff = 0;
    const deliveries = await consuming(() => {
      if (putOff++ < 4) throw new DeliverLater(30);
    });
    await queue.add([job]);
    await finished(job);
    expect(deliveries.map(({ isLast }) => isLast)).toEqual([false, false, false, false, false]);
    expect((await queue.counts()).failed).toBe(0);
  });

  it('delivers no more what will never succeed', async () => {
    const [hopeless, next] = [aJob(), aJob()];
    const deliveries = await consuming(({ id }) => {
      if (id === hopeless.id) throw new DeliverNoMore('no such part');
    });
    await queue.add([hopeless, next]);
    await finished(next);
    expect(await queue.state(hopeless.id)).toBe('finished');
    expect(deliveries.map(({ id }) => id)).toEqual([hopeless.id, next.id]);
    expect(await queue.counts()).toEqual({ waiting: 0, active: 0, failed: 1 });
  });

  it('knows the state of a job from before it came until it was forgotten', async () => {
    const job = aJob();
    const gate = new Gate();
    const states = [await queue.state(job.id)];
    await queue.add([job]);
    states.push(await queue.state(job.id));
    await consuming(() => gate.pass());
    await until(() => gate.arrivals === 1, 'it is being done');
    states.push(await queue.state(job.id));
    expect(await queue.counts()).toEqual({ waiting: 0, active: 1, failed: 0 });
    gate.open();
    await finished(job);
    await queue.remove(job.id);
    states.push(await queue.state(job.id));
    expect(states).toEqual(['absent', 'waiting', 'active', 'absent']);
  });

  it('delivers an id again once it was removed, and removes without fuss what is not there', async () => {
    const job = aJob();
    const deliveries = await consuming(() => undefined);
    await queue.add([job]);
    await finished(job);
    await queue.remove(job.id);
    await queue.remove(job.id);
    await queue.add([job]);
    await finished(job);
    expect(deliveries).toHaveLength(2);
  });

  it('forgets finished jobs beyond the last 500', async () => {
    const jobs = Array.from({ length: 510 }, () => aJob());
    await consuming(() => undefined, { concurrency: 4 });
    await queue.add(jobs);
    await until(async () => (await queue.state(jobs.at(-1)!.id)) === 'finished', 'all are done', 25_000);
    await until(async () => (await queue.counts()).active === 0, 'none is in work');
    expect(await queue.state(jobs[0]!.id)).toBe('absent');
    const kept = await Promise.all(jobs.slice(-20).map(({ id }) => queue.state(id)));
    expect(new Set(kept)).toEqual(new Set(['finished']));
  });

  it('closes after the job in hand, and takes no further one', async () => {
    const [inHand, waiting] = [aJob(), aJob()];
    const gate = new Gate();
    const worker = await open();
    const deliveries = await consuming(() => gate.pass(), { on: worker });
    await queue.add([inHand, waiting]);
    await until(() => gate.arrivals === 1, 'one is being done');
    let isClosed = false;
    const closing = worker.close().then(() => (isClosed = true));
    expect(await queue.state(inHand.id)).toBe('active');
    expect(isClosed).toBe(false);
    gate.open();
    await closing;
    expect(deliveries.map(({ id }) => id)).toEqual([inHand.id]);
    expect([await queue.state(inHand.id), await queue.state(waiting.id)]).toEqual(['finished', 'waiting']);
  });

  it('shares the work among consumers', async () => {
    const jobs = Array.from({ length: 20 }, () => aJob());
    const gate = new Gate();
    const busy = await consuming(() => gate.pass(), { on: await open() });
    await queue.add(jobs.slice(0, 1));
    await until(() => gate.arrivals === 1, 'the first consumer has its hands full');
    const free = await consuming(() => undefined, { on: await open() });
    await queue.add(jobs.slice(1));
    await until(() => free.length === 19, 'the other one has done the rest');
    gate.open();
    await finished(jobs[0]!);
    expect([...busy, ...free].map(({ id }) => id).sort()).toEqual(jobs.map(({ id }) => id).sort());
  });

  it('lets a process consume once', async () => {
    await consuming(() => undefined);
    await expect(consuming(() => undefined)).rejects.toThrow('consumes the queue already');
  });

  it('goes on delivering after it was wiped and prepared again', async () => {
    const [before, lost, after] = [aJob(), aJob(), aJob()];
    const gate = new Gate();
    const deliveries = await consuming(({ id }) => (id === before.id ? gate.pass() : undefined));
    await queue.add([before, lost]);
    await until(() => gate.arrivals === 1, 'one is being done');
    await place.wipe();
    gate.open();
    await queue.prepare();
    expect(await queue.state(lost.id)).toBe('absent');
    await queue.add([lost, after]);
    await finished(after);
    expect(deliveries.map(({ id }) => id)).toEqual([before.id, lost.id, after.id]);
  });
});
