import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { pino } from 'pino';
import { findLooseRoles } from '../../src/platform/database/access/loose-roles.js';
import { ACTOR_ROLES, APPLICATION_ROLE, QUEUE_ROLE } from '../../src/platform/database/roles.js';
import { prepareDatabase } from '../../src/prepare-database.js';
import { cloneDatabase, type TestDatabase } from '../harness/test-service.js';

const silent = pino({ level: 'silent' });

/** Tables that the owner writes at each migration, and a trigger that runs as whoever does. */
const decoys = (schema: string) => `
  CREATE FUNCTION ${schema}.take_over() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN CREATE TABLE public.taken_over AS SELECT current_user::text AS as_whom; RETURN NULL; END $$;
  CREATE TABLE ${schema}.taxonomy_version (version text PRIMARY KEY, loaded_at timestamptz);
  CREATE TRIGGER decoy BEFORE INSERT ON ${schema}.taxonomy_version FOR EACH ROW EXECUTE FUNCTION ${schema}.take_over();
  GRANT USAGE ON SCHEMA ${schema} TO PUBLIC;
  GRANT ALL ON ${schema}.taxonomy_version TO PUBLIC;`;

describe('whoever has the application’s login', () => {
  let database: TestDatabase;
  let superuser: Client;
  let application: Client;

  const find = () => findLooseRoles((sql, values) => superuser.query(sql, values).then(({ rows }) => rows));

  beforeAll(async () => {
    database = await cloneDatabase();
    superuser = new Client({ connectionString: database.superuserUrl });
    application = new Client({ connectionString: database.url });
    await Promise.all([superuser.connect(), application.connect()]);
    await superuser.query('SELECT make_queue_schema()');
  });
  afterAll(async () => {
    await Promise.all([superuser?.end(), application?.end()]);
    await database?.close();
  });

  it.each([APPLICATION_ROLE, QUEUE_ROLE, ...ACTOR_ROLES])(
    'may make no schema and nothing in ours as %s',
    async (role) => {
      await application.query(`SET ROLE ${role}`);
      await expect(application.query('CREATE SCHEMA ketnoi_owner')).rejects.toMatchObject({ code: '42501' });
      await expect(application.query('CREATE TABLE public.decoy ()')).rejects.toMatchObject({ code: '42501' });
      await expect(application.query('ALTER SCHEMA bullmq RENAME TO ketnoi_owner')).rejects.toMatchObject({
        code: '42501',
      });
      await application.query('RESET ROLE');
    },
  );

  it('has nothing run as the owner, even where an earlier build let it make a schema with the owner’s name', async () => {
    await superuser.query(`CREATE SCHEMA ketnoi_owner AUTHORIZATION ${QUEUE_ROLE}`);
    await application.query(`SET ROLE ${QUEUE_ROLE}`);
    await application.query(decoys('ketnoi_owner'));
    await application.query('RESET ROLE');
    await superuser.query('DELETE FROM public.taxonomy_version; DELETE FROM public.access_version');
    await prepareDatabase(database.ownerUrl, silent);
    const { rows } = await superuser.query(`SELECT to_regclass('public.taken_over') AS decoy`);
    expect(rows).toEqual([{ decoy: null }]);
    expect((await superuser.query('SELECT FROM public.taxonomy_version')).rowCount).toBe(1);
    expect(await find()).toContain('ketnoi_queue owns the schema ketnoi_owner');
    await superuser.query('DROP SCHEMA ketnoi_owner CASCADE');
  });

  describe('is looked after by a check', () => {
    it('that finds nothing in a database as we make it', async () => {
      expect(await find()).toEqual([]);
    });

    it.each([
      ['GRANT CREATE ON DATABASE %db TO ketnoi_queue', 'ketnoi_queue may create schemas'],
      ['GRANT CREATE ON DATABASE %db TO PUBLIC', 'ketnoi_buyer may create schemas'],
      ['GRANT CREATE ON SCHEMA public TO ketnoi_app', 'ketnoi_app may create in the schema public'],
      ['GRANT CREATE ON SCHEMA bullmq TO ketnoi_supplier', 'ketnoi_supplier may create in the schema bullmq'],
      ['ALTER TABLE firm OWNER TO ketnoi_system', 'ketnoi_system owns the table firm'],
      ['ALTER FUNCTION released_firms OWNER TO ketnoi_buyer', 'ketnoi_buyer owns the function released_firms()'],
      ['ALTER ROLE ketnoi_authority BYPASSRLS', 'ketnoi_authority bypasses row-level security'],
      ['ALTER ROLE ketnoi_app CREATEROLE', 'ketnoi_app creates roles'],
      [
        'CREATE ROLE back_door SUPERUSER; GRANT back_door TO ketnoi_app',
        'ketnoi_app may become back_door, a superuser',
      ],
      ['GRANT ketnoi_owner TO ketnoi_app', 'ketnoi_app may become ketnoi_owner, the owner of our tables'],
      [
        'CREATE ROLE half_way; GRANT ketnoi_owner TO half_way; GRANT half_way TO ketnoi_app',
        'ketnoi_app may become ketnoi_owner, the owner of our tables',
      ],
      ['ALTER FUNCTION acting_person SECURITY DEFINER', 'acting_person() runs as its owner with a loose search path'],
      [
        'ALTER FUNCTION acting_person SECURITY DEFINER SET search_path = public',
        'acting_person() runs as its owner with a loose search path',
      ],
      [
        `ALTER FUNCTION acting_person SECURITY DEFINER SET search_path = "$user", pg_temp`,
        'acting_person() runs as its owner with a loose search path',
      ],
      ['CREATE VIEW everybody AS SELECT * FROM person', 'the view everybody reads as its owner'],
    ])('that finds %s', async (weakness, finding) => {
      const name = new URL(database.url).pathname.slice(1);
      await superuser.query('BEGIN');
      try {
        await superuser.query(weakness.replace('%db', name));
        expect(await find()).toContain(finding);
      } finally {
        await superuser.query('ROLLBACK');
      }
    });
  });
});
