import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { type ActorKind, ROLE_OF } from '../../src/platform/database/roles.js';
import { signedInSupplier, type SignedInClient } from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { aPdf, aRegisteredFirm, upload } from './suppliers-client.js';

const TABLES = ['firm', 'site', 'capability', 'certificate', 'certificate_site', 'verification', 'stored_file'];

describe('the tables of suppliers, from SQL', () => {
  let service: TestService;
  let client: Client;
  let supplier: SignedInClient;
  beforeAll(async () => {
    service = await startTestService();
    supplier = await signedInSupplier(service);
    await upload(supplier, aPdf('x'));
    await aRegisteredFirm(supplier);
    client = new Client({ connectionString: service.database.url, options: '-c role=ketnoi_app' });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await service.close();
  });

  async function as<T>(kind: ActorKind, organisationId: string, work: () => Promise<T>): Promise<T> {
    await client.query('BEGIN');
    await client.query(
      `SELECT set_config('role', $1, true), set_config('ketnoi.organisation_id', $2, true),
              set_config('ketnoi.member_role', 'EDITOR', true)`,
      [ROLE_OF[kind], organisationId],
    );
    try {
      return await work();
    } finally {
      await client.query('ROLLBACK');
    }
  }

  /** Null where not even asking is allowed. */
  const count = async (table: string): Promise<number | null> => {
    try {
      return Number((await client.query(`SELECT count(*) FROM ${table}`)).rows[0].count);
    } catch (error) {
      expect(error).toMatchObject({ code: '42501' });
      return null;
    }
  };

  it.each(TABLES)('%s shows nothing without an identity, nor to a buyer or another supplier', async (table) => {
    expect(await count(table)).toBeNull();
    const other = '0193a8c0-0000-7000-8000-000000000001';
    expect(await as('SUPPLIER', other, () => count(table))).toBe(0);
    expect((await as('BUYER', other, () => count(table))) ?? 0).toBe(0);
    expect(await as('ANONYMOUS', other, () => count(table))).toBeNull();
  });

  it.each(TABLES)('%s has row-level security enabled and forced, and is not the application’s', async (table) => {
    const { rows } = await client.query(
      `SELECT relrowsecurity, relforcerowsecurity, pg_get_userbyid(relowner) = 'ketnoi_app' AS "isOwned"
       FROM pg_class WHERE relname = $1 AND relkind = 'r'`,
      [table],
    );
    expect(rows).toEqual([{ relrowsecurity: true, relforcerowsecurity: true, isOwned: false }]);
  });

  it.each([
    ['a grade of its own making', `UPDATE capability SET evidence = 'VERIFIED'`, /cannot grade its own/],
    [
      'a certificate it verified itself',
      `UPDATE certificate SET evidence = 'VERIFIED', revision = revision + 1`,
      /cannot grade/,
    ],
    [
      'a record of a verification',
      `INSERT INTO verification (id, firm_id, certificate_id, decision, seen)
      SELECT gen_random_uuid(), firm_id, id, 'ACCEPT', '{"v": 1}' FROM certificate`,
      /permission denied/,
    ],
    ['a firm for another organisation', `UPDATE firm SET organisation_id = gen_random_uuid()`, /row-level security/],
    ['a deleted firm', 'DELETE FROM firm', /permission denied/],
    ['an edited file', `UPDATE stored_file SET name = 'x'`, /permission denied/],
    ['an edited verification', `UPDATE verification SET note = 'x'`, /permission denied/],
  ])('lets no supplier write %s', async (_what, sql, message) => {
    await expect(as('SUPPLIER', supplier.organisationId, () => client.query(sql))).rejects.toThrow(message);
  });

  it('folds marks, letter case and both compositions for search', async () => {
    const words = ['HÒA BÌNH', 'Hoà Bình', 'Hoa  binh', 'Hòa Bình'.normalize('NFD')];
    const { rows } = await client.query(`SELECT DISTINCT fold_text(word) AS folded FROM unnest($1::text[]) word`, [
      words,
    ]);
    expect(rows).toEqual([{ folded: 'hoa binh' }]);
    expect((await client.query(`SELECT fold_text('Đúc Đồng') AS folded`)).rows[0].folded).toBe('duc dong');
  });
});
