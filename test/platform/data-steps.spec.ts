import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';
import { ROOMS } from '../../src/app.rooms.js';
import { accessOf, type Migration, migrationsOf } from '../../src/platform/room.js';
import { applyAccess } from '../../src/platform/database/access/apply-access.js';
import { migrate as migrateAll } from '../../src/platform/database/migrate.js';
import { changeData, type DataStep } from '../../src/platform/database/data-step.js';
import { signedInBuyer, signedInSupplier } from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { aRegisteredFirm } from '../suppliers/suppliers-client.js';
import { aPublishedRequest } from '../requests/requests-client.js';

/** A migration of a later build: what it adds, and the data step that fills it. */
function later(shape: string, ...steps: DataStep[]): () => MigrationInterface {
  return class Later1900000000000 implements MigrationInterface {
    name = 'Later1900000000000';
    async up(queryRunner: QueryRunner): Promise<void> {
      await queryRunner.query(shape);
      for (const step of steps) await changeData(queryRunner, step);
    }
    async down(): Promise<void> {
      await Promise.resolve();
    }
  } as unknown as () => MigrationInterface;
}

/** Of the actors that are shown less of a firm than there is. */
const VIEWS = ['seen_by_bounded_authority', 'seen_by_buyer', 'seen_by_supplier'];

describe('a migration that changes data, on a database filled by the build before it', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService();
    for (let count = 0; count < 3; count++) await aRegisteredFirm(await signedInSupplier(service));
    await aPublishedRequest(await signedInBuyer(service));
  });
  afterAll(() => service?.close());

  async function migrate(migration: () => MigrationInterface): Promise<void> {
    const dataSource = new DataSource({
      type: 'postgres',
      url: service.database.ownerUrl,
      migrations: [migration as never],
      migrationsTableName: 'migration',
      migrationsTransactionMode: 'each',
    });
    await dataSource.initialize();
    try {
      await dataSource.runMigrations();
      await applyAccess(service.database.ownerUrl, accessOf(ROOMS));
    } finally {
      await dataSource.destroy();
    }
  }

  const asOwner = async <Row>(sql: string): Promise<Row[]> => {
    const owner = await new DataSource({ type: 'postgres', url: service.database.ownerUrl }).initialize();
    return owner.query<Row[]>(sql).finally(() => owner.destroy());
  };
  const columns = () =>
    asOwner(`SELECT column_name FROM information_schema.columns WHERE table_name = 'firm' ORDER BY 1`);

  it('would touch nothing and say nothing as the owner of the tables', async () => {
    expect(
      await asOwner(`WITH done AS (UPDATE firm SET website = 'x' RETURNING id) SELECT count(*)::int FROM done`),
    ).toEqual([{ count: 0 }]);
  });

  it('fails and changes nothing where the count is another', async () => {
    const before = await columns();
    const step = { tables: ['firm'], change: `UPDATE firm SET founded = 1990`, expected: 4 };
    await expect(migrate(later('ALTER TABLE firm ADD founded integer', step))).rejects.toThrow(
      'A data step touched 3 rows where 4 were expected',
    );
    expect(await columns()).toEqual(before);
    expect(await asOwner(`SELECT polname FROM pg_policy WHERE polname = 'migration_data_step'`)).toEqual([]);
  });

  it('may change a column that the views of the actors look at, and they show it afterwards', async () => {
    const { ownerUrl } = service.database;
    const shape = 'ALTER TABLE firm ALTER website TYPE varchar(900); ALTER TABLE firm ADD motto text';
    const steps = [...migrationsOf(ROOMS), later(shape) as unknown as Migration];
    expect(await migrateAll(ownerUrl, steps)).toEqual(['Later1900000000000']);
    expect(await applyAccess(ownerUrl, accessOf(ROOMS))).toBe(true);
    expect(
      await asOwner(
        `SELECT table_schema FROM information_schema.columns WHERE table_name = 'firm' AND column_name = 'motto' ORDER BY 1`,
      ),
    ).toEqual(['public', ...VIEWS].map((schema) => ({ table_schema: schema })));
    await asOwner(
      `DELETE FROM migration WHERE name = 'Later1900000000000'; DROP SCHEMA ${VIEWS.join()} CASCADE;
       ALTER TABLE firm DROP motto; DELETE FROM access_version`,
    );
    expect(await applyAccess(ownerUrl, accessOf(ROOMS))).toBe(true);
  });

  it('touches every row as Ketnoi itself, into tables new with it too, and leaves the rights as they are described', async () => {
    const rights = () =>
      asOwner(
        `SELECT relnamespace::regnamespace::text AS schema, relname, relacl::text FROM pg_class
         WHERE relname IN ('firm', 'audit_entry') ORDER BY 1, 2`,
      );
    const before = await rights();
    const shape = `ALTER TABLE firm ADD founded integer; CREATE TABLE founding (firm_id uuid, founded integer)`;
    await migrate(
      later(
        `${shape}; DROP TABLE founding`,
        { tables: ['firm'], change: `UPDATE firm SET founded = 1990`, expected: 'SELECT count(*) FROM firm' },
        {
          tables: ['audit_entry'],
          change: `UPDATE audit_entry SET data = data || '{"v": 2}'`,
          expected: 'SELECT count(*) FROM audit_entry',
        },
      ),
    );
    expect(await rights()).toEqual(before);
    expect(await asOwner(`SELECT polname FROM pg_policy WHERE polname = 'migration_data_step'`)).toEqual([]);
    const rows = await service.asSystem((unitOfWork) => unitOfWork.query('SELECT DISTINCT founded FROM firm'));
    expect(rows).toEqual([{ founded: 1990 }]);
    await expect(
      service.asSystem((unitOfWork) => unitOfWork.query(`UPDATE audit_entry SET data = '{}'`)),
    ).rejects.toThrow('permission denied');
  });
});
