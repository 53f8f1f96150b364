import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { statementsOf } from '../../bench/lists/statements-of.js';
import { hasRedis } from '../../bench/harness/redis-server.js';
import type { JobQueue } from '../../src/platform/jobs/job-queue.js';
import type { Lane } from '../../src/platform/jobs/outbox.js';
import { AHEAD_PER_HAND, Relay } from '../../src/platform/jobs/relay.js';
import { Routines } from '../../src/platform/jobs/routines.js';
import { IN_TURN, NOBODY } from '../../src/platform/jobs/turn-statements.js';
import { until } from '../harness/until.js';
import { aMark, type JobProcess, JobRoom, LEAVE_MARK } from './job-room.js';

const HANDS = 4;
const AHEAD = HANDS * AHEAD_PER_HAND;
const [A, B] = ['a0000000-0000-7000-8000-000000000000', 'b0000000-0000-7000-8000-000000000000'];
const backends = hasRedis() ? (['postgres', 'redis'] as const) : (['postgres'] as const);

const put = (process: JobProcess, organisationId: string | null, count: number, lane: Lane = 'INTERACTIVE') =>
  process.asSystem(() =>
    process.outbox.putMany(
      LEAVE_MARK,
      Array.from({ length: count }, () => aMark('part', { organisationId, lane })),
    ),
  );

describe.each(backends)('one organisation with 3,000 jobs, with the queue on %s', (backend) => {
  let room: JobRoom;
  beforeAll(async () => {
    room = await JobRoom.open(backend);
  });
  afterEach(() => room.clear());
  afterAll(() => room?.close());

  it.each(['INTERACTIVE', 'BULK'] as const)('lets another’s one job pass, in the lane %s', async (lane) => {
    const process = await room.process();
    await put(process, A!, 3_000, lane);
    await process.startWork();
    const done = async () => (await room.marks()).length;
    await until(async () => (await done()) > 50, 'work goes on');
    const [id] = await put(process, B!, 1, lane);
    const before = await done();
    await until(async () => (await room.row(id!)).state === 'DONE', 'it is done');
    const { rows } = await room.admin.query(
      `SELECT count(*)::int AS passed FROM mark WHERE place < (SELECT place FROM mark WHERE outbox_id = $1)`,
      [id],
    );
    // What the queue held, what was in hand, and what was done while it was asked for and moved.
    expect(rows[0].passed - before).toBeLessThan(3 * AHEAD);
    expect(await done()).toBeLessThan(1_500);
  });

  it('never fills the queue with more than a few hints for each hand', async () => {
    const process = await room.process();
    await put(process, A!, 3_000);
    expect(await process.relay.drain()).toBe(AHEAD);
    expect(await process.relay.drain()).toBe(0);
    expect((await process.queue.counts()).waiting).toBe(AHEAD);
    expect(await put(process, A!, 5, 'BULK')).toHaveLength(5);
    expect(await process.relay.drain()).toBe(5);
  });
});

describe('turns between organisations', () => {
  let room: JobRoom;
  beforeAll(async () => {
    room = await JobRoom.open();
  });
  afterEach(() => room.clear());
  afterAll(() => room?.close());

  const ORGANISATIONS = [null, ...[1, 2, 3, 4, 5, 6, 7].map((n) => `${n}0000000-0000-7000-8000-000000000000`)];
  const asking = fc.record({ who: fc.nat({ max: 7 }), count: fc.integer({ min: 1, max: 40 }) });
  const step = fc.record({ asked: fc.array(asking, { maxLength: 4 }), ended: fc.integer({ min: 1, max: AHEAD }) });

  it('come to each that has work due before any other has a second one', async () => {
    const process = await room.process();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
        await room.admin.query('TRUNCATE outbox');
        const moved: string[] = [];
        const queue = { add: async (hints) => void moved.push(...hints.map(({ id }) => id)) } as JobQueue;
        const relay = new Relay(process.unitOfWork, queue, process.config, new Routines());
        const whose = new Map<string, string>();
        const left = new Map<string, number>();
        const passed = new Map<string, Map<string, number>>();
        const follow = (from: number): void => {
          for (const id of moved.slice(from)) {
            const one = whose.get(id)!;
            left.set(one, left.get(one)! - 1);
            passed.delete(one);
            for (const [other, count] of left) {
              if (other === one || count === 0) continue;
              const others = passed.get(other) ?? new Map<string, number>();
              others.set(one, (others.get(one) ?? 0) + 1);
              passed.set(other, others);
              // Nobody goes by twice: with k others that have work it waits for k turns at most.
              expect(others.get(one)).toBe(1);
            }
          }
        };
        for (const { asked, ended } of steps) {
          for (const { who, count } of asked) {
            const name = String(ORGANISATIONS[who]);
            for (const id of await put(process, ORGANISATIONS[who]!, count)) whose.set(id, name);
            left.set(name, (left.get(name) ?? 0) + count);
          }
          const from = moved.length;
          await relay.drain();
          follow(from);
          const waits = [...left.values()].reduce((sum, count) => sum + count, 0);
          const { rows } = await room.admin.query(`SELECT count(*)::int AS ahead FROM outbox WHERE state = 'QUEUED'`);
          if (waits > 0) expect(rows[0].ahead).toBe(AHEAD);
          await room.admin.query(
            `UPDATE outbox SET state = 'DONE' WHERE id IN (
               SELECT id FROM outbox WHERE state = 'QUEUED' ORDER BY queued_at, id LIMIT ${ended})`,
          );
        }
      }),
      { numRuns: 25 },
    );
  });

  it('are found by the index, however much waits: a batch of 100,000 rows of one reads some dozens', async () => {
    await room.admin.query(
      `INSERT INTO outbox (id, job, subject, payload, key, organisation_id)
       SELECT gen_random_uuid(), 'a', 'b', '{}', 'line ' || n,
         CASE WHEN n % 1000 = 0 THEN ('c' || lpad((n / 1000)::text, 7, '0') || '-0000-7000-8000-000000000000')::uuid ELSE $1::uuid END
       FROM generate_series(1, 100000) AS n`,
      [A],
    );
    await room.admin.query('VACUUM (ANALYZE) outbox');
    for (const last of [NOBODY, A, B]) {
      const { rows } = await room.admin.query(`EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${IN_TURN}`, [
        'INTERACTIVE',
        last,
        AHEAD,
      ]);
      const nodes = nodesOf(rows[0]['QUERY PLAN'][0].Plan);
      expect(nodes.filter((node) => node['Node Type'] === 'Seq Scan')).toEqual([]);
      expect(Math.max(...nodes.map(read))).toBeLessThanOrEqual(4 * AHEAD);
      expect(nodes[0]['Shared Hit Blocks'] + nodes[0]['Shared Read Blocks']).toBeLessThan(2_000);
    }
    const process = await room.process();
    const longest = await statementsIn(process, () => process.jobs.longestWaitSeconds());
    const { rows } = await room.admin.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${longest}`);
    expect(Math.max(...nodesOf(rows[0]['QUERY PLAN'][0].Plan).map(read))).toBeLessThanOrEqual(AHEAD);
    expect(await process.jobs.longestWaitSeconds()).toBeGreaterThan(0);
  });
});

/** The one statement about jobs that is sent meanwhile. */
async function statementsIn(process: JobProcess, work: () => Promise<unknown>): Promise<string> {
  const sent = await statementsOf(process.dataSource, work);
  return sent.flat().find(({ sql }) => sql.includes('FROM outbox'))!.sql;
}

const read = (node: any): number =>
  (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'];

function nodesOf(node: any): any[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}
