import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { HopelessJobError } from '../../src/platform/jobs/job.js';
import { ServiceProcess } from '../harness/compiled-service.js';
import { Gate, until } from '../harness/until.js';
import { type JobProcess, JobRoom, LEAVE_MARK } from './job-room.js';

const UNKNOWN = '01890000-0000-7000-8000-000000000000';

describe('what an operator does with jobs', () => {
  let room: JobRoom;
  beforeAll(async () => {
    room = await JobRoom.open();
  });
  afterEach(() => room.clear());
  afterAll(() => room?.close());

  /** On the command line; the lines it answers. */
  const ketnoi = async (...args: string[]): Promise<{ code: number | null; lines: any[]; stderr: string }> => {
    const command = await ServiceProcess.start('src/cli.js', ['admin', ...args, '--json', '--lang', 'en'], {
      NODE_ENV: 'test',
      DATABASE_URL: room.database.url,
      DATABASE_OWNER_URL: room.database.ownerUrl,
      KETNOI_SECRET: 'a secret that only the tests know, long enough',
    });
    const { code } = await command.ended;
    const lines = command.stdout.split('\n').filter(Boolean);
    return { code, lines: lines.map((line) => JSON.parse(line)), stderr: command.stderr };
  };

  const setAside = async (process: JobProcess, ...texts: string[]): Promise<string[]> => {
    const ids = await process.put(...texts);
    for (const id of ids) await process.deliver(id);
    return ids;
  };
  const hopeless = (): Promise<JobProcess> =>
    room.process({
      handle: async ({ text }) => {
        throw new HopelessJobError(`no such part: ${text}`);
      },
    });

  it('sees what was set aside and why, the latest first', async () => {
    const process = await hopeless();
    const [one, two] = await setAside(process, 'one', 'two');
    await process.put('waiting');
    const { code, lines } = await ketnoi('list-jobs');
    expect(code).toBe(0);
    expect(lines).toEqual([
      expect.objectContaining({
        ...{ id: two, job: LEAVE_MARK.name, subject: 'two', standing: 'FAILED', attempts: 1, failures: 1 },
        ...{ progress: null, reason: 'HopelessJobError: no such part: two' },
      }),
      expect.objectContaining({ id: one, reason: 'HopelessJobError: no such part: one' }),
    ]);
    const waiting = await ketnoi('list-jobs', '--standing', 'waiting');
    expect(waiting.lines).toEqual([expect.objectContaining({ subject: 'waiting', standing: 'WAITING' })]);
    expect((await ketnoi('list-jobs', '--limit', '1')).lines).toHaveLength(1);
    expect((await ketnoi('list-jobs', '--standing', 'lost')).code).toBe(2);
  });

  it('has one of them done again, or all', async () => {
    const process = await hopeless();
    const [one, two, three] = await setAside(process, 'one', 'two', 'three');
    expect(await ketnoi('retry-jobs', one!)).toMatchObject({ code: 0, lines: [{ retried: 1 }] });
    expect((await room.rows()).map(({ state }) => state)).toEqual(['PENDING', 'FAILED', 'FAILED']);
    expect(await ketnoi('retry-jobs', two!, UNKNOWN)).toMatchObject({
      code: 1,
      lines: [{ retried: 1 }],
      stderr: expect.stringContaining(`${UNKNOWN} is no job that was set aside`),
    });
    expect(await ketnoi('retry-jobs')).toMatchObject({ code: 0, lines: [{ retried: 1 }] });
    expect(await room.row(three!)).toMatchObject({ state: 'PENDING', failures: 0 });
    expect((await ketnoi('retry-jobs', 'three')).code).toBe(2);
  });

  it('ends what waits, what was set aside and, at its next commit, what is being done; it is recorded', async () => {
    const gate = new Gate();
    const [process, other] = await Promise.all([
      room.process({
        handle: async (_payload, run, mark) => {
          await gate.pass();
          await run.commit(mark);
        },
      }),
      hopeless(),
    ]);
    const [failed] = await setAside(other, 'failed');
    const [running, waiting] = await process.put('running', 'waiting');
    const delivery = process.deliver(running!);
    await until(() => gate.arrivals === 1, 'it is being done');
    const { code, lines, stderr } = await ketnoi('cancel-jobs', failed!, running!, waiting!, UNKNOWN);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringContaining(`${UNKNOWN} is not there or is over`),
    });
    expect(new Set(lines)).toEqual(
      new Set([
        { id: failed, standing: 'CANCELLED' },
        { id: running, standing: 'CANCELLING' },
        { id: waiting, standing: 'CANCELLED' },
      ]),
    );
    gate.open();
    await delivery;
    expect(new Set((await room.rows()).map(({ state }) => state))).toEqual(new Set(['CANCELLED']));
    expect(await room.marks()).toEqual([]);
    const { rows: recorded } = await room.admin.query(
      `SELECT subject_id FROM audit_entry WHERE action = 'job.cancel' AND actor_kind = 'SYSTEM'`,
    );
    expect(recorded.map(({ subject_id }) => subject_id).sort()).toEqual([failed, running, waiting].sort());
    expect((await ketnoi('cancel-jobs')).code).toBe(2);
  });

  it('sees where all of them stand in the metrics', async () => {
    const process = await hopeless();
    const gate = new Gate();
    const busy = await room.process({ handle: () => gate.pass() });
    await setAside(process, 'failed');
    const [later, late, running] = await process.put('later', 'late', 'running', 'waiting');
    await room.admin.query(`UPDATE outbox SET run_at = now() + interval '1 hour' WHERE id = $1`, [later]);
    await room.admin.query(`UPDATE outbox SET run_at = now() - interval '6 minutes' WHERE id = $1`, [late]);
    const delivery = busy.deliver(running!);
    await until(() => gate.arrivals === 1, 'it is being done');
    const page = await process.metricsText();
    for (const state of ['LATER', 'WAITING', 'LATE', 'RUNNING', 'FAILED']) {
      expect(page).toContain(`ketnoi_outbox_rows{state="${state}"} 1\n`);
    }
    expect(page).toContain('ketnoi_outbox_rows{state="CANCELLED"} 0\n');
    gate.open();
    await delivery;
  });
});
