import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type Actor, system } from '../../src/platform/database/actor.js';
import type { Work } from '../../src/platform/jobs/outbox.js';
import { Gate, until } from '../harness/until.js';
import { aMark, type JobProcess, JobRoom, LEAVE_MARK } from './job-room.js';

const ANYBODY: Actor = { kind: 'ANONYMOUS' };

describe('asking for what waits already', () => {
  let room: JobRoom;
  beforeAll(async () => {
    room = await JobRoom.open();
  });
  afterEach(() => room.clear());
  afterAll(() => room?.close());

  const ask = (process: JobProcess, changes: Partial<Work<{ text: string }>> = {}) =>
    process.outbox.put(LEAVE_MARK, aMark('part', { key: 'part', ...changes }));
  const again = (process: JobProcess, actor: Actor = system('test'), changes: Partial<Work<{ text: string }>> = {}) =>
    process.unitOfWork.run(actor, () => ask(process, { isRepeat: true, ...changes }));
  const allDone = () =>
    until(async () => (await room.rows()).every(({ state }) => state === 'DONE'), 'all rows are done');

  it.each(['SYSTEM', 'ANONYMOUS'])(
    'in one unit of work of %s leaves one row, and answers its id each time',
    async (kind) => {
      const process = await room.process();
      const ids = await process.unitOfWork.run(kind === 'SYSTEM' ? system('test') : ANYBODY, async () => {
        const asked = [];
        for (let time = 0; time < 20; time++) asked.push(await ask(process, { isRepeat: time % 2 === 1 }));
        return [
          ...asked,
          ...(await process.outbox.putMany(
            LEAVE_MARK,
            [1, 2].map(() => aMark('part', { key: 'part' })),
          )),
        ];
      });
      expect((await room.rows()).map(({ id }) => id)).toEqual([...new Set(ids)]);
    },
  );

  it('after a step that was undone puts it again', async () => {
    const process = await room.process();
    const [undone, kept] = await process.asSystem(async () => [
      await process.unitOfWork.undoIf(
        () => true,
        () => ask(process),
      ),
      await ask(process),
    ]);
    expect(kept).not.toBe(undone);
    expect((await room.rows()).map(({ id }) => id)).toEqual([kept]);
  });

  it('in another unit of work leaves one row as long as its run has not begun, and then one more', async () => {
    const gate = new Gate();
    const process = await room.process({
      handle: async (_payload, run, mark) => {
        await gate.pass();
        await run.commit(mark);
      },
    });
    const first = await process.putUnder('part');
    expect(await again(process)).toBe(first);
    await process.relay.drain();
    expect(await room.row(first)).toMatchObject({ state: 'QUEUED' });
    expect(await again(process, ANYBODY)).toBe(first);
    const delivery = process.deliver(first);
    await until(() => gate.arrivals === 1, 'the run has begun');
    const second = await again(process, ANYBODY);
    expect(second).not.toBe(first);
    expect(await again(process)).toBe(second);
    gate.open();
    await delivery;
    await process.startWork();
    await allDone();
    expect((await room.marks()).map(({ outbox_id }) => outbox_id)).toEqual([first, second]);
  });

  it('is one row where two units of work ask at the same moment, and one where the first of them is undone', async () => {
    for (const isKept of [true, false]) {
      const gate = new Gate();
      const [one, two] = await Promise.all([room.process(), room.process()]);
      const first = one.unitOfWork.run(
        system('test'),
        async () => {
          const id = await ask(one, { isRepeat: true });
          await gate.pass();
          return id;
        },
        { isKept: () => isKept },
      );
      await until(() => gate.arrivals === 1, 'the first has asked');
      const second = again(two);
      await until(async () => (await room.waitingForLocks()) === 1, 'the second waits for what becomes of it');
      gate.open();
      expect((await second) === (await first)).toBe(isKept);
      expect(await room.rows()).toEqual([expect.objectContaining({ id: await second, state: 'PENDING' })]);
      await room.clear();
    }
  });

  it('does not rest on what waits for a later hour, nor on what another unit of work may begin too soon', async () => {
    const process = await room.process();
    const later = await process.asSystem(() => ask(process, { runAt: new Date(Date.now() + 3_600_000) }));
    const now = await again(process);
    const afterChange = await process.putUnder('part');
    expect(new Set([later, now, afterChange]).size).toBe(3);
    await process.relay.drain();
    expect((await room.rows()).filter(({ state }) => state === 'QUEUED')).toHaveLength(1);
  });

  it('rests on one that has failed and waits for its turn, also where more were asked for during its run', async () => {
    let isBroken = true;
    const process = await room.process({
      handle: async (_payload, run, mark) => {
        if (!isBroken) return run.commit(mark);
        expect(await again(process)).not.toBe(first);
        throw new Error('the press is broken');
      },
    });
    const first = await again(process);
    await process.deliver(first);
    expect(await room.row(first)).toMatchObject({ state: 'PENDING', failures: 1 });
    await again(process);
    expect(await room.rows()).toHaveLength(2);
    isBroken = false;
    await room.makeDue();
    await process.startWork();
    await allDone();
    expect(await room.marks()).toHaveLength(1);
  });

  it('is followed by a run that begins after it, whatever else asks and runs at the same time', async () => {
    const begun: number[] = [];
    const handle = async (_payload: object, run: any, mark: () => Promise<void>) => {
      begun.push(performance.now());
      await run.commit(mark);
    };
    const [one, two] = await Promise.all([room.process({ handle }), room.process({ handle })]);
    await Promise.all([one.startWork(), two.startWork()]);
    const asked: number[] = [];
    const ids = await Promise.all(
      [one, two, one, two].map(async (process) => {
        const own = [];
        for (let time = 0; time < 60; time++) {
          asked.push(performance.now());
          own.push(await again(process, time % 2 ? ANYBODY : system('test')));
        }
        return own;
      }),
    );
    await allDone();
    expect(Math.max(...begun)).toBeGreaterThan(Math.max(...asked));
    const rows = await room.rows();
    // One that was asked for while another was on its way to the queue, unseen, was done by the run of that one.
    const ownRuns = rows.filter(({ joined_to }) => joined_to === null).map(({ id }) => id);
    expect((await room.marks()).map(({ outbox_id }) => outbox_id)).toEqual(ownRuns);
    expect(ids.flat().filter((id) => !rows.some((row) => row.id === id))).toEqual([]);
  });
});
