import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { type Actor, ANONYMOUS, system } from '../../src/platform/database/actor.js';
import { applicationDataSource } from '../../src/platform/database/data-source.js';
import { newId } from '../../src/platform/database/new-id.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { cloneDatabase, type TestDatabase } from '../harness/test-service.js';
import { Gate, until } from '../harness/until.js';

const SYSTEM = system('test.tally');
const SUPPLIER: Actor = { kind: 'SUPPLIER', personId: newId(), organisationId: newId(), role: 'OWNER' };

describe('the unit of work', () => {
  let database: TestDatabase;
  let admin: Client;
  let dataSource: DataSource;
  let unitOfWork: UnitOfWork;

  beforeAll(async () => {
    database = await cloneDatabase();
    admin = new Client({ connectionString: database.superuserUrl });
    await admin.connect();
    await admin.query(`CREATE TABLE tally (id integer PRIMARY KEY, amount integer NOT NULL);
      GRANT ALL ON tally TO PUBLIC`);
    await admin.query(
      `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET deadlock_timeout = 50', current_database()); END $$`,
    );
    dataSource = await applicationDataSource(database.url, [], 3).initialize();
    unitOfWork = new UnitOfWork(dataSource);
  });
  afterAll(async () => {
    await dataSource?.destroy();
    await admin?.end();
    await database?.close();
  });
  beforeEach(async () => {
    await admin.query('TRUNCATE tally, outbox; INSERT INTO tally VALUES (1, 0), (2, 0)');
  });

  const amounts = async (): Promise<number[]> =>
    (await admin.query('SELECT amount FROM tally ORDER BY id')).rows.map(({ amount }) => amount);
  const read = async (id: number): Promise<number> =>
    (await unitOfWork.query<{ amount: number }>('SELECT amount FROM tally WHERE id = $1', [id]))[0]!.amount;
  const write = (id: number, amount: number) =>
    unitOfWork.query('UPDATE tally SET amount = $2 WHERE id = $1', [id, amount]);
  const SETTINGS = `SELECT acting_kind() AS kind, current_setting('ketnoi.person_id', true) AS person,
    current_setting('ketnoi.organisation_id', true) AS organisation, current_setting('ketnoi.purpose', true) AS purpose`;
  const settings = async () => (await unitOfWork.query<Record<string, string>>(SETTINGS))[0];

  describe('the acting identity', () => {
    it('is known to the database inside and gone afterwards, on the very same connection', async () => {
      const single = await applicationDataSource(database.url, [], 1).initialize();
      const work = new UnitOfWork(single);
      const ask = async () => (await work.query<object>(SETTINGS))[0];
      try {
        expect(await work.run(SUPPLIER, ask)).toEqual({
          kind: 'SUPPLIER',
          person: SUPPLIER.personId,
          organisation: SUPPLIER.organisationId,
          purpose: '',
        });
        const nobody = { kind: null, person: '', organisation: '', purpose: '' };
        expect((await single.query(SETTINGS))[0]).toEqual(nobody);
        await expect(work.run(SYSTEM, () => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
        expect((await single.query(SETTINGS))[0]).toEqual(nobody);
        expect(await work.run(ANONYMOUS, ask)).toEqual({ ...nobody, kind: 'ANONYMOUS' });
        expect(await work.run(SYSTEM, ask)).toEqual({ ...nobody, kind: 'SYSTEM', purpose: 'test.tally' });
      } finally {
        await single.destroy();
      }
    });

    it('is told before the work’s first statement', async () => {
      const statements: string[] = [];
      const { logger } = dataSource;
      dataSource.logger = Object.assign(Object.create(logger), { logQuery: (sql: string) => statements.push(sql) });
      await unitOfWork
        .run(SYSTEM, () => unitOfWork.query('SELECT 1 AS work'))
        .finally(() => (dataSource.logger = logger));
      const order = ['START TRANSACTION', 'set_config', 'SELECT 1 AS work', 'COMMIT'].map((part) =>
        statements.findIndex((sql) => sql.includes(part)),
      );
      expect(order).not.toContain(-1);
      expect(order).toEqual([...order].sort((a, b) => a - b));
    });

    it('is kept apart between units of work that run at the same time', async () => {
      const gate = new Gate();
      const inside = (actor: Actor) =>
        unitOfWork.run(actor, async () => {
          if (gate.arrivals === 1) gate.open();
          await gate.pass();
          return [unitOfWork.actor, (await settings())!.kind];
        });
      expect(await Promise.all([inside(SUPPLIER), inside(SYSTEM)])).toEqual([
        [SUPPLIER, 'SUPPLIER'],
        [SYSTEM, 'SYSTEM'],
      ]);
    });

    it('changes for a stretch with actAs, and is back after it, after a failure too', async () => {
      await admin.query(`INSERT INTO audit_entry (id, actor_kind, action, subject_type, subject_id)
        VALUES (gen_random_uuid(), 'SYSTEM', 'a', 'b', 'c')`);
      const visible = async () => (await unitOfWork.query('SELECT id FROM audit_entry')).length;
      await unitOfWork.run(SUPPLIER, async () => {
        expect(await visible()).toBe(0);
        expect(await unitOfWork.actAs(SYSTEM, async () => [unitOfWork.actor, await visible()])).toEqual([SYSTEM, 1]);
        expect([unitOfWork.actor, await visible()]).toEqual([SUPPLIER, 0]);
        await expect(unitOfWork.actAs(SYSTEM, () => Promise.reject(new Error('wrong')))).rejects.toThrow('wrong');
        expect([unitOfWork.actor, await visible()]).toEqual([SUPPLIER, 0]);
      });
    });
  });

  describe('outside of one', () => {
    it('nothing can be asked through it', async () => {
      expect(unitOfWork.isOpen).toBe(false);
      expect(() => unitOfWork.manager).toThrow('No unit of work is open');
      expect(() => unitOfWork.actor).toThrow('No unit of work is open');
      await expect(unitOfWork.query('SELECT 1')).rejects.toThrow('No unit of work is open');
    });

    it('another cannot be opened inside', async () => {
      const nested = unitOfWork.run(SYSTEM, () => unitOfWork.run(SYSTEM, async () => 1));
      await expect(nested).rejects.toThrow('already open');
    });
  });

  describe('where two collide', () => {
    it('the loser is run again from the start and loses no update', async () => {
      const gate = new Gate();
      let tries = 0;
      const addOne = () =>
        unitOfWork.run(SYSTEM, async () => {
          tries++;
          const amount = await read(1);
          if (gate.arrivals === 1) gate.open();
          await gate.pass();
          await write(1, amount + 1);
        });
      await Promise.all([addOne(), addOne()]);
      expect(await amounts()).toEqual([2, 0]);
      expect(tries).toBe(3);
    });

    it('a deadlock costs a second try and nothing else', async () => {
      const gate = new Gate();
      let tries = 0;
      const addToBoth = (first: number, second: number) =>
        unitOfWork.run(SYSTEM, async () => {
          tries++;
          await unitOfWork.query('UPDATE tally SET amount = amount + 1 WHERE id = $1', [first]);
          if (gate.arrivals === 1) gate.open();
          await gate.pass();
          await unitOfWork.query('UPDATE tally SET amount = amount + 1 WHERE id = $1', [second]);
        });
      await Promise.all([addToBoth(1, 2), addToBoth(2, 1)]);
      expect(await amounts()).toEqual([2, 2]);
      expect(tries).toBeGreaterThan(2);
    });

    it('gives up after so many tries', async () => {
      let tries = 0;
      const alwaysBeaten = unitOfWork.run(
        SYSTEM,
        async () => {
          tries++;
          const amount = await read(1);
          await admin.query('UPDATE tally SET amount = amount + 10 WHERE id = 1');
          await write(1, amount + 1);
        },
        { attempts: 3 },
      );
      await expect(alwaysBeaten).rejects.toMatchObject({ driverError: { code: '40001' } });
      expect(tries).toBe(3);
      expect(await amounts()).toEqual([30, 0]);
    });

    it('tries nothing again that failed for another reason', async () => {
      let tries = 0;
      const twice = unitOfWork.run(SYSTEM, async () => {
        tries++;
        await unitOfWork.query('INSERT INTO tally VALUES (1, 1)');
      });
      await expect(twice).rejects.toMatchObject({ driverError: { code: '23505' } });
      expect(tries).toBe(1);
    });

    it('tries again where one of several statements sent together collides', async () => {
      let tries = 0;
      await unitOfWork.run(SYSTEM, async () => {
        const [one, two] = await Promise.all([read(1), read(2)]);
        if (++tries === 1) await admin.query('UPDATE tally SET amount = 5 WHERE id = 1');
        await Promise.all([write(1, one + 1), write(2, two + 1), read(2)]);
      });
      expect(tries).toBe(2);
      expect(await amounts()).toEqual([6, 1]);
    });
  });

  describe('what it keeps', () => {
    it('reads one snapshot from beginning to end', async () => {
      const seen = await unitOfWork.run(SYSTEM, async () => {
        const before = await read(1);
        await admin.query('UPDATE tally SET amount = 7 WHERE id = 1');
        return [before, await read(1)];
      });
      expect(seen).toEqual([0, 0]);
    });

    it('is everything, or nothing where it fails', async () => {
      await unitOfWork.run(SYSTEM, async () => void (await Promise.all([write(1, 1), write(2, 1)])));
      const failing = unitOfWork.run(SYSTEM, async () => {
        await write(1, 2);
        throw new Error('failed');
      });
      await expect(failing).rejects.toThrow('failed');
      expect(await amounts()).toEqual([1, 1]);
    });

    it('answers the rows of RETURNING', async () => {
      const rows = await unitOfWork.run(SYSTEM, () =>
        unitOfWork.query('UPDATE tally SET amount = 3 WHERE id = 2 RETURNING id, amount'),
      );
      expect(rows).toEqual([{ id: 2, amount: 3 }]);
    });

    it('is nothing where it may only read', async () => {
      const writing = unitOfWork.run(SYSTEM, () => write(1, 1), { readOnly: true });
      await expect(writing).rejects.toThrow('read-only transaction');
      expect(await amounts()).toEqual([0, 0]);
    });

    it('is nothing of a dry run, which still has its answer', async () => {
      let told = false;
      const keepNothing = { isKept: () => false };
      const answer = await unitOfWork.run(
        SYSTEM,
        async () => {
          unitOfWork.afterCommit(() => (told = true));
          await write(1, 9);
          return read(1);
        },
        keepNothing,
      );
      expect([answer, told, await amounts()]).toEqual([9, false, [0, 0]]);
      await expect(unitOfWork.run(SYSTEM, () => Promise.reject(new Error('failed')), keepNothing)).rejects.toThrow(
        'failed',
      );
    });

    it('leaves out the steps that were undone, inside one another too', async () => {
      await unitOfWork.run(SYSTEM, async () => {
        await write(1, 1);
        const value = await unitOfWork.undoIf(
          (answer) => answer === 'refused',
          async () => {
            await write(1, 2);
            await unitOfWork.undoIf(
              () => false,
              () => write(2, 2),
            );
            return 'refused';
          },
        );
        expect(value).toBe('refused');
        await unitOfWork.undoIf(
          () => false,
          () => write(2, 3),
        );
      });
      expect(await amounts()).toEqual([1, 3]);
    });
  });

  describe('what follows the commit', () => {
    it('happens once, after the change is there for all to see', async () => {
      const seen: Promise<number[]>[] = [];
      let tries = 0;
      await unitOfWork.run(SYSTEM, async () => {
        unitOfWork.afterCommit(() => seen.push(amounts()));
        const amount = await read(1);
        if (++tries === 1) await admin.query('UPDATE tally SET amount = 5 WHERE id = 1');
        await write(1, amount + 1);
      });
      expect(tries).toBe(2);
      expect(await Promise.all(seen)).toEqual([[6, 0]]);
    });

    it('does not happen where there was none', async () => {
      let told = false;
      const failing = unitOfWork.run(SYSTEM, async () => {
        unitOfWork.afterCommit(() => (told = true));
        throw new Error('failed');
      });
      await expect(failing).rejects.toThrow('failed');
      const refusedAtCommit = unitOfWork.run(SYSTEM, async () => {
        unitOfWork.afterCommit(() => (told = true));
        await unitOfWork.query('CREATE TEMPORARY TABLE late (id integer UNIQUE DEFERRABLE INITIALLY DEFERRED)');
        await unitOfWork.query('INSERT INTO late VALUES (1), (1)');
      });
      await expect(refusedAtCommit).rejects.toThrow('late_id_key');
      await nextTurn();
      expect(told).toBe(false);
    });
  });

  describe('slow work', () => {
    it('is done once, while nothing is written and no connection held, and the rest is run again with its answer', async () => {
      const { master: pool } = dataSource.driver as unknown as { master: { totalCount: number; idleCount: number } };
      const seen: unknown[] = [];
      let runs = 0;
      const answer = await unitOfWork.run(SYSTEM, async () => {
        runs++;
        await write(1, (await read(1)) + 1);
        const slow = await unitOfWork.apart('how much?', async () => {
          seen.push(await amounts(), pool.idleCount === pool.totalCount, unitOfWork.isOpen);
          return 40;
        });
        await write(2, slow + (await read(1)));
        return slow;
      });
      expect([answer, runs, seen]).toEqual([40, 2, [[0, 0], true, false]]);
      expect(await amounts()).toEqual([1, 41]);
    });

    it('is not done again for a collision that comes after it', async () => {
      let slow = 0;
      let runs = 0;
      await unitOfWork.run(SYSTEM, async () => {
        await unitOfWork.apart('once', async () => slow++);
        const before = await read(1);
        if (++runs === 1) await admin.query('UPDATE tally SET amount = 5 WHERE id = 1');
        await write(1, before + 1);
      });
      expect([slow, runs, (await amounts())[0]]).toEqual([1, 2, 6]);
    });

    it('that fails, fails the whole, and that never comes to an end, too', async () => {
      const failing = unitOfWork.run(SYSTEM, () => unitOfWork.apart('no', () => Promise.reject(new Error('no'))));
      await expect(failing).rejects.toThrow('no');
      const endless = unitOfWork.run(SYSTEM, () => unitOfWork.apart(newId(), async () => 1));
      await expect(endless).rejects.toThrow('asked for slow work 50 times');
    });
  });

  it('gives every connection back, whatever happened', async () => {
    const failing = Array.from({ length: 12 }, () =>
      unitOfWork.run(SYSTEM, () => unitOfWork.query('SELECT 1/0')).catch((error: Error) => error.message),
    );
    expect(new Set(await Promise.all(failing))).toEqual(new Set(['division by zero']));
    expect(await unitOfWork.run(SYSTEM, () => read(1))).toBe(0);
  });

  it('outlives the loss of its connections', async () => {
    await unitOfWork.run(SYSTEM, () => read(1));
    const cut = unitOfWork.run(SYSTEM, async () => {
      await admin.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = 'ketnoi'`);
      await write(1, 1);
    });
    await expect(cut).rejects.toThrow();
    // Connections nobody was using notice by and by.
    await until(
      () =>
        unitOfWork
          .run(SYSTEM, () => read(1))
          .then(
            (amount) => amount === 0,
            () => false,
          ),
      'it works again',
    );
  });
});
