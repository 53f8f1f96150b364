import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { system } from '../../src/platform/database/actor.js';
import { countStatements } from '../harness/count-queries.js';
import { Gate, until } from '../harness/until.js';
import { aMark, JobRoom, LEAVE_MARK } from './job-room.js';

const SYSTEM = system('test');

describe('work that is asked for', () => {
  let room: JobRoom;
  beforeAll(async () => {
    room = await JobRoom.open();
  });
  afterEach(() => room.clear());
  afterAll(() => room.close());

  const rows = async () =>
    (await room.admin.query('SELECT id, subject, state, attempt, lane FROM outbox ORDER BY id')).rows;

  describe('under a key', () => {
    it('forty times is done once', async () => {
      const { unitOfWork, outbox } = await room.process();
      const put = () => unitOfWork.run(SYSTEM, () => outbox.put(LEAVE_MARK, aMark('again', { key: 'line 1' })));
      const ids = await Promise.all(Array.from({ length: 40 }, put));
      expect(new Set(ids).size).toBe(1);
      expect(await rows()).toHaveLength(1);
    });

    it('joins what waits only once the other has committed, and stands alone where it rolled back', async () => {
      const { unitOfWork, outbox } = await room.process();
      const [written, mayEnd] = [new Gate(), new Gate()];
      const first = unitOfWork.run(SYSTEM, async () => {
        await outbox.put(LEAVE_MARK, aMark('first', { key: 'one' }));
        written.open();
        await mayEnd.pass();
        throw new Error('changed my mind');
      });
      await written.pass();
      const second = unitOfWork.run(SYSTEM, () => outbox.put(LEAVE_MARK, aMark('second', { key: 'one' })));
      mayEnd.open();
      await expect(first).rejects.toThrow('changed my mind');
      const id = await second;
      expect(await rows()).toMatchObject([{ id, subject: 'second' }]);
    });

    it('while it is being done is done once more, after it and not beside it', async () => {
      const [begun, mayEnd] = [new Gate(), new Gate()];
      let beside = 0;
      let most = 0;
      const process = await room.process({
        handle: async (_payload, run, mark) => {
          most = Math.max(most, ++beside);
          begun.open();
          await mayEnd.pass();
          await run.commit(mark);
          beside--;
        },
      });
      await process.startWork();
      const put = () =>
        process.unitOfWork.run(SYSTEM, () => process.outbox.put(LEAVE_MARK, aMark('x', { key: 'one' })));
      const first = await put();
      await begun.pass();
      const again = [await put(), await put(), await put()];
      expect(new Set(again).size).toBe(1);
      expect(again[0]).not.toBe(first);
      mayEnd.open();
      await until(async () => (await room.marks()).length === 2, 'both are done', 25_000);
      expect(most).toBe(1);
      expect((await rows()).map(({ state }) => state)).toEqual(['DONE', 'DONE']);
    });

    it('is another’s where the job or the key is another', async () => {
      const { unitOfWork, outbox } = await room.process();
      await unitOfWork.run(SYSTEM, () =>
        outbox.putMany(LEAVE_MARK, [
          aMark('a', { key: '1' }),
          aMark('b', { key: '2' }),
          aMark('c', { key: '1' }),
          aMark('d'),
        ]),
      );
      expect((await rows()).map(({ subject }) => subject)).toEqual(['a', 'b', 'd']);
    });

    it('can be asked for by whoever may act, and shows them nothing of what waits', async () => {
      const { unitOfWork, outbox } = await room.process();
      const anonymous = () =>
        unitOfWork.run({ kind: 'ANONYMOUS' }, () => outbox.put(LEAVE_MARK, aMark('x', { key: 'k' })));
      expect(await anonymous()).toBe(await anonymous());
    });
  });

  it('seven hundred at once is a handful of statements', async () => {
    const { unitOfWork, outbox, dataSource } = await room.process();
    const works = Array.from({ length: 700 }, (_, index) => aMark(`line ${index}`, { key: `line ${index}` }));
    const statements = await countStatements(dataSource, () =>
      unitOfWork.run(SYSTEM, () => outbox.putMany(LEAVE_MARK, works)),
    );
    expect(statements).toBeLessThanOrEqual(4);
    expect(await rows()).toHaveLength(700);
  });

  it('for later stays where it is until then, whatever becomes of the queue', async () => {
    const process = await room.process();
    const at = (seconds: number) => aMark(`in ${seconds} s`, { runAt: new Date(Date.now() + seconds * 1000) });
    await process.unitOfWork.run(SYSTEM, () => process.outbox.putMany(LEAVE_MARK, [at(-1), at(3600)]));
    expect(await process.relay.drain()).toBe(1);
    await room.wipeQueue();
    await process.queue.prepare();
    expect(await process.reconciler.reconcile(0)).toBe(1);
    expect((await rows()).map(({ subject, state }) => [subject, state])).toEqual([
      ['in -1 s', 'QUEUED'],
      ['in 3600 s', 'PENDING'],
    ]);
    await room.admin.query(`UPDATE outbox SET run_at = now() WHERE state = 'PENDING'`);
    expect(await process.relay.drain()).toBe(1);
  });

  it('by a person comes before bulk work that was asked for long before it', async () => {
    const done: string[] = [];
    const process = await room.process({
      handle: async ({ text }, run, mark) => {
        done.push(text);
        await run.commit(mark);
      },
    });
    const bulk = Array.from({ length: 300 }, (_, index) => aMark(`bulk ${index}`, { lane: 'BULK' }));
    await process.unitOfWork.run(SYSTEM, () => process.outbox.putMany(LEAVE_MARK, bulk));
    await process.relay.drain();
    await process.put('urgent');
    await process.startWork();
    await until(async () => done.includes('urgent'), 'it was done', 25_000);
    expect(done.indexOf('urgent')).toBeLessThan(30);
  });
});
