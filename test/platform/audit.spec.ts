import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { Audit } from '../../src/platform/audit/audit.js';
import { AuditCheck, type AuditChainCheck } from '../../src/platform/audit/audit-check.js';
import { AuditSealer } from '../../src/platform/audit/audit-sealer.js';
import { PublishedHeads } from '../../src/platform/audit/published-heads.js';
import { readConfig } from '../../src/platform/config/config.js';
import { type Actor, system } from '../../src/platform/database/actor.js';
import { applicationDataSource } from '../../src/platform/database/data-source.js';
import { newId } from '../../src/platform/database/new-id.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { Routines } from '../../src/platform/jobs/routines.js';
import { cloneDatabase, type TestDatabase } from '../harness/test-service.js';
import { Gate } from '../harness/until.js';

const SYSTEM = system('test.audit');
const SUPPLIER: Actor = { kind: 'SUPPLIER', personId: newId(), organisationId: newId(), role: 'OWNER' };

describe('the audit trail', () => {
  let database: TestDatabase;
  let admin: Client;
  let dataSource: DataSource;
  let unitOfWork: UnitOfWork;
  let audit: Audit;
  let sealer: AuditSealer;
  let check: AuditCheck;

  beforeAll(async () => {
    database = await cloneDatabase();
    admin = new Client({ connectionString: database.superuserUrl });
    await admin.connect();
    dataSource = await applicationDataSource(database.url, [], 4).initialize();
    unitOfWork = new UnitOfWork(dataSource);
    [audit, sealer] = [new Audit(unitOfWork), new AuditSealer(unitOfWork, new Routines())];
    check = new AuditCheck(unitOfWork);
  });
  afterEach(() => admin.query('TRUNCATE audit_entry, audit_seal, audit_head'));
  afterAll(async () => {
    await dataSource?.destroy();
    await admin?.end();
    await database?.close();
  });

  const record = (count: number, actor: Actor = SUPPLIER) =>
    unitOfWork.run(actor, async () => {
      for (let index = 0; index < count; index++)
        await audit.record('firm.update', 'firm', newId(), { index, note: 'đúc' });
    });
  /** Three seals of two entries of one organisation each. */
  const threeSeals = async (): Promise<void> => {
    for (let seal = 0; seal < 3; seal++) {
      await record(2);
      await sealer.seal();
    }
  };

  describe('what is recorded', () => {
    it('says who, for whom and why, as the database knows it', async () => {
      await record(1);
      await record(1, SYSTEM);
      const { rows } = await admin.query('SELECT * FROM audit_entry ORDER BY id');
      expect(rows).toEqual([
        expect.objectContaining({
          actor_kind: 'SUPPLIER',
          person_id: SUPPLIER.personId,
          organisation_id: SUPPLIER.organisationId,
          purpose: null,
          action: 'firm.update',
          data: { index: 0, note: 'đúc' },
          chain: SUPPLIER.organisationId,
          position: null,
          hash: null,
        }),
        expect.objectContaining({
          actor_kind: 'SYSTEM',
          person_id: null,
          organisation_id: null,
          purpose: 'test.audit',
        }),
      ]);
    });

    it('commits with the change it tells of, or not at all', async () => {
      const failing = unitOfWork.run(SUPPLIER, async () => {
        await audit.record('firm.update', 'firm', newId());
        throw new Error('failed');
      });
      await expect(failing).rejects.toThrow('failed');
      expect((await admin.query('SELECT FROM audit_entry')).rowCount).toBe(0);
    });

    it.each([
      ['another kind', `actor_kind`, `'AUTHORITY'`],
      ['another organisation', `organisation_id`, `gen_random_uuid()`],
      ['another person', `person_id`, `gen_random_uuid()`],
      ['a place of its own', `position`, `1`],
    ])('cannot be put down to %s', async (_what, column, value) => {
      const forging = unitOfWork.run(SUPPLIER, () =>
        unitOfWork.query(`INSERT INTO audit_entry (id, action, subject_type, subject_id, ${column})
          VALUES (gen_random_uuid(), 'a', 'b', 'c', ${value})`),
      );
      await expect(forging).rejects.toMatchObject({ driverError: { code: '42501' } });
    });

    it('is read by its organisation, not by others, and by no authority', async () => {
      await record(1);
      const seenBy = async (actor: Actor) =>
        (await unitOfWork.run(actor, () => unitOfWork.query('SELECT id FROM audit_entry'))).length;
      expect(await seenBy(SUPPLIER)).toBe(1);
      expect(await seenBy({ ...SUPPLIER, kind: 'AUTHORITY', organisationId: newId() })).toBe(0);
      expect(await seenBy({ ...SUPPLIER, organisationId: newId() })).toBe(0);
      expect(await seenBy({ ...SUPPLIER, kind: 'BUYER', organisationId: newId() })).toBe(0);
    });
  });

  it('cannot be edited or removed by the application, whoever is acting', async () => {
    await record(1);
    await sealer.seal();
    await record(1);
    for (const actor of [SUPPLIER, SYSTEM, { ...SUPPLIER, kind: 'AUTHORITY' } as Actor]) {
      for (const change of [
        `UPDATE audit_entry SET action = 'nothing'`,
        `UPDATE audit_entry SET data = '{}' WHERE position IS NULL`,
        'DELETE FROM audit_entry',
        'TRUNCATE public.audit_entry',
        `UPDATE audit_seal SET hash = ''`,
        'DELETE FROM audit_seal',
        `UPDATE audit_head SET hash = ''`,
        'DELETE FROM audit_head',
      ]) {
        const changing = unitOfWork.run(actor, () => unitOfWork.query(change));
        await expect(changing).rejects.toMatchObject({ driverError: { code: '42501' } });
      }
    }
    await unitOfWork.run(SYSTEM, () =>
      unitOfWork.query(`UPDATE audit_entry SET position = 9, hash = '' WHERE position IS NOT NULL`),
    );
    expect(await check.check()).toEqual({ intact: true, chains: 1, entries: 1, seals: 1, unsealed: 1 });
  });

  describe('the chains', () => {
    const intact = (numbers: Partial<AuditChainCheck>) => ({ intact: true, unsealed: 0, ...numbers });

    it('are one for each organisation, and one of Ketnoi’s own', async () => {
      const other = { ...SUPPLIER, organisationId: newId() };
      for (const actor of [SUPPLIER, other, SYSTEM]) await record(2, actor);
      await sealer.seal();
      await record(1);
      await sealer.seal();
      await record(1, SYSTEM);
      expect(await check.check()).toEqual(intact({ chains: 3, entries: 7, seals: 2, unsealed: 1 }));
      const { rows } = await admin.query(
        `SELECT chain, array_agg(position::int ORDER BY position) AS places FROM audit_entry GROUP BY 1`,
      );
      expect(new Map(rows.map(({ chain, places }) => [chain, places]))).toEqual(
        new Map([
          [SUPPLIER.organisationId, [1, 2, 3]],
          [other.organisationId, [1, 2]],
          ['00000000-0000-0000-0000-000000000000', [1, 2, null]],
        ]),
      );
    });

    it('do not grow where nothing has happened', async () => {
      expect(await sealer.seal()).toBe(0);
      expect(await check.check()).toEqual(intact({ chains: 0, entries: 0, seals: 0 }));
    });

    it('take up entries that commit after younger ones were sealed', async () => {
      const gate = new Gate();
      const slow = unitOfWork.run(SUPPLIER, async () => {
        await audit.record('firm.update', 'firm', newId());
        await gate.pass();
      });
      await record(2);
      await sealer.seal();
      gate.open();
      await slow;
      expect(await sealer.seal()).toBe(1);
      expect(await check.check()).toEqual(intact({ chains: 1, entries: 3, seals: 2 }));
    });

    it('are unbroken after 1,000 parallel writers, with four sealers at it meanwhile', async () => {
      const organisations = Array.from({ length: 7 }, () => newId());
      const writers = Array.from({ length: 1_000 }, (_, index) =>
        record(1, { ...SUPPLIER, organisationId: organisations[index % 7]! }),
      );
      let isWriting = true;
      const sealing = Array.from({ length: 4 }, async () => {
        while (isWriting) await sealer.sealAll().catch(() => undefined);
      });
      await Promise.all(writers);
      isWriting = false;
      await Promise.all(sealing);
      await sealer.sealAll();
      expect(await check.check()).toEqual(intact({ chains: 7, entries: 1_000, seals: expect.any(Number) as never }));
    });

    const of = (position: number) => `(SELECT id FROM audit_entry WHERE position = ${position})`;
    it.each([
      ['an entry was edited', `UPDATE audit_entry SET action = 'nothing' WHERE position = 3`, 'entry 3'],
      ['its data was edited', `UPDATE audit_entry SET data = data || '{"note": "tiện"}' WHERE position = 1`, 'entry 1'],
      [
        'it was put down to somebody else',
        `UPDATE audit_entry SET person_id = gen_random_uuid() WHERE position = 6`,
        'entry 6',
      ],
      ['its time was moved', `UPDATE audit_entry SET at = at - interval '1 microsecond' WHERE position = 4`, 'entry 4'],
      [
        'a person was moved to where the purpose stands',
        `UPDATE audit_entry SET person_id = NULL, purpose = person_id::text WHERE position = 4`,
        'entry 4',
      ],
      ['it was removed', `DELETE FROM audit_entry WHERE position = 4`, 'entry 4'],
      [
        'it was removed, and those after it moved up',
        `DELETE FROM audit_entry WHERE position = 2;
        UPDATE audit_entry SET position = -position; UPDATE audit_entry SET position = -position - CASE WHEN position < -2 THEN 1 ELSE 0 END`,
        'entry 2',
      ],
      [
        'one was slipped in',
        `UPDATE audit_entry SET position = -position;
        UPDATE audit_entry SET position = -position + CASE WHEN position < -2 THEN 1 ELSE 0 END;
        INSERT INTO audit_entry (id, actor_kind, organisation_id, action, subject_type, subject_id, position, hash)
        SELECT gen_random_uuid(), 'SYSTEM', organisation_id, 'a', 'b', 'c', 3, hash FROM audit_entry WHERE position = 2`,
        'entry 3',
      ],
      [
        'two were exchanged',
        `UPDATE audit_entry SET position = -7 + position WHERE position IN (2, 5);
        UPDATE audit_entry SET position = -position WHERE position < 0`,
        'entry 2',
      ],
      ['the newest were cut off', `DELETE FROM audit_entry WHERE position > 4`, 'entry 5'],
      ['all were removed', `DELETE FROM audit_entry`, 'entry 1'],
      [
        'one was added past its seal',
        `INSERT INTO audit_entry (id, actor_kind, organisation_id, action, subject_type, subject_id, position, hash)
        SELECT gen_random_uuid(), 'SYSTEM', organisation_id, 'a', 'b', 'c', 7, '' FROM audit_entry WHERE position = 6`,
        'entry 7',
      ],
      ['its hash was edited', `UPDATE audit_entry SET hash = repeat('0', 64) WHERE id = ${of(5)}`, 'entry 5'],
      ['what a seal covers was edited', `UPDATE audit_head SET hash = repeat('0', 64) WHERE position = 4`, 'entry 4'],
      ['a seal was edited', `UPDATE audit_seal SET hash = repeat('0', 64) WHERE number = 2`, 'seal 2'],
      [
        'a seal was removed',
        `DELETE FROM audit_head WHERE seal = 2; DELETE FROM audit_seal WHERE number = 2`,
        'seal 2',
      ],
    ])('name what is broken first where %s', async (_what, tampering, broken) => {
      await threeSeals();
      expect(await check.check()).toEqual(intact({ chains: 1, entries: 6, seals: 3 }));
      await admin.query(tampering);
      expect(await check.check()).toMatchObject({ intact: false, broken: expect.stringMatching(`^${broken} `) });
    });

    it('are checked in bounded memory: 100,000 entries', async () => {
      await admin.query(`INSERT INTO audit_entry (id, actor_kind, organisation_id, action, subject_type, subject_id, data)
        SELECT gen_random_uuid(), 'SUPPLIER', md5((n % 50)::text)::uuid, 'firm.update', 'firm', n::text, jsonb_build_object('revision', n)
        FROM generate_series(1, 100000) n`);
      await admin.query('ANALYZE audit_entry');
      await sealer.sealAll();
      const before = process.memoryUsage().heapUsed;
      let most = 0;
      const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().heapUsed)), 20);
      const started = Date.now();
      expect(await check.check()).toEqual(intact({ chains: 50, entries: 100_000, seals: 100 }));
      clearInterval(watch);
      const [seconds, megabytes] = [(Date.now() - started) / 1000, (most - before) / 1e6];
      process.stdout.write(
        `100,000 entries checked in ${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MB more at most\n`,
      );
      expect(megabytes).toBeLessThan(150);
    });
  });

  describe('heads that were published to a file', () => {
    const home = mkdtempSync(join(tmpdir(), 'ketnoi-heads-'));
    let heads: PublishedHeads;
    beforeAll(() => {
      heads = new PublishedHeads(unitOfWork, check, readConfig({ KETNOI_HOME: home }), new Routines());
    });
    afterEach(() => rmSync(heads.file, { force: true }));
    afterAll(() => rmSync(home, { recursive: true }));

    it('are a line for each time something was sealed, and hold', async () => {
      await heads.publish();
      expect(await heads.compare()).toEqual({ holds: true, lines: 0, last: null });
      await threeSeals();
      await heads.publish();
      await heads.publish();
      await threeSeals();
      await heads.publish();
      const lines = readFileSync(heads.file, 'utf8').trim().split('\n');
      expect(lines).toEqual([
        expect.stringMatching(/^\d{4}-\S+Z seal 3, 1 chains, 6 entries: [0-9a-f]{64}$/),
        expect.stringMatching(/^\d{4}-\S+Z seal 6, 1 chains, 12 entries: [0-9a-f]{64}$/),
      ]);
      expect(await heads.compare()).toEqual({ holds: true, lines: 2, last: lines[1] });
    });

    it('show that the newest entries were cut off together with their seals, also once others follow', async () => {
      await threeSeals();
      await heads.publish();
      await admin.query(`DELETE FROM audit_entry WHERE position > 4; DELETE FROM audit_head WHERE position > 4;
        DELETE FROM audit_seal WHERE number = 3`);
      expect(await check.check()).toMatchObject({ intact: true, entries: 4 });
      expect(await heads.compare()).toMatchObject({ holds: false, line: 1 });
      await record(2);
      await sealer.seal();
      expect(await check.check()).toMatchObject({ intact: true, entries: 6 });
      expect(await heads.compare()).toMatchObject({ holds: false, line: 1 });
    });

    it('show a line that is none', async () => {
      appendFileSync(heads.file, 'something else\n');
      expect(await heads.compare()).toEqual({ holds: false, line: 1, text: 'something else' });
    });
  });
});
