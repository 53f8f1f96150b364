import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { Audit } from '../../src/platform/audit/audit.js';
import { AuditSealer } from '../../src/platform/audit/audit-sealer.js';
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

  beforeAll(async () => {
    database = await cloneDatabase();
    admin = new Client({ connectionString: database.superuserUrl });
    await admin.connect();
    dataSource = await applicationDataSource(database.url, [], 4).initialize();
    unitOfWork = new UnitOfWork(dataSource);
    [audit, sealer] = [new Audit(unitOfWork), new AuditSealer(unitOfWork, new Routines())];
  });
  afterEach(() => admin.query('TRUNCATE audit_entry, audit_seal'));
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
  /** Three seals of two entries each. */
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
          seal: null,
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
      ['a seal of its own', `seal`, `1`],
    ])('cannot be put down to %s', async (_what, column, value) => {
      const forging = unitOfWork.run(SUPPLIER, () =>
        unitOfWork.query(`INSERT INTO audit_entry (id, action, subject_type, subject_id, ${column})
          VALUES (gen_random_uuid(), 'a', 'b', 'c', ${value})`),
      );
      await expect(forging).rejects.toMatchObject({ driverError: { code: '42501' } });
    });

    it('is read by its organisation and by the authority, not by others', async () => {
      await record(1);
      const seenBy = async (actor: Actor) =>
        (await unitOfWork.run(actor, () => unitOfWork.query('SELECT id FROM audit_entry'))).length;
      expect(await seenBy(SUPPLIER)).toBe(1);
      expect(await seenBy({ ...SUPPLIER, kind: 'AUTHORITY', organisationId: newId() })).toBe(1);
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
        `UPDATE audit_entry SET data = '{}' WHERE seal IS NULL`,
        'DELETE FROM audit_entry',
        'TRUNCATE audit_entry',
        `UPDATE audit_seal SET hash = ''`,
        'DELETE FROM audit_seal',
      ]) {
        const changing = unitOfWork.run(actor, () => unitOfWork.query(change));
        await expect(changing).rejects.toMatchObject({ driverError: { code: '42501' } });
      }
    }
    await unitOfWork.run(SYSTEM, () => unitOfWork.query('UPDATE audit_entry SET seal = 9 WHERE seal IS NOT NULL'));
    expect(await sealer.check()).toEqual({ intact: true, seals: 1, unsealed: 1 });
  });

  describe('the chain', () => {
    it('covers each entry once and holds', async () => {
      await threeSeals();
      await record(1);
      expect(await sealer.check()).toEqual({ intact: true, seals: 3, unsealed: 1 });
      const { rows } = await admin.query(
        'SELECT seal, count(*)::int AS entries FROM audit_entry GROUP BY 1 ORDER BY 1',
      );
      expect(rows).toEqual([
        { seal: '1', entries: 2 },
        { seal: '2', entries: 2 },
        { seal: '3', entries: 2 },
        { seal: null, entries: 1 },
      ]);
    });

    it('does not grow where nothing has happened', async () => {
      expect(await sealer.seal()).toBe(0);
      expect(await sealer.check()).toEqual({ intact: true, seals: 0, unsealed: 0 });
    });

    it('takes up entries that commit after younger ones were sealed', async () => {
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
      expect(await sealer.check()).toEqual({ intact: true, seals: 2, unsealed: 0 });
    });

    it('has no fork where several seal at once', async () => {
      await record(20);
      const sealed = await Promise.all(Array.from({ length: 4 }, () => sealer.seal()));
      expect(sealed.reduce((sum, each) => sum + each)).toBe(20);
      expect(await sealer.check()).toEqual({
        intact: true,
        seals: sealed.filter((each) => each > 0).length,
        unsealed: 0,
      });
    });

    it.each([
      [
        'an entry was edited',
        `UPDATE audit_entry SET action = 'nothing' WHERE id = (SELECT min(id::text)::uuid FROM audit_entry WHERE seal = 2)`,
        2,
      ],
      ['an entry’s data was edited', `UPDATE audit_entry SET data = data || '{"note": "tiện"}' WHERE seal = 1`, 1],
      [
        'an entry was put down to somebody else',
        `UPDATE audit_entry SET person_id = gen_random_uuid() WHERE seal = 3`,
        3,
      ],
      ['an entry’s time was moved', `UPDATE audit_entry SET at = at - interval '1 microsecond' WHERE seal = 2`, 2],
      [
        'a person was moved to where the organisation stands',
        `UPDATE audit_entry SET organisation_id = NULL, person_id = organisation_id,
         purpose = person_id::text WHERE seal = 2`,
        2,
      ],
      [
        'an entry was removed',
        `DELETE FROM audit_entry WHERE id = (SELECT max(id::text)::uuid FROM audit_entry WHERE seal = 2)`,
        2,
      ],
      [
        'an entry was slipped in',
        `INSERT INTO audit_entry (id, actor_kind, action, subject_type, subject_id, seal)
         VALUES (gen_random_uuid(), 'SYSTEM', 'a', 'b', 'c', 2)`,
        2,
      ],
      [
        'an entry was moved to another seal',
        `UPDATE audit_entry SET seal = 3 WHERE id = (SELECT min(id::text)::uuid FROM audit_entry WHERE seal = 2)`,
        2,
      ],
      [
        'a seal was removed with all it covers',
        `WITH seal AS (DELETE FROM audit_seal WHERE number = 2) DELETE FROM audit_entry WHERE seal = 2`,
        3,
      ],
      ['a seal’s hash was edited', `UPDATE audit_seal SET hash = repeat('0', 64) WHERE number = 1`, 1],
    ])('breaks where %s', async (_what, tampering, brokenAtSeal) => {
      await threeSeals();
      await admin.query(tampering);
      expect(await sealer.check()).toEqual({ intact: false, brokenAtSeal, seals: expect.any(Number), unsealed: 0 });
    });
  });
});
