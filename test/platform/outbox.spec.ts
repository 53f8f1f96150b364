import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { system } from '../../src/platform/database/actor.js';
import { isId } from '../../src/platform/database/new-id.js';
import { defineJob } from '../../src/platform/jobs/job.js';
import { DeliverLater, type Hint, type JobQueue } from '../../src/platform/jobs/job-queue.js';
import { Relay } from '../../src/platform/jobs/relay.js';
import { Routines } from '../../src/platform/jobs/routines.js';
import { Gate, until } from '../harness/until.js';
import { aMark, type JobProcess, JobRoom, LEAVE_MARK } from './job-room.js';

const SETTLED_AT_ONCE = 0;

describe('the outbox', () => {
  let room: JobRoom;
  beforeAll(async () => {
    room = await JobRoom.open();
  });
  afterEach(() => room.clear());
  afterAll(() => room?.close());

  const allDone = (count: number, patience?: number) =>
    until(
      async () => (await room.rows()).filter(({ state }) => state === 'DONE').length === count,
      `${count} rows are done`,
      patience,
    );

  /** The relay of a process whose queue does something of its own when jobs are added. */
  const relayWith = (process: JobProcess, add: (hints: Hint[], queue: JobQueue) => Promise<void>): Relay => {
    const queue = Object.create(process.queue) as JobQueue;
    queue.add = (hints) => add(hints, process.queue);
    return new Relay(process.unitOfWork, queue, process.config, new Routines());
  };

  describe('asking for a job', () => {
    it('is kept with the change that asks for it', async () => {
      const [id] = await (await room.process()).put('kept');
      expect(isId(id!)).toBe(true);
      expect(await room.row(id!)).toMatchObject({
        job: LEAVE_MARK.name,
        subject: 'kept',
        state: 'PENDING',
        attempt: 0,
      });
    });

    it('is gone with the change that asked for it', async () => {
      const process = await room.process();
      const changingMyMind = process.unitOfWork.run(system('test'), async () => {
        await process.outbox.put(LEAVE_MARK, aMark('gone'));
        throw new Error('changed my mind');
      });
      await expect(changingMyMind).rejects.toThrow('changed my mind');
      expect(await room.rows()).toEqual([]);
    });

    it('is gone with the step that was undone, while the rest is kept', async () => {
      const { unitOfWork, outbox } = await room.process();
      await unitOfWork.run(system('test'), async () => {
        await outbox.put(LEAVE_MARK, aMark('kept'));
        await unitOfWork.undoIf(
          () => true,
          () => outbox.put(LEAVE_MARK, aMark('undone')),
        );
      });
      expect(await room.rows()).toEqual([expect.objectContaining({ subject: 'kept' })]);
    });

    it('wakes the relay at once', async () => {
      const process = await room.process();
      let woken = 0;
      process.signals.on('ketnoi_outbox', () => woken++);
      await until(async () => {
        await process.put('wake up');
        return woken > 0;
      }, 'the signal comes');
    });

    it('is open to anybody who may act, in nobody’s state but PENDING', async () => {
      const { unitOfWork, outbox } = await room.process();
      await unitOfWork.run({ kind: 'ANONYMOUS' }, () => outbox.put(LEAVE_MARK, aMark('x')));
      expect(await room.rows()).toHaveLength(1);
      const forge = unitOfWork.run({ kind: 'ANONYMOUS' }, () =>
        unitOfWork.query(
          `INSERT INTO outbox (id, job, subject, payload, state) VALUES (gen_random_uuid(), 'a', 'b', '{}', 'DONE')`,
        ),
      );
      await expect(forge).rejects.toThrow('row-level security');
      const look = unitOfWork.run({ kind: 'ANONYMOUS' }, () => unitOfWork.query('SELECT id FROM outbox'));
      await expect(look).rejects.toThrow('permission denied');
    });
  });

  describe('the relay', () => {
    it('moves every row once where two of them run side by side', async () => {
      const [one, two] = await Promise.all([room.process(), room.process()]);
      const ids = await one.put(...Array.from({ length: 60 }, (_, index) => `job ${index}`));
      const added: string[] = [];
      const together = new Gate();
      const relays = [one, two].map((process) =>
        relayWith(process, async (jobs, queue) => {
          added.push(...jobs.map(({ id }) => id));
          if (together.arrivals === 1) together.open();
          await together.pass();
          await queue.add(jobs);
        }),
      );
      const moved = await Promise.all(relays.map((relay) => relay.drain()));
      expect(Math.min(...moved)).toBeGreaterThan(0);
      expect([...added].sort()).toEqual([...ids].sort());
      expect(new Set((await room.rows()).map(({ state }) => state))).toEqual(new Set(['QUEUED']));
      expect((await one.queue.counts()).waiting).toBe(60);
    });

    it('that died after the queue took the jobs does them no second time', async () => {
      const process = await room.process();
      const ids = await process.put('one', 'two');
      const dying = relayWith(process, async (jobs, queue) => {
        await queue.add(jobs);
        throw new Error('killed');
      });
      await expect(dying.drain()).rejects.toThrow('killed');
      expect(await Promise.all(ids.map((id) => process.queue.holds(id)))).toEqual([true, true]);
      expect((await room.rows()).map(({ state }) => state)).toEqual(['PENDING', 'PENDING']);

      await process.startWork();
      await allDone(2);
      await until(async () => (await process.queue.counts()).waiting === 0, 'the queue is empty');
      expect((await room.marks()).map(({ outbox_id }) => outbox_id)).toEqual(ids);
    });

    it('is waited for by a delivery that comes before its commit', async () => {
      const [process, worker] = await Promise.all([room.process(), room.process()]);
      const [id] = await process.put('one');
      let delivery: Promise<void> | undefined;
      const early = relayWith(process, async (hints, queue) => {
        await queue.add(hints);
        delivery = worker.deliver(id!);
        await until(async () => (await room.waitingForLocks()) === 1, 'the delivery waits for the row');
      });
      expect(await early.drain()).toBe(1);
      await delivery;
      expect(await room.row(id!)).toMatchObject({ state: 'DONE', attempt: 1 });
      expect(await room.marks()).toHaveLength(1);
    });

    it('brings a row again whose former hint the queue was still holding, with the reconciler’s help', async () => {
      const gate = new Gate();
      const [process, other] = await Promise.all([room.process(), room.process()]);
      const [id] = await process.put('one');
      await process.relay.drain();
      await other.queue.consume(() => gate.pass(), 1);
      await until(() => gate.arrivals === 1, 'the hint is being delivered');
      // As a failure leaves it, with its time come before the queue has heard the end of the delivery.
      await room.admin.query(`UPDATE outbox SET state = 'PENDING', queued_at = NULL, failures = 1, attempt = 1`);
      expect(await process.relay.drain()).toBe(1);
      gate.open();
      await until(async () => !(await process.queue.holds(id!)), 'the hint is spent');
      expect(await process.reconciler.reconcile(SETTLED_AT_ONCE)).toBe(1);
      await other.queue.close();
      await process.startWork();
      await allDone(1);
      expect(await room.marks()).toEqual([{ outbox_id: id, attempt: 2, text: 'one' }]);
    });

    it('leaves the rows where they were when the queue does not take them', async () => {
      const process = await room.process();
      await process.put('one');
      await room.wipeQueue();
      await expect(process.relay.drain()).rejects.toThrow('does not exist');
      expect(await room.rows()).toEqual([expect.objectContaining({ state: 'PENDING', queued_at: null })]);
    });
  });

  describe('a delivery that comes twice', () => {
    it('at the same moment has one effect, and the other comes back later', async () => {
      const gate = new Gate();
      const inHand = async (_payload: object, run: any, mark: () => Promise<void>) => {
        await gate.pass();
        await run.commit(mark);
      };
      const [one, two] = await Promise.all([room.process({ handle: inHand }), room.process({ handle: inHand })]);
      const [id] = await one.put('once');
      const deliveries = [one, two].map((process) => process.deliver(id!).catch((error: unknown) => error));
      expect(await Promise.race(deliveries)).toBeInstanceOf(DeliverLater);
      gate.open();
      await Promise.all(deliveries);
      expect(await room.marks()).toHaveLength(1);
      expect(gate.arrivals).toBe(1);
      // When it comes back there is nothing left to do.
      await two.deliver(id!);
      expect(await room.marks()).toHaveLength(1);
    });

    it('one after the other has one effect', async () => {
      const process = await room.process();
      const [id] = await process.put('once');
      await process.deliver(id!);
      await process.deliver(id!);
      expect(await room.marks()).toEqual([{ outbox_id: id, attempt: 1, text: 'once' }]);
    });

    it('of a row that is no more has none', async () => {
      await (await room.process()).deliver('01890000-0000-7000-8000-000000000000');
      expect(await room.marks()).toEqual([]);
    });
  });

  describe('the reconciler', () => {
    it('puts back, under the same id, what the queue has forgotten, and nothing that it still holds', async () => {
      const process = await room.process();
      const ids = await process.put('one', 'two', 'three');
      await process.relay.drain();
      const forgetful = await room.process();
      let deliveries = 0;
      await forgetful.queue.consume(async () => {
        if (++deliveries > 1) throw new DeliverLater(60_000);
      }, 1);
      await until(async () => !(await process.queue.holds(ids[0]!)), 'the queue thinks that one is done');
      await until(() => deliveries === 3, 'it holds the others for later');
      await forgetful.queue.close();
      expect(await process.reconciler.reconcile(SETTLED_AT_ONCE)).toBe(1);
      expect(await process.reconciler.reconcile(SETTLED_AT_ONCE)).toBe(0);
      expect((await process.queue.counts()).waiting).toBe(3);
      await process.startWork();
      await allDone(1);
      expect(await room.marks()).toEqual([{ outbox_id: ids[0], attempt: 1, text: 'one' }]);
    });

    it('leaves alone what was queued a moment ago, what is leased and what is settled', async () => {
      const process = await room.process();
      const ids = await process.put('young', 'leased', 'done', 'failed');
      await process.relay.drain();
      await room.wipeQueue();
      await room.admin.query(`UPDATE outbox SET queued_at = now() - interval '1 minute'`);
      await room.admin.query(`UPDATE outbox SET queued_at = now() WHERE id = $1`, [ids[0]]);
      await room.admin.query(`UPDATE outbox SET leased_until = now() + interval '1 minute' WHERE id = $1`, [ids[1]]);
      await room.admin.query(`UPDATE outbox SET state = 'DONE' WHERE id = $1`, [ids[2]]);
      await room.admin.query(`UPDATE outbox SET state = 'FAILED' WHERE id = $1`, [ids[3]]);
      await process.queue.prepare();
      expect(await process.reconciler.reconcile()).toBe(0);
      await room.admin.query('UPDATE outbox SET leased_until = NULL');
      expect(await process.reconciler.reconcile()).toBe(1);
      expect(await process.queue.holds(ids[1]!)).toBe(true);
    });

    it('trims what was done long ago, and keeps what failed', async () => {
      const process = await room.process();
      const ids = await process.put('old', 'recent', 'failed', 'waiting');
      await room.admin.query(`UPDATE outbox SET state = 'DONE', done_at = now() - interval '8 days' WHERE id = $1`, [
        ids[0],
      ]);
      await room.admin.query(`UPDATE outbox SET state = 'DONE', done_at = now() - interval '6 days' WHERE id = $1`, [
        ids[1],
      ]);
      await room.admin.query(
        `UPDATE outbox SET state = 'FAILED', created_at = now() - interval '1 year' WHERE id = $1`,
        [ids[2]],
      );
      await process.retention.remove('endedJobs');
      expect((await room.rows()).map(({ id }) => id)).toEqual(ids.slice(1));
    });
  });

  describe('a queue that is wiped while everything runs', () => {
    it('loses nothing, repeats nothing and goes on', async () => {
      const gate = new Gate();
      const process = await room.process({
        handle: async (_payload, run, mark) => {
          await gate.pass();
          await run.commit(mark);
        },
      });
      await process.startWork();
      const ids = await process.put(...Array.from({ length: 20 }, (_, index) => `before ${index}`));
      await until(() => gate.arrivals === 4, 'all hands are full');
      await until(async () => (await room.rows()).every(({ state }) => state === 'QUEUED'), 'all are queued');
      await room.wipeQueue();
      await room.admin.query(`UPDATE outbox SET queued_at = queued_at - interval '1 minute'`);
      gate.open();
      ids.push(...(await process.put('after')));
      await allDone(21, 20_000);
      ids.push(...(await process.put('later')));
      await allDone(22);
      expect((await room.marks()).map(({ outbox_id }) => outbox_id)).toEqual(ids);
    });

    it('is put right while nothing is to be done, and found again by the idle worker', async () => {
      const process = await room.process();
      await process.startWork();
      await process.put('before');
      await allDone(1);
      await room.wipeQueue();
      await until(() => process.queue.counts().then(Boolean, () => false), 'the queue answers again');
      await process.put('after');
      await allDone(2);
      expect(await room.marks()).toHaveLength(2);
    });
  });

  it('takes no job that nobody handles, and a job has one handler', async () => {
    const { unitOfWork, outbox, registry } = await room.process();
    const orphan = defineJob<{ text: string }>('test.orphan');
    const asking = unitOfWork.run(system('test'), () => outbox.put(orphan, aMark('orphan')));
    await expect(asking).rejects.toThrow('Job test.orphan has no handler');
    expect(await room.rows()).toEqual([]);
    expect(() => registry.register({ job: LEAVE_MARK, handle: async () => undefined })).toThrow('two handlers');
  });
});
