import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { HopelessJobError } from '../../src/platform/jobs/job.js';
import { hasRedis } from '../../bench/harness/redis-server.js';
import { Gate, until } from '../harness/until.js';
import { JobRoom, LEAVE_MARK } from './job-room.js';

const backends = hasRedis() ? (['postgres', 'redis'] as const) : (['postgres'] as const);

describe.each(backends)('a job that fails, with the queue on %s', (backend) => {
  let room: JobRoom;
  /** On another database, so that it goes on while this one takes no connections. */
  let elsewhere: Client;
  const name = () => new URL(room.database.url).pathname.slice(1);

  beforeAll(async () => {
    room = await JobRoom.open(backend);
    const url = Object.assign(new URL(room.database.superuserUrl), { pathname: '/postgres' });
    elsewhere = new Client({ connectionString: url.href });
    await elsewhere.connect();
  });
  afterEach(() => room.clear());
  afterAll(async () => {
    await elsewhere?.end();
    await room?.close();
  });

  const stateIs = (id: string, state: string, patience?: number) =>
    until(async () => (await room.row(id)).state === state, `the row is ${state}`, patience);
  const failuresAre = (id: string, failures: number) =>
    until(async () => (await room.row(id)).failures === failures, `it has failed ${failures} times`);

  it('is set aside after exactly its attempts, later each time, where operators see it', async () => {
    const times: number[] = [];
    const process = await room.process({
      handle: async () => {
        times.push(performance.now());
        throw new Error('the press is broken');
      },
    });
    await process.startWork();
    const [id] = await process.put('part');
    await stateIs(id!, 'FAILED', 25_000);
    expect(await room.row(id!)).toMatchObject({
      attempt: LEAVE_MARK.attempts,
      failures: LEAVE_MARK.attempts,
      leased_until: null,
      last_error: 'Error: the press is broken',
    });
    expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(490);
    expect(times[2]! - times[1]!).toBeGreaterThanOrEqual(990);
    expect(await process.metricsText()).toMatch(/^ketnoi_outbox_rows\{state="FAILED"\} 1$/m);
    expect(await process.metricsText()).toMatch(/^ketnoi_job_failures_total\{job="test.leave-mark"\} 3$/m);
    expect(await process.reconciler.reconcile(0)).toBe(0);
    await until(async () => !(await process.queue.holds(id!)), 'the queue has forgotten it');
  });

  it('is counted by its row, whatever becomes of the queue in between', async () => {
    let calls = 0;
    const process = await room.process({
      handle: async () => {
        throw new Error(`broken ${++calls}`);
      },
    });
    await process.startWork();
    const [id] = await process.put('part');
    for (const failures of [1, 2]) {
      await failuresAre(id!, failures);
      await room.wipeQueue();
      await process.queue.prepare();
      await room.makeDue();
    }
    await stateIs(id!, 'FAILED');
    expect(await room.row(id!)).toMatchObject({ failures: 3, last_error: 'Error: broken 3' });
    expect(calls).toBe(3);
  });

  it('begins to count anew when an operator says so', async () => {
    let isBroken = true;
    const process = await room.process({
      handle: async (_payload, run, mark) => {
        if (isBroken) throw new HopelessJobError('the press is gone');
        await run.commit(mark);
      },
    });
    await process.startWork();
    const [id] = await process.put('part');
    await stateIs(id!, 'FAILED');
    isBroken = false;
    expect(await process.jobs.retry(null)).toHaveLength(1);
    await stateIs(id!, 'DONE');
    expect(await room.row(id!)).toMatchObject({ attempt: 2, failures: 0 });
  });

  it('has not failed where its connection was lost, in its commit or while it read', async () => {
    const lost: string[] = [];
    const process = await room.process({
      handle: async (_payload, run, mark) => {
        const lose = async () => {
          const [row] = await process.unitOfWork.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
          await room.admin.query('SELECT pg_terminate_backend($1, 5000)', [row!.pid]);
          await process.unitOfWork.query('SELECT 1');
        };
        if (lost.length === 0) {
          lost.push('reading');
          await process.unitOfWork.run({ kind: 'SYSTEM', purpose: 'test' }, lose);
        }
        await run.commit(async () => {
          await mark();
          if (lost.length === 1 && lost.push('committing')) await lose();
        });
      },
    });
    const [id] = await process.put('part');
    for (const attempt of [1, 2]) {
      await process.deliver(id!);
      expect(await room.row(id!)).toMatchObject({ state: 'PENDING', attempt, failures: 0, takeovers: 0 });
      expect((await room.row(id!)).run_at.getTime()).toBeGreaterThan(Date.now());
      await room.makeDue();
    }
    await process.deliver(id!);
    expect(lost).toEqual(['reading', 'committing']);
    expect(await room.marks()).toEqual([{ outbox_id: id, attempt: 3, text: 'part' }]);
    expect(await process.metricsText()).not.toMatch(/^ketnoi_job_failures_total\{/m);
  });

  it('has not failed where others were in the way every time', async () => {
    let isCalm = false;
    const process = await room.process({
      handle: (_payload, run, mark) =>
        run.commit(async () => {
          await mark();
          if (!isCalm) await process.unitOfWork.query(`DO $$ BEGIN RAISE SQLSTATE '40001'; END $$`);
        }),
    });
    const [id] = await process.put('part');
    await process.deliver(id!);
    expect(await room.row(id!)).toMatchObject({ state: 'PENDING', failures: 0 });
    isCalm = true;
    await room.makeDue();
    await process.deliver(id!);
    expect(await room.marks()).toHaveLength(1);
  });

  it('has failed where it did nothing in its transaction for so long that the database ended it', async () => {
    const process = await room.process({
      handle: (_payload, run) =>
        run.commit(async () => {
          await process.unitOfWork.query(`SELECT set_config('idle_in_transaction_session_timeout', '50', true)`);
          await new Promise((resolve) => setTimeout(resolve, 300));
          await process.unitOfWork.query('SELECT 1');
        }),
    });
    const [id] = await process.put('part');
    await process.deliver(id!);
    expect(await room.row(id!)).toMatchObject({
      failures: 1,
      last_error: expect.stringContaining('idle-in-transaction timeout'),
    });
  });

  it('has not failed where its handler tells of an outage in its own words', async () => {
    const process = await room.process({
      handle: (_payload, run) =>
        run
          .commit(() => process.unitOfWork.query(`DO $$ BEGIN RAISE SQLSTATE '53300'; END $$`))
          .then(() => undefined)
          .catch((cause: unknown) => {
            throw new Error('the part could not be stored', { cause });
          }),
    });
    const [id] = await process.put('part');
    await process.deliver(id!);
    expect(await room.row(id!)).toMatchObject({ state: 'PENDING', failures: 0 });
  });

  it('has failed where its own words only sound like an outage', async () => {
    const process = await room.process({
      handle: (_payload, run) =>
        run.commit(async () => {
          throw new Error('the contract was terminated and has ended: connect ECONNREFUSED');
        }),
    });
    const [id] = await process.put('part');
    await process.deliver(id!);
    expect((await room.row(id!)).failures).toBe(1);
  });

  it('has failed where somebody else, not the database, refuses a connection', async () => {
    const process = await room.process({
      handle: async () => {
        throw Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:25'), { code: 'ECONNREFUSED' });
      },
    });
    const [id] = await process.put('part');
    await process.deliver(id!);
    expect((await room.row(id!)).failures).toBe(1);
  });

  it('is done once, and has not failed, where the database is gone for longer than its lease', async () => {
    const gate = new Gate();
    const process = await room.process({
      leaseSeconds: 2,
      handle: async (_payload, run, mark) => {
        await gate.pass();
        await run.commit(mark);
      },
    });
    await process.startWork();
    const [id] = await process.put('part');
    await until(() => gate.arrivals === 1, 'the handler is at work');
    await elsewhere.query(`ALTER DATABASE ${name()} ALLOW_CONNECTIONS false`);
    await elsewhere.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND application_name LIKE 'ketnoi%'`,
      [name()],
    );
    gate.open();
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    await elsewhere.query(`ALTER DATABASE ${name()} ALLOW_CONNECTIONS true`);
    await stateIs(id!, 'DONE', 40_000);
    expect(await room.row(id!)).toMatchObject({ failures: 0 });
    expect(await room.marks()).toHaveLength(1);
  });
});
