import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Client } from 'pg';
import { v7 } from 'uuid';
import { system } from '../../src/platform/database/actor.js';
import { newId } from '../../src/platform/database/new-id.js';
import { cloneDatabase } from '../harness/test-service.js';
import { until } from '../harness/until.js';
import {
  aFollowingProcess,
  type EventProcess,
  EventRoom,
  HOLD,
  PAINTED,
  PULLED_DOWN,
  type Writer,
} from './event-room.js';

const DAY = 86_400_000;
const WRITERS = 3;

type Step =
  { do: 'append' | 'appendAndUndo' | 'COMMIT' | 'ROLLBACK'; writer: number } | { do: 'follow' | 'failToFollow' };

const aStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom('append', 'append', 'appendAndUndo', 'COMMIT', 'ROLLBACK' as const),
      writer: fc.nat(WRITERS - 1),
    }) as fc.Arbitrary<Step>,
  },
  { weight: 2, arbitrary: fc.constant({ do: 'follow' } as const) },
  { weight: 1, arbitrary: fc.constant({ do: 'failToFollow' } as const) },
);

describe('followers of events', () => {
  let room: EventRoom;
  beforeAll(async () => {
    room = await EventRoom.open();
  });
  afterEach(() => room.clear());
  afterAll(() => room.close());

  /** Other databases of the same server may hold a follower up for a moment. */
  const untilSeen = (process: EventProcess, follower: string, count: number) =>
    until(async () => {
      await process.followers.advance();
      return (await room.seen(follower)).length >= count;
    }, `${follower} has seen ${count}`);

  async function committed(writer: Writer, count: number): Promise<string[]> {
    const ids: string[] = [];
    await writer.begin();
    for (let n = 0; n < count; n++) ids.push(await writer.append());
    await writer.end('COMMIT');
    return ids;
  }

  it('do not pass by what began earlier and commits later', async () => {
    const reader = await room.process();
    reader.follow('index');
    const [early, late] = [await room.writer(), await room.writer()];
    await early.begin();
    const first = await early.append();
    const [second] = await committed(late, 1);
    expect(first < second!).toBe(true);
    await reader.followers.advance();
    expect(await room.seen('index')).toEqual([]);
    await early.end('COMMIT');
    await untilSeen(reader, 'index', 2);
    expect(await room.seen('index')).toEqual([first, second]);
  });

  it('see every committed event exactly once, each transaction’s in order, however transactions and readers interleave', async () => {
    const reader = await room.process();
    let fails = false;
    reader.follow('index', () => {
      if (fails) throw new Error('failed after its effects were written');
    });
    const writers = await Promise.all(Array.from({ length: WRITERS }, () => room.writer()));
    await fc.assert(
      fc.asyncProperty(fc.array(aStep, { minLength: 10, maxLength: 60, size: 'max' }), async (steps) => {
        await room.admin.query('TRUNCATE seen');
        const open = writers.map((): string[] => []);
        const transactions: string[][] = [];
        const end = async (at: number, how: 'COMMIT' | 'ROLLBACK') => {
          await writers[at]!.end(how);
          if (how === 'COMMIT') transactions.push(open[at]!);
        };
        for (const step of steps) {
          if (!('writer' in step)) {
            fails = step.do === 'failToFollow';
            await reader.followers.advance();
            continue;
          }
          const writer = writers[step.writer]!;
          const isEnd = step.do === 'COMMIT' || step.do === 'ROLLBACK';
          if (!writer.isOpen) {
            if (isEnd) continue;
            open[step.writer] = [];
            await writer.begin();
          }
          if (step.do === 'append') open[step.writer]!.push(await writer.append());
          else if (step.do === 'appendAndUndo') await writer.appendAndUndo();
          else await end(step.writer, step.do);
        }
        for (const [at, writer] of writers.entries()) if (writer.isOpen) await end(at, at % 2 ? 'COMMIT' : 'ROLLBACK');
        fails = false;
        const all = transactions.flat();
        await untilSeen(reader, 'index', all.length);
        const seen = await room.seen('index');
        expect([...seen].sort()).toEqual([...all].sort());
        for (const ids of transactions) expect(seen.filter((id) => ids.includes(id))).toEqual(ids);
      }),
      // Looking for a shorter example would wait in vain each time.
      { numRuns: 100, endOnFailure: true },
    );
  });

  it('are moved by one process at a time, and no effect is kept twice', async () => {
    const processes = await Promise.all([room.process(), room.process(), room.process()]);
    let working = 0;
    let most = 0;
    for (const process of processes) {
      process.follow('index', async () => {
        most = Math.max(most, ++working);
        await process.unitOfWork.query('SELECT pg_sleep(0.01)');
        working--;
      });
    }
    const writer = await room.writer();
    const ids: string[] = [];
    for (let round = 0; round < 10; round++) {
      ids.push(...(await committed(writer, 3)));
      await Promise.all(processes.map(({ followers }) => followers.advance()));
    }
    await untilSeen(processes[0]!, 'index', ids.length);
    expect(await room.seen('index')).toEqual(ids);
    expect(most).toBe(1);
  });

  it('lose nothing and double nothing when killed in the middle of a batch', async () => {
    const ids = await committed(await room.writer(), 20);
    await room.admin.query(`SELECT pg_advisory_lock(${HOLD})`);
    const victim = await aFollowingProcess(room.database, 'index');
    try {
      await until(async () => (await waiting()) === 1, 'it is in the middle of a batch');
      await victim.kill();
    } finally {
      await room.admin.query('SELECT pg_advisory_unlock_all()');
    }
    const next = await room.process();
    next.follow('index');
    await untilSeen(next, 'index', ids.length);
    await next.followers.advance();
    expect(await room.seen('index')).toEqual(ids);
  });

  it('keep their place where they fail, without hindering one another', async () => {
    const process = await room.process();
    process.follow('broken', () => Promise.reject(new TypeError('broken')));
    process.follow('index');
    const ids = await committed(await room.writer(), 2);
    await untilSeen(process, 'index', 2);
    expect([await room.seen('broken'), await room.seen('index')]).toEqual([[], ids]);
    expect(new Set(process.warnings)).toEqual(new Set(['TypeError']));
  });

  it('hear only of what they asked for, and move past the rest', async () => {
    const process = await room.process();
    process.follow('index');
    const other = PULLED_DOWN.of(newId(), { organisationId: null }, {});
    await process.unitOfWork.run(system('test'), () => process.bus.append(other));
    const { rows } = await room.admin.query('SELECT id FROM event');
    await until(async () => {
      await process.followers.advance();
      return (await room.positions())[0] === rows[0].id;
    }, 'it has moved past it');
    expect(await room.seen('index')).toEqual([]);
  });

  it('wait for whoever writes anywhere on the server, and not for those who only read', async () => {
    const elsewhere = await cloneDatabase();
    const [busy, idle] = [elsewhere, room.database].map(
      ({ superuserUrl }) => new Client({ connectionString: superuserUrl }),
    );
    await Promise.all([busy!.connect(), idle!.connect()]);
    try {
      const process = await room.process();
      process.follow('index');
      await idle!.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
      await idle!.query('SELECT count(*) FROM firm');
      const writer = await room.writer();
      const ids = await committed(writer, 1);
      await untilSeen(process, 'index', 1);

      await busy!.query('BEGIN');
      await busy!.query('CREATE TABLE unrelated ()');
      ids.push(...(await committed(writer, 1)));
      await process.followers.advance();
      expect(await room.seen('index')).toHaveLength(1);
      await busy!.query('ROLLBACK');
      await untilSeen(process, 'index', 2);
      expect(await room.seen('index')).toEqual(ids);
    } finally {
      await Promise.all([busy!.end(), idle!.end()]);
      await elsewhere.close();
    }
  });

  it('stop, and say so, where the events come from a server whose transactions were ahead', async () => {
    const process = await room.process();
    process.follow('index');
    await room.admin.query(
      `INSERT INTO event (id, xid, type, version, subject_type, subject_id, actor_kind, data)
       VALUES ($1, (pg_current_xact_id()::text::bigint + 1000000)::text::xid8, $2, 1, 'wall', $1, 'SYSTEM', '{}')`,
      [newId(), PAINTED.type],
    );
    await process.followers.advance();
    expect(process.warnings).toEqual(['EventsFromElsewhereError']);
  });

  it('forget what is old and passed by all', async () => {
    const process = await room.process();
    process.follow('index');
    const at = (days: number) => v7({ msecs: Date.now() - days * DAY });
    const add = (id: string, days: number) =>
      room.admin.query(
        `INSERT INTO event (id, type, version, subject_type, subject_id, actor_kind, at, data)
         VALUES ($1, $2, 1, 'wall', $1, 'SYSTEM', now() - make_interval(days => $3), '{}')`,
        [id, PAINTED.type, days],
      );
    const [old, young, oldUnread] = [at(401), at(399), at(500)];
    await add(old, 401);
    await add(young, 399);
    await untilSeen(process, 'index', 2);
    await add(oldUnread, 500);
    expect(await process.retention.remove('events')).toBe(1);
    const left = await room.admin.query('SELECT id FROM event ORDER BY xid, id');
    expect(left.rows.map(({ id }) => id)).toEqual([young, oldUnread]);
    await untilSeen(process, 'index', 3);
    expect(await process.retention.remove('events')).toBe(1);
  });

  async function waiting(): Promise<number> {
    const { rows } = await room.admin.query(
      `SELECT count(*)::int AS count FROM pg_locks WHERE locktype = 'advisory' AND objid = ${HOLD} AND NOT granted
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    );
    return rows[0].count;
  }
});
