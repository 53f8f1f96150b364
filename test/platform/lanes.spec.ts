import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { system } from '../../src/platform/database/actor.js';
import type { Work } from '../../src/platform/jobs/outbox.js';
import { AHEAD_PER_HAND } from '../../src/platform/jobs/relay.js';
import { Gate, until } from '../harness/until.js';
import { aMark, type JobProcess, JobRoom, LEAVE_MARK } from './job-room.js';

const BULK = 250;

describe('when a job is done', () => {
  let room: JobRoom;
  beforeAll(async () => {
    room = await JobRoom.open();
  });
  afterEach(() => room.clear());
  afterAll(() => room?.close());

  const put = (process: JobProcess, ...works: Work<{ text: string }>[]): Promise<string[]> =>
    process.unitOfWork.run(system('test'), () => process.outbox.putMany(LEAVE_MARK, works));
  const doneInOrder = async (): Promise<string[]> =>
    (await room.admin.query(`SELECT subject FROM outbox WHERE state = 'DONE' ORDER BY done_at`)).rows.map(
      ({ subject }) => subject,
    );

  it('not before its time, and then without anybody asking again', async () => {
    const process = await room.process();
    await process.startWork();
    const [later] = await put(process, aMark('later', { runAt: new Date(Date.now() + 3_600_000) }), aMark('now'));
    await until(async () => (await doneInOrder()).length === 1, 'the other one is done');
    expect(await process.relay.drain()).toBe(0);
    expect(await room.row(later!)).toMatchObject({ state: 'PENDING', attempt: 0 });
    expect(await process.reconciler.reconcile(0)).toBe(0);
    await room.admin.query(`UPDATE outbox SET created_at = now() - interval '1 hour'`);
    expect(await process.jobs.counts()).toMatchObject({ LATER: 1, LATE: 0, FAILED: 0 });
    await room.admin.query(`UPDATE outbox SET run_at = now() WHERE id = $1`, [later]);
    await until(async () => (await doneInOrder()).length === 2, 'it is done in its time');
  });

  it('is its own when it was given one: no earlier run of the same key takes it along', async () => {
    const process = await room.process();
    await put(
      process,
      aMark('now', { key: 'part' }),
      aMark('later', { key: 'part', runAt: new Date(Date.now() + 3_600_000) }),
    );
    await process.startWork();
    await until(async () => (await doneInOrder()).length === 1, 'the first is done');
    expect((await room.rows()).map(({ state }) => state)).toEqual(['DONE', 'PENDING']);
  });

  it('is next for what people wait for, however much bulk work was there before', async () => {
    const gate = new Gate();
    const process = await room.process({
      handle: async (_payload, run, mark) => {
        await gate.pass();
        await run.commit(mark);
      },
    });
    await put(
      process,
      ...Array.from({ length: BULK }, (_, index) => aMark(`bulk ${index}`, { lane: 'BULK', priority: 100 })),
    );
    await process.startWork();
    await until(() => gate.arrivals === 4, 'all hands are full of bulk work');
    await until(async () => (await process.queue.counts()).waiting === 4 * AHEAD_PER_HAND, 'the queue is full of it');
    const [id] = await put(process, aMark('people', { priority: -100 }));
    await until(async () => (await room.row(id!)).state === 'QUEUED', 'it is queued, too');
    gate.open();
    await until(async () => (await room.row(id!)).state === 'DONE', 'it is done');
    expect((await doneInOrder()).indexOf('people')).toBeLessThan(10);
    await until(async () => (await doneInOrder()).length === BULK + 1, 'so is the rest');
  });

  it('is sooner within a lane with a higher priority, from the relay on', async () => {
    const process = await room.process();
    const works = [
      aMark('last', { lane: 'BULK' }),
      aMark('third', { priority: -1 }),
      aMark('second'),
      aMark('first', { priority: 7 }),
    ];
    const ids = await put(process, ...works);
    const added: string[] = [];
    process.queue.add = async (jobs) => void added.push(...jobs.map(({ id }) => id));
    await process.relay.drain();
    expect(added).toEqual(ids.toReversed());
  });
});
