import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { system } from '../../src/platform/database/actor.js';
import { DeliverLater } from '../../src/platform/jobs/job-queue.js';
import { Gate, until } from '../harness/until.js';
import { aMark, type JobProcess, JobRoom, LEAVE_MARK } from './job-room.js';

describe('jobs that are asked for under a key', () => {
  let room: JobRoom;
  beforeAll(async () => {
    room = await JobRoom.open();
  });
  afterEach(() => room.clear());
  afterAll(() => room?.close());

  const allDone = () =>
    until(async () => (await room.rows()).every(({ state }) => state === 'DONE'), 'all rows are done');

  /** Asks in a transaction that stays open until the gate does; undone where it says so. */
  const putting = (process: JobProcess, gate: Gate, isKept = true): Promise<unknown> =>
    process.unitOfWork.run(
      system('test'),
      async () => {
        await process.outbox.put(LEAVE_MARK, aMark('part', { key: 'part' }));
        await gate.pass();
      },
      { isKept: () => isKept },
    );

  const waitingAt = (gate: Gate) => async (_payload: object, run: any, mark: () => Promise<void>) => {
    await gate.pass();
    await run.commit(mark);
  };

  it('are one run, however often they were asked for before it began', async () => {
    const process = await room.process();
    for (let time = 0; time < 40; time++) await process.putUnder('part');
    await process.putUnder('another part');
    expect(await process.relay.drain()).toBe(2);
    await process.startWork();
    await allDone();
    expect(await room.marks()).toHaveLength(2);
    const [first, ...others] = await room.rows();
    expect(first).toMatchObject({ attempt: 1, joined_to: null });
    expect(new Set(others.slice(0, 39).map(({ joined_to }) => joined_to))).toEqual(new Set([first!.id]));
  });

  it('are one run where two transactions ask at the same moment, and one where the first of them is undone', async () => {
    for (const isKept of [true, false]) {
      const gate = new Gate();
      const [one, two] = await Promise.all([room.process(), room.process()]);
      const both = Promise.all([putting(one, gate, isKept), putting(two, gate)]);
      await until(() => gate.arrivals === 2, 'neither waits for the other');
      gate.open();
      await both;
      expect(await room.rows()).toHaveLength(isKept ? 2 : 1);
      await one.startWork();
      await allDone();
      expect(await room.marks()).toHaveLength(1);
      await room.clear();
    }
  });

  it('are not joined to a run by a change that it may not have seen', async () => {
    const [committing, working] = [new Gate(), new Gate()];
    const process = await room.process({ handle: waitingAt(working) });
    await process.putUnder('part');
    const change = putting(process, committing);
    await until(() => committing.arrivals === 1, 'the change is not yet committed');
    await process.startWork();
    await until(() => working.arrivals === 1, 'the run has begun');
    committing.open();
    await change;
    working.open();
    await allDone();
    expect(await room.marks()).toHaveLength(2);
  });

  it('get one more run, and never beside the first, when they are asked for while one is under way', async () => {
    const gate = new Gate();
    const [worker, other] = await Promise.all([room.process({ handle: waitingAt(gate) }), room.process()]);
    const first = await worker.putUnder('part');
    await worker.startWork();
    await until(() => gate.arrivals === 1, 'the run has begun');
    const later = [];
    for (let time = 0; time < 5; time++) later.push(await other.putUnder('part'));
    expect(await other.relay.drain()).toBe(0);
    // A queue that delivers what it was not asked to changes nothing.
    expect(await other.deliver(later[0]!).catch((error: unknown) => error)).toBeInstanceOf(DeliverLater);
    expect(await room.marks()).toEqual([]);
    gate.open();
    await allDone();
    expect((await room.marks()).map(({ outbox_id }) => outbox_id)).toEqual([first, later[0]]);
  });

  it('are queued once by relays that run side by side', async () => {
    const processes = await Promise.all([room.process(), room.process(), room.process()]);
    for (let round = 0; round < 10; round++) {
      await Promise.all([...processes, ...processes].map((process) => process.putUnder(`part ${round}`)));
      const moved = await Promise.all(processes.map((process) => process.relay.drain()));
      expect(moved.reduce((sum, count) => sum + count)).toBe(1);
    }
  });

  it('that were set aside are one run again when an operator says so', async () => {
    const process = await room.process();
    const ids = [await process.putUnder('part'), await process.putUnder('part')];
    await room.admin.query(`UPDATE outbox SET state = 'FAILED', attempt = 5`);
    ids.push(await process.putUnder('part'));
    expect(await process.jobs.retry(null)).toHaveLength(2);
    await process.startWork();
    await allDone();
    expect((await room.rows()).map(({ joined_to }) => joined_to)).toEqual([null, ids[0], ids[0]]);
    expect(await room.marks()).toHaveLength(1);
  });

  it('wait for the turn of one that has failed, and are done by its run', async () => {
    let calls = 0;
    const process = await room.process({
      handle: async (_payload, run, mark) => {
        if (++calls === 1) throw new Error('the press is warm');
        await run.commit(mark);
      },
    });
    const failed = await process.putUnder('part');
    await process.relay.drain();
    await process.deliver(failed);
    const later = await process.putUnder('part');
    await process.putUnder('another part');
    expect(await process.relay.drain()).toBe(1);
    expect(await room.row(later)).toMatchObject({ state: 'PENDING' });
    await room.makeDue();
    await process.startWork();
    await allDone();
    expect(await room.row(later)).toMatchObject({ joined_to: failed, attempt: 0 });
    expect(calls).toBe(3);
  });

  it('do not forget how often their key has failed when another of them comes first', async () => {
    const process = await room.process({
      handle: async () => {
        throw new Error('the press is broken');
      },
    });
    const [first, second] = [await process.putUnder('part'), await process.putUnder('part')];
    await room.admin.query(`UPDATE outbox SET failures = 2, attempt = 2 WHERE id = $1`, [first]);
    await process.deliver(second);
    expect(await room.row(first)).toMatchObject({ state: 'DONE', joined_to: second });
    expect(await room.row(second)).toMatchObject({ state: 'FAILED', attempt: 1, failures: 3 });
  });
});
