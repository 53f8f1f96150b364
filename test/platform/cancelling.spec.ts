import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor } from '../../src/platform/database/actor.js';
import { system } from '../../src/platform/database/actor.js';
import { JobCancelledError } from '../../src/platform/jobs/job.js';
import type { Work } from '../../src/platform/jobs/outbox.js';
import { WorkInHand } from '../../src/platform/jobs/work-in-hand.js';
import { Gate, until } from '../harness/until.js';
import { aMark, type JobProcess, JobRoom, LEAVE_MARK } from './job-room.js';
import { MARK_PAGES, marksPages, pagesTo } from './long-jobs.js';

const AUTHORITY = randomUUID();
const anOfficialOf = (organisationId: string): Actor => ({
  ...{ kind: 'AUTHORITY', role: 'EDITOR', personId: randomUUID(), organisationId },
});

describe('work that is cancelled', () => {
  let room: JobRoom;
  beforeAll(async () => {
    room = await JobRoom.open();
  });
  afterEach(() => room.clear());
  afterAll(() => room?.close());

  const put = (process: JobProcess, changes: Partial<Work<{ pages: number }>> = {}): Promise<string> =>
    process.unitOfWork.run(system('test'), () =>
      process.outbox.put(MARK_PAGES, {
        ...{ subject: 'book', organisationId: AUTHORITY, payload: { pages: 5 } },
        ...changes,
      }),
    );
  const cancel = (process: JobProcess, actor: Actor = anOfficialOf(AUTHORITY), job: any = MARK_PAGES) =>
    process.unitOfWork.run(actor, () => new WorkInHand(process.unitOfWork).cancel(job, ['book']));
  const deliver = (process: JobProcess, id: string) => process.runner.deliver({ id, name: MARK_PAGES.name, order: 1 });
  const texts = async () => (await room.marks()).map(({ text }) => text);

  it('before it has begun ends at once, and a hint to it is spent', async () => {
    const process = await room.process();
    marksPages(process);
    const [waiting, queued] = [await put(process, { runAt: new Date(Date.now() + 3_600_000) }), await put(process)];
    await process.relay.drain();
    expect(await cancel(process)).toBe(2);
    for (const id of [waiting, queued]) {
      expect(await room.row(id)).toMatchObject({ state: 'CANCELLED', attempt: 0, done_at: expect.any(Date) });
    }
    await process.startWork();
    await until(async () => !(await process.queue.holds(queued)), 'the hint is spent');
    expect(await texts()).toEqual([]);
    expect(await cancel(process)).toBe(0);
  });

  it('only with the change that says so', async () => {
    const process = await room.process();
    marksPages(process);
    const id = await put(process);
    const changingMyMind = process.unitOfWork.run(anOfficialOf(AUTHORITY), async () => {
      await new WorkInHand(process.unitOfWork).cancel(MARK_PAGES, ['book']);
      throw new Error('changed my mind');
    });
    await expect(changingMyMind).rejects.toThrow('changed my mind');
    expect(await room.row(id)).toMatchObject({ state: 'PENDING', cancelled_at: null });
  });

  it('while it is done keeps what its checkpoints have kept, and ends at the next one', async () => {
    const process = await room.process();
    const [pausing, errors] = [new Gate(), [] as unknown[]];
    process.registry.register({
      job: MARK_PAGES,
      handle: async (_payload: { pages: number }, run: any) => {
        const page = (text: string) => async () => {
          await process.unitOfWork.query('INSERT INTO mark VALUES ($1, $2, $3)', [run.outboxId, run.attempt, text]);
          return { state: { nextPage: 2 } };
        };
        await run.checkpoint(page('page 1'));
        await pausing.pass();
        await run.checkpoint(page('page 2')).catch((error: unknown) => {
          errors.push(error);
          throw error;
        });
      },
    });
    const id = await put(process);
    const delivery = deliver(process, id);
    await until(() => pausing.arrivals === 1, 'it pauses after its first page');
    expect(await cancel(process)).toBe(1);
    expect(await room.row(id)).toMatchObject({ state: 'QUEUED', cancelled_at: expect.any(Date), done_at: null });
    pausing.open();
    await delivery;
    expect(errors).toEqual([expect.any(JobCancelledError)]);
    expect(await room.row(id)).toMatchObject({ state: 'CANCELLED', failures: 0, last_error: null, leased_until: null });
    expect(await texts()).toEqual(['page 1']);
  });

  it('while a short job is done keeps nothing of its commit', async () => {
    const gate = new Gate();
    const process = await room.process({
      handle: async (_payload, run, mark) => {
        await gate.pass();
        await run.commit(mark);
      },
    });
    const id = await process.asSystem(() => process.outbox.put(LEAVE_MARK, { ...aMark('x'), subject: 'book' }));
    const delivery = process.deliver(id);
    await until(() => gate.arrivals === 1, 'it is being done');
    expect(await cancel(process, system('test'), LEAVE_MARK)).toBe(1);
    gate.open();
    await delivery;
    expect(await room.row(id)).toMatchObject({ state: 'CANCELLED' });
    expect(await texts()).toEqual([]);
  });

  it('in the middle of its commit waits for that, and comes too late', async () => {
    const gate = new Gate();
    const [process, other] = await Promise.all([
      room.process({ handle: (_payload, run, mark) => run.commit(() => mark().then(() => gate.pass())) }),
      room.process(),
    ]);
    const id = await process.asSystem(() => process.outbox.put(LEAVE_MARK, { ...aMark('x'), subject: 'book' }));
    const delivery = process.deliver(id);
    await until(() => gate.arrivals === 1, 'it is in the middle of its commit');
    const cancelling = cancel(other, system('test'), LEAVE_MARK);
    await until(async () => (await room.waitingForLocks()) === 1, 'who cancels waits');
    gate.open();
    await delivery;
    expect(await cancelling).toBe(0);
    expect(await room.row(id)).toMatchObject({ state: 'DONE', cancelled_at: null });
  });

  it('tells the run within a third of its lease, through its signal', async () => {
    const process = await room.process({
      leaseSeconds: 0.6,
      handle: (_payload, run) =>
        new Promise((_resolve, reject) => run.signal.addEventListener('abort', () => reject(run.signal.reason))),
    });
    const id = await process.asSystem(() => process.outbox.put(LEAVE_MARK, { ...aMark('x'), subject: 'book' }));
    const delivery = process.deliver(id);
    await until(async () => (await room.row(id)).attempt === 1, 'it is being done');
    await cancel(process, system('test'), LEAVE_MARK);
    await delivery;
    expect(await room.row(id)).toMatchObject({ state: 'CANCELLED', failures: 0 });
  });

  it('and whose worker dies before it hears of it is taken up by nobody', async () => {
    const process = await room.process();
    marksPages(process);
    const id = await put(process);
    await process.relay.drain();
    await room.admin.query(
      `UPDATE outbox SET attempt = 1, leased_until = now() - interval '1 second', cancelled_at = now()`,
    );
    await deliver(process, id);
    expect(await room.row(id)).toMatchObject({ state: 'CANCELLED', attempt: 1 });
  });

  it('and fails before it hears of it ends all the same', async () => {
    const process = await room.process({
      handle: async () => {
        await room.admin.query('UPDATE outbox SET cancelled_at = now()');
        throw new Error('the press is broken');
      },
    });
    const [id] = await process.put('part');
    await process.deliver(id!);
    expect(await room.row(id!)).toMatchObject({ state: 'CANCELLED', failures: 0 });
  });

  it('ends once it was set aside, too', async () => {
    const process = await room.process();
    marksPages(process);
    const id = await put(process);
    await room.admin.query(`UPDATE outbox SET state = 'FAILED'`);
    expect(await cancel(process)).toBe(1);
    expect((await room.row(id)).state).toBe('CANCELLED');
    expect(await process.jobs.retry(null)).toHaveLength(0);
  });

  it('lets the next one of its key begin', async () => {
    const process = await room.process();
    marksPages(process);
    const id = await put(process, { key: 'book' });
    const next = await put(process, { key: 'book', subject: 'another copy' });
    await process.relay.drain();
    await cancel(process);
    await process.startWork();
    await until(async () => (await room.row(next)).state === 'DONE', 'the next one is done');
    expect((await room.row(id)).state).toBe('CANCELLED');
    expect(await texts()).toEqual([...pagesTo(5), 'end']);
  });

  describe('is cancelled, as the database sees it,', () => {
    const others: [string, Actor][] = [
      ['by an official of another authority', anOfficialOf(randomUUID())],
      ['by a buyer', { kind: 'BUYER', role: 'OWNER', personId: randomUUID(), organisationId: randomUUID() }],
    ];
    it.each(others)('never %s', async (_who, actor) => {
      const process = await room.process();
      marksPages(process);
      const id = await put(process);
      expect(await cancel(process, actor)).toBe(0);
      expect((await room.row(id)).state).toBe('PENDING');
    });

    const strangers: [string, Actor][] = [
      ['a supplier', { kind: 'SUPPLIER', role: 'OWNER', personId: randomUUID(), organisationId: AUTHORITY }],
      ['nobody', { kind: 'ANONYMOUS' }],
    ];
    it.each(strangers)('never by %s, who may change no row at all', async (_who, actor) => {
      const process = await room.process();
      await expect(cancel(process, actor)).rejects.toThrow('permission denied');
    });

    it('and never changed in any other way by those who may', async () => {
      const process = await room.process();
      marksPages(process);
      await put(process);
      const changing = (set: string) =>
        process.unitOfWork.run(anOfficialOf(AUTHORITY), () => process.unitOfWork.query(`UPDATE outbox SET ${set}`));
      await expect(changing(`payload = '{}'`)).rejects.toThrow('permission denied');
      await expect(changing(`attempt = 7`)).rejects.toThrow('permission denied');
      await expect(changing(`state = 'DONE', cancelled_at = now()`)).rejects.toThrow('row-level security');
      await expect(changing(`state = 'QUEUED'`)).rejects.toThrow('row-level security');
    });
  });
});
