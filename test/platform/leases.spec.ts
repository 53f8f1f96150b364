import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { DeliverLater } from '../../src/platform/jobs/job-queue.js';
import { HopelessJobError, type JobRun, StaleLeaseError } from '../../src/platform/jobs/job.js';
import { Gate, until } from '../harness/until.js';
import { type JobProcess, JobRoom } from './job-room.js';

/** How a delivery ended: the error it told the queue, or null. */
const endOf = (delivery: Promise<void>): Promise<any> =>
  delivery.then(
    () => null,
    (error: unknown) => error,
  );

describe('the lease of an outbox row', () => {
  let room: JobRoom;
  beforeAll(async () => {
    room = await JobRoom.open();
  });
  afterEach(() => room.clear());
  afterAll(() => room?.close());

  const oneRow = async (process: JobProcess): Promise<string> => (await process.put('part'))[0]!;
  const letItRunOut = (id: string) =>
    room.admin.query(`UPDATE outbox SET leased_until = now() - interval '1 second' WHERE id = $1`, [id]);

  it('is held while the handler works, then given back with the work settled', async () => {
    const gate = new Gate();
    const process = await room.process({
      handle: async (_payload, run, mark) => {
        await gate.pass();
        await run.commit(mark);
      },
    });
    const id = await oneRow(process);
    const delivery = process.deliver(id);
    await until(() => gate.arrivals === 1, 'the handler is at work');
    expect(await room.row(id)).toMatchObject({ state: 'QUEUED', attempt: 1, leased_until: expect.any(Date) });
    gate.open();
    await delivery;
    expect(await room.row(id)).toMatchObject({
      state: 'DONE',
      attempt: 1,
      leased_until: null,
      done_at: expect.any(Date),
    });
  });

  it('sends another worker away for as long as it is held', async () => {
    const gate = new Gate();
    const holder = await room.process({
      handle: async (_payload, run, mark) => {
        await gate.pass();
        await run.commit(mark);
      },
    });
    const other = await room.process();
    const id = await oneRow(holder);
    const delivery = holder.deliver(id);
    await until(() => gate.arrivals === 1, 'the handler is at work');
    const answer = await endOf(other.deliver(id));
    expect(answer).toBeInstanceOf(DeliverLater);
    expect(answer.milliseconds).toBeGreaterThan(3_000);
    expect(answer.milliseconds).toBeLessThan(5_100);
    gate.open();
    await delivery;
  });

  it('goes to another worker once it has run out, and what the first one writes is not kept', async () => {
    const gate = new Gate();
    const stale: unknown[] = [];
    const slow = await room.process({
      handle: async (_payload, run, mark) => {
        await gate.pass();
        await run.commit(mark).catch((error: unknown) => {
          stale.push(error);
          throw error;
        });
      },
    });
    const quick = await room.process();
    const id = await oneRow(slow);
    const slowDelivery = slow.deliver(id);
    await until(() => gate.arrivals === 1, 'the slow worker is at work');
    await letItRunOut(id);
    await quick.deliver(id);
    gate.open();
    await slowDelivery;
    expect(stale).toEqual([expect.any(StaleLeaseError)]);
    expect(await room.marks()).toEqual([{ outbox_id: id, attempt: 2, text: 'part' }]);
    expect(await room.row(id)).toMatchObject({ state: 'DONE', attempt: 2, last_error: null });
  });

  it('is not given any more once it has run out on many workers in turn, until an operator says so', async () => {
    const process = await room.process();
    const id = await oneRow(process);
    await room.admin.query(`UPDATE outbox SET attempt = 5, takeovers = 4, leased_until = now() - interval '1 second'`);
    await process.deliver(id);
    expect(await room.row(id)).toMatchObject({
      state: 'FAILED',
      attempt: 5,
      last_error: expect.stringMatching(/^5 /),
    });
    expect(await room.marks()).toEqual([]);
    expect(await process.jobs.retry(null)).toHaveLength(1);
    await process.deliver(id);
    expect(await room.row(id)).toMatchObject({ state: 'DONE', attempt: 6 });
  });

  it('fences off the first worker while the second is still at work', async () => {
    const [slowGate, quickGate] = [new Gate(), new Gate()];
    const waitingAt = (gate: Gate) => async (_payload: object, run: any, mark: () => Promise<void>) => {
      await gate.pass();
      await run.commit(mark);
    };
    const slow = await room.process({ handle: waitingAt(slowGate) });
    const quick = await room.process({ handle: waitingAt(quickGate) });
    const id = await oneRow(slow);
    const slowDelivery = slow.deliver(id);
    await until(() => slowGate.arrivals === 1, 'the slow worker is at work');
    await letItRunOut(id);
    const quickDelivery = quick.deliver(id);
    await until(() => quickGate.arrivals === 1, 'the quick one has taken over');
    slowGate.open();
    await slowDelivery;
    expect(await room.marks()).toEqual([]);
    expect(await room.row(id)).toMatchObject({ state: 'QUEUED', attempt: 2, leased_until: expect.any(Date) });
    quickGate.open();
    await quickDelivery;
    expect(await room.marks()).toEqual([{ outbox_id: id, attempt: 2, text: 'part' }]);
  });

  it('a stale worker that fails harms nobody', async () => {
    const gate = new Gate();
    const slow = await room.process({
      handle: async () => {
        await gate.pass();
        throw new HopelessJobError('too late to matter');
      },
    });
    const quick = await room.process();
    const id = await oneRow(slow);
    const delivery = endOf(slow.deliver(id));
    await until(() => gate.arrivals === 1, 'the slow worker is at work');
    await letItRunOut(id);
    await quick.deliver(id);
    gate.open();
    await delivery;
    expect(await room.row(id)).toMatchObject({ state: 'DONE', last_error: null });
  });

  it('is over for a handler that has failed, also once its row is queued again', async () => {
    let failed: JobRun | undefined;
    const process = await room.process({
      handle: async (_payload, run) => {
        failed = run;
        throw new Error('and something of it goes on');
      },
    });
    const id = await oneRow(process);
    await process.deliver(id);
    await room.makeDue();
    expect(await process.relay.drain()).toBe(1);
    const late = failed!.commit(() => process.unitOfWork.query('INSERT INTO mark VALUES ($1, 1, $2)', [id, 'late']));
    await expect(late).rejects.toThrow(StaleLeaseError);
    expect(await room.row(id)).toMatchObject({ state: 'QUEUED', attempt: 1, leased_until: null });
    expect(await room.marks()).toEqual([]);
  });

  it('is renewed while the handler works', async () => {
    const gate = new Gate();
    const process = await room.process({
      leaseSeconds: 0.6,
      handle: async (_payload, run, mark) => {
        await gate.pass();
        await run.commit(mark);
      },
    });
    const id = await oneRow(process);
    const delivery = process.deliver(id);
    await until(() => gate.arrivals === 1, 'the handler is at work');
    const first = (await room.row(id)).leased_until!;
    await until(
      async () => (await room.row(id)).leased_until!.getTime() > first.getTime() + 700,
      'it was renewed twice',
    );
    expect(await endOf(process.deliver(id))).toBeInstanceOf(DeliverLater);
    gate.open();
    await delivery;
    expect(await room.marks()).toEqual([{ outbox_id: id, attempt: 1, text: 'part' }]);
  });

  it('is renewed by one statement at a time, however long the row is locked', async () => {
    const process = await room.process({
      leaseSeconds: 0.15,
      handle: (_payload, run, mark) =>
        run.commit(async () => {
          await process.unitOfWork.query('SELECT pg_sleep(1)');
          const [waiting] = (
            await room.admin.query(`SELECT count(*)::int AS count FROM pg_stat_activity
              WHERE datname = current_database() AND wait_event_type = 'Lock'`)
          ).rows;
          expect(waiting.count).toBeLessThanOrEqual(1);
          await mark();
        }),
    });
    const id = await oneRow(process);
    expect(await endOf(process.deliver(id))).toBeNull();
    expect(await room.row(id)).toMatchObject({ state: 'DONE', attempt: 1 });
  });

  it('is given back at once by a handler that fails, and the row waits for its next turn', async () => {
    let calls = 0;
    const process = await room.process({
      handle: async (_payload, run, mark) => {
        if (++calls === 1) throw new Error('the press is warm');
        await run.commit(mark);
      },
    });
    const id = await oneRow(process);
    expect(await endOf(process.deliver(id))).toBeNull();
    expect(await room.row(id)).toMatchObject({
      state: 'PENDING',
      attempt: 1,
      failures: 1,
      queued_at: null,
      leased_until: null,
      last_error: 'Error: the press is warm',
    });
    // A hint that comes before the row’s time is spent.
    expect(await endOf(process.deliver(id))).toBeNull();
    expect(await room.row(id)).toMatchObject({ state: 'PENDING', attempt: 1 });
    await room.makeDue();
    await process.deliver(id);
    expect(await room.row(id)).toMatchObject({ state: 'DONE', attempt: 2, last_error: null });
  });

  it('keeps nothing of effects that fail halfway', async () => {
    let calls = 0;
    const process = await room.process({
      handle: (_payload, run, mark) =>
        run.commit(async () => {
          await mark();
          if (++calls === 1) throw new Error('halfway');
        }),
    });
    const id = await oneRow(process);
    await process.deliver(id);
    expect(await room.row(id)).toMatchObject({ state: 'PENDING', last_error: 'Error: halfway' });
    expect(await room.marks()).toEqual([]);
    await room.makeDue();
    await process.deliver(id);
    expect(await room.marks()).toHaveLength(1);
  });

  it('ends with FAILED at once for what will never succeed', async () => {
    const process = await room.process({
      handle: async () => {
        throw new HopelessJobError('no such part');
      },
    });
    const id = await oneRow(process);
    expect(await endOf(process.deliver(id))).toBeNull();
    expect(await room.row(id)).toMatchObject({
      state: 'FAILED',
      attempt: 1,
      failures: 1,
      leased_until: null,
      last_error: 'HopelessJobError: no such part',
    });
    expect(await endOf(process.deliver(id))).toBeNull();
    expect((await room.row(id)).attempt).toBe(1);
  });

  it('is not settled by a handler that forgets to commit: that is a failure like any other', async () => {
    const process = await room.process({ handle: async () => undefined });
    const id = await oneRow(process);
    for (const failures of [1, 2, 3]) {
      await process.deliver(id);
      expect(await room.row(id)).toMatchObject({ failures, last_error: expect.stringContaining('without a commit') });
      await room.makeDue();
    }
    expect((await room.row(id)).state).toBe('FAILED');
  });

  it('is not taken for jobs nobody handles: their rows are left for whoever does', async () => {
    const process = await room.process();
    const id = await oneRow(process);
    const delivery = process.runner.deliver({ id, name: 'test.unknown', order: 1 });
    expect(await endOf(delivery)).toBeInstanceOf(DeliverLater);
    expect(await room.row(id)).toMatchObject({ state: 'PENDING', attempt: 0 });
  });
});
