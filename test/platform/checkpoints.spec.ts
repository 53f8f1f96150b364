import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type Actor, system } from '../../src/platform/database/actor.js';
import { DeliverLater } from '../../src/platform/jobs/job-queue.js';
import type { Work } from '../../src/platform/jobs/outbox.js';
import { WorkInHand } from '../../src/platform/jobs/work-in-hand.js';
import type { ServiceProcess } from '../harness/compiled-service.js';
import { Gate, until } from '../harness/until.js';
import { HoldUp } from './hold-up.js';
import { type JobProcess, JobRoom } from './job-room.js';
import { aWorkerThatMarksPages, MARK_PAGES, marksPages, pagesTo } from './long-jobs.js';

const OWNER = randomUUID();

describe('a long job', () => {
  let room: JobRoom;
  beforeAll(async () => {
    room = await JobRoom.open();
  });
  afterEach(() => room.clear());
  afterAll(() => room?.close());

  const put = (process: JobProcess, pages = 5, changes: Partial<Work<{ pages: number }>> = {}): Promise<string> =>
    process.unitOfWork.run(system('test'), () =>
      process.outbox.put(MARK_PAGES, { subject: 'book', organisationId: null, payload: { pages }, ...changes }),
    );
  const deliver = (process: JobProcess, id: string) => process.runner.deliver({ id, name: MARK_PAGES.name, order: 1 });
  const texts = async () => (await room.marks()).map(({ text }) => text);
  const letItRunOut = () => room.admin.query(`UPDATE outbox SET leased_until = now() - interval '1 second'`);

  it('keeps effects, state and progress together, and goes on from them after a failure', async () => {
    const process = await room.process();
    let isBroken = true;
    marksPages(process, (page) => {
      if (page === 4 && isBroken) throw new Error('page 4 is torn');
    });
    const id = await put(process);
    await deliver(process, id);
    expect(await room.row(id)).toMatchObject({
      state: 'PENDING',
      failures: 1,
      checkpoint: { v: 1, value: { nextPage: 4 } },
      progress_done: 3,
      progress_total: 5,
    });
    expect(await texts()).toEqual(pagesTo(3));
    isBroken = false;
    await room.makeDue();
    await deliver(process, id);
    expect(await room.row(id)).toMatchObject({ state: 'DONE', attempt: 2, checkpoint: null, progress_done: 5 });
    expect(await texts()).toEqual([...pagesTo(5), 'end']);
  });

  it('tells those who may see the row how far it has come', async () => {
    const gate = new Gate();
    const process = await room.process();
    marksPages(process, (page) => (page === 3 ? gate.pass() : undefined));
    const id = await put(process, 5, { organisationId: OWNER });
    const delivery = deliver(process, id);
    await until(() => gate.arrivals === 1, 'it is at its third page');
    const seenBy = (actor: Actor) =>
      process.unitOfWork.run(actor, () => new WorkInHand(process.unitOfWork).of(MARK_PAGES, ['book', 'another book']));
    const buyer = (organisationId: string): Actor => ({
      ...{ kind: 'BUYER', role: 'OWNER', personId: randomUUID(), organisationId },
    });
    const underWay = new Map([['book', { state: 'UNDER_WAY', progress: { done: 2, total: 5 } }]]);
    expect(await seenBy(system('test'))).toEqual(underWay);
    expect(await seenBy(buyer(OWNER))).toEqual(underWay);
    expect(await seenBy(buyer(randomUUID()))).toEqual(new Map());
    gate.open();
    await delivery;
  });

  it('is not hopeless as long as it gets further: failures count since then', async () => {
    const process = await room.process();
    let calls = 0;
    marksPages(process, (page) => {
      if (++calls % 2 === 0) throw new Error(`trouble at page ${page}`);
    });
    const id = await put(process, 6);
    for (let turn = 0; turn < 5; turn++) {
      await deliver(process, id);
      expect(await room.row(id)).toMatchObject({ state: 'PENDING', failures: 1 });
      await room.makeDue();
    }
    await deliver(process, id);
    expect(await room.row(id)).toMatchObject({ state: 'DONE' });
    expect(await texts()).toEqual([...pagesTo(6), 'end']);
  });

  it('is hopeless where it begins again and again', async () => {
    const process = await room.process();
    process.registry.register({
      job: MARK_PAGES,
      handle: async (_payload: { pages: number }, run: any) => {
        for (const done of [1, 2]) {
          await run.checkpoint(async () => ({ state: { nextPage: done }, progress: { done, total: 5 } }));
        }
        throw new Error('it never looks where it was');
      },
    });
    const id = await put(process);
    for (const state of ['PENDING', 'PENDING', 'FAILED']) {
      await deliver(process, id);
      expect(await room.row(id)).toMatchObject({ state });
      await room.makeDue();
    }
  });

  it('renews its lease with each page, and cannot be taken over in the middle of one', async () => {
    const gate = new Gate();
    const [process, other] = [await room.process(), await room.process({ leaseSeconds: 600 })];
    marksPages(process);
    marksPages(other, (page) => (page === 2 ? gate.pass() : undefined));
    const id = await put(other);
    const delivery = deliver(other, id);
    await until(() => gate.arrivals === 1, 'it is at its second page');
    expect((await room.row(id)).leased_until!.getTime()).toBeGreaterThan(Date.now() + 590_000);
    const waiting = deliver(process, id).catch((error: unknown) => expect(error).toBeInstanceOf(DeliverLater));
    await until(async () => (await room.waitingForLocks()) === 1, 'the other delivery waits for the row');
    gate.open();
    await Promise.all([delivery, waiting]);
    expect((await room.row(id)).attempt).toBe(1);
    expect(await texts()).toEqual([...pagesTo(5), 'end']);
  });

  it('goes to another worker between two pages, and the first one’s next page is refused', async () => {
    const between = new Gate();
    const [slow, quick] = [await room.process(), await room.process()];
    const seen: unknown[] = [];
    slow.registry.register({
      job: MARK_PAGES,
      handle: async (_payload: { pages: number }, run: any) => {
        const page = (text: string, nextPage: number) => async () => {
          await slow.unitOfWork.query('INSERT INTO mark VALUES ($1, $2, $3)', [run.outboxId, run.attempt, text]);
          return { state: { nextPage } };
        };
        await run.checkpoint(page('page 1', 2));
        await between.pass();
        await run.checkpoint(page('page 2', 3)).catch((error: Error) => {
          seen.push(error.name);
          throw error;
        });
      },
    });
    marksPages(quick);
    const id = await put(slow);
    const delivery = deliver(slow, id);
    await until(() => between.arrivals === 1, 'the slow worker pauses');
    await letItRunOut();
    await deliver(quick, id);
    between.open();
    await delivery;
    expect(seen).toEqual(['StaleLeaseError']);
    expect(await texts()).toEqual([...pagesTo(5), 'end']);
    expect(new Set((await room.marks()).slice(1).map(({ attempt }) => attempt))).toEqual(new Set([2]));
  });

  it('joins nobody who asks after it has begun, however often it is taken up again', async () => {
    const process = await room.process();
    let isBroken = true;
    marksPages(process, (page) => {
      if (page === 2 && isBroken) throw new Error('page 2 is torn');
    });
    const first = await put(process, 2, { key: 'book' });
    await deliver(process, first);
    const later = await put(process, 2, { key: 'book' });
    isBroken = false;
    await room.makeDue();
    await deliver(process, first);
    expect(await room.row(first)).toMatchObject({ state: 'DONE', attempt: 2 });
    expect(await room.row(later)).toMatchObject({ state: 'PENDING', joined_to: null });
  });

  it('is given back at its next page when the worker stops, and nothing is counted', async () => {
    const gate = new Gate();
    const [stopping, next] = [await room.process(), await room.process()];
    marksPages(stopping, (page) => (page === 2 ? gate.pass() : undefined));
    marksPages(next);
    await stopping.startWork();
    const id = await put(stopping);
    await until(() => gate.arrivals === 1, 'it is at its second page');
    const closed = stopping.close();
    gate.open();
    await closed;
    expect(await room.row(id)).toMatchObject({ state: 'PENDING', failures: 0, takeovers: 0, progress_done: 2 });
    await next.startWork();
    await until(async () => (await room.row(id)).state === 'DONE', 'the next one has gone on with it');
    expect(await texts()).toEqual([...pagesTo(5), 'end']);
  });

  it('of which a newer build has kept the state is a failure that says so, and loses nothing', async () => {
    const process = await room.process();
    marksPages(process);
    const id = await put(process);
    await room.admin.query(`UPDATE outbox SET checkpoint = '{"v": 2, "value": {"page": "iv"}}'`);
    await deliver(process, id);
    expect(await room.row(id)).toMatchObject({
      state: 'PENDING',
      checkpoint: { v: 2 },
      last_error: expect.stringContaining('the checkpoint of test.mark-pages is of version 2'),
    });
  });

  it('keeps no state that names no version', async () => {
    const id = await put(await aProcessThatMarks());
    const forged = room.admin.query(`UPDATE outbox SET checkpoint = '{"nextPage": 2}' WHERE id = $1`, [id]);
    await expect(forged).rejects.toThrow('outbox_checkpoint_versioned');
  });

  const aProcessThatMarks = async (): Promise<JobProcess> => {
    const process = await room.process();
    marksPages(process);
    return process;
  };

  describe('whose worker is killed in the middle of a page', () => {
    const PAGES = 40;
    const workers: ServiceProcess[] = [];
    let holdUp: HoldUp;

    beforeAll(async () => {
      holdUp = await HoldUp.on(room.database, 'checkpoint');
    });
    afterEach(async () => {
      await holdUp.letGo();
      await Promise.all(workers.splice(0).map((worker) => worker.kill()));
    });
    afterAll(() => holdUp?.end());

    it('goes on from its last page in another, delivered twice and with its queue wiped: nothing lost, nothing doubled', async () => {
      const asking = await aProcessThatMarks();
      workers.push(await aWorkerThatMarksPages(room.database));
      await holdUp.begin();
      const id = await put(asking, PAGES);
      await until(async () => (await holdUp.count()) === 1, 'it is in the middle of its twentieth page');
      await workers[0]!.kill();
      await holdUp.letGo();
      expect(await room.row(id)).toMatchObject({ state: 'QUEUED', attempt: 1, progress_done: 19 });
      expect(await texts()).toEqual(pagesTo(19));

      await room.wipeQueue();
      await asking.queue.prepare();
      workers.push(
        ...(await Promise.all([aWorkerThatMarksPages(room.database), aWorkerThatMarksPages(room.database)])),
      );
      // As a queue that delivers twice would: whoever comes too early or too late finds the row held or done.
      const doubles: unknown[] = [];
      while ((await room.row(id)).state !== 'DONE') {
        await deliver(asking, id).catch((error: unknown) => doubles.push(error));
        await asking.queue.add([{ id, name: MARK_PAGES.name, order: 1 }]);
      }
      expect(doubles.every((error) => error instanceof DeliverLater)).toBe(true);
      expect(await texts()).toEqual([...pagesTo(PAGES), 'end']);
      expect(await room.row(id)).toMatchObject({ failures: 0, progress_done: PAGES });
      const attempts = new Set((await room.marks()).map(({ attempt }) => attempt));
      expect(attempts).toEqual(new Set([1, 2]));
    });
  });
});
