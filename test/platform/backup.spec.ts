import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { ServiceProcess } from '../harness/compiled-service.js';
import {
  PASSWORD,
  SIGN_IN,
  signedIn,
  type SignedInClient,
  signedInBuyer,
  signedInOfficial,
} from '../harness/people.js';
import {
  emptyDatabase,
  folderOfFiles,
  startTestService,
  type TestDatabase,
  type TestService,
} from '../harness/test-service.js';
import { aFirm, matched, matchesOf } from '../matching/matching-client.js';
import { aDraft, aPublishedRequest, move } from '../requests/requests-client.js';
import { aRequestInput } from '../harness/factories/a-request-input.js';
import { fetchFile, sendFile } from '../harness/files.js';
import { aPdfFile } from '../harness/factories/file-contents.js';

const TABLES = `SELECT relname AS table, array_agg(attname::text ORDER BY attnum) FILTER (WHERE atttypid <> 'xid8'::regtype) AS columns
  FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped
  WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname NOT IN ('access_version', 'migration') GROUP BY 1 ORDER BY 1`;

describe('a backup', () => {
  let service: TestService;
  let buyer: SignedInClient;
  let supplier: SignedInClient;
  let published: string;
  let fileId: string;
  const folder = mkdtempSync(join(tmpdir(), 'ketnoi-backup-'));
  const file = join(folder, 'one.backup');
  const opened: TestDatabase[] = [];

  const ketnoi = async (database: TestDatabase, ...words: string[]) => {
    const process = await ServiceProcess.start('src/cli.js', words, {
      NODE_ENV: 'test',
      KETNOI_HOME: folder,
      KETNOI_SECRET: 'a secret that only the tests know, long enough',
      DATABASE_URL: database.url,
      DATABASE_OWNER_URL: database.ownerUrl,
      FILES_FOLDER: folderOfFiles(database),
    });
    const { code } = await process.ended;
    return { code, stdout: process.stdout, stderr: process.stderr };
  };
  const anotherDatabase = async (): Promise<TestDatabase> => {
    const database = await emptyDatabase();
    opened.push(database);
    return database;
  };

  beforeAll(async () => {
    service = await startTestService();
    const { client } = await aFirm(service);
    supplier = client;
    fileId = (await sendFile(supplier, {}, aPdfFile())).id;
    buyer = await signedInBuyer(service);
    await signedInOfficial(service);
    published = (await aPublishedRequest(buyer)).id;
  });
  afterAll(async () => {
    await service?.close();
    for (const database of opened) await database.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('has every row of every table, and the service goes on where it was read in', async () => {
    expect(await ketnoi(service.database, 'backup', '--to', file)).toMatchObject({ code: 0 });
    const restored = await anotherDatabase();
    const answer = await ketnoi(restored, 'restore', '--from', file, '--json');
    const lines = answer.stdout.trim().split('\n').map((line) => JSON.parse(line)); // prettier-ignore
    expect({
      code: answer.code,
      failed: lines.filter(({ state }) => state === 'failed'),
      told: answer.stderr.includes('ketnoi:'),
    }).toEqual({
      code: 0,
      failed: [],
      told: false,
    });
    expect(lines.find(({ check }) => check === 'audit chains')).toMatchObject({ state: 'ok' });
    expect(lines.find(({ check }) => check === 'row-level security')).toMatchObject({ state: 'ok' });
    expect(lines.at(-1)).toMatchObject({ summary: { failed: 0, files: 1 } });

    const [before, after] = [await contents(service.database), await contents(restored)];
    expect(Object.values(before).some((one) => one.rows > 0)).toBe(true);
    // The request that the restore ends with has spent a little.
    expect(after.budget!.rows).toBeGreaterThanOrEqual(before.budget!.rows);
    expect({ ...after, budget: null }).toEqual({ ...before, budget: null });
    expect(await shape(restored)).toEqual(await shape(service.database));

    const other = await startTestService({ database: restored, withJobs: true });
    try {
      const again = await signedIn(other, SIGN_IN, { email: buyer.email, password: PASSWORD });
      await matched(again, published);
      const { id } = await aDraft(again, aRequestInput({ title: 'Sau khi khôi phục' }));
      expect((await move(again, 'requestPublish', id)).userErrors).toEqual([]);
      await matched(again, id);
      const official = await signedInOfficial(other);
      expect((await matchesOf(official, id)).matches.nodes).toHaveLength(1);
      const owner = await signedIn(other, SIGN_IN, { email: supplier.email, password: PASSWORD });
      expect(await fetchFile(owner, fileId)).toMatchObject({ status: 200, content: Buffer.from(aPdfFile()) });
    } finally {
      await other.app.close();
    }
    expect(await ketnoi(restored, 'doctor')).toMatchObject({ code: 0 });
  });

  it('is of one moment while writes go on', async () => {
    let isOver = false;
    const writing = (async () => {
      while (!isOver) await aPublishedRequest(buyer);
    })();
    const during = join(folder, 'during.backup');
    expect(await ketnoi(service.database, 'backup', '--to', during)).toMatchObject({ code: 0 });
    isOver = true;
    await writing;
    const restored = await anotherDatabase();
    expect(await ketnoi(restored, 'restore', '--from', during)).toMatchObject({ code: 0 });
    // A publication is a request, its lines, their jobs and the record of it: all of them or none.
    const torn = await ask(
      restored,
      `SELECT id FROM component_request AS request WHERE status = 'PUBLISHED' AND NOT (
         EXISTS (SELECT FROM request_line AS line JOIN outbox ON subject = line.id::text WHERE line.request_id = request.id)
         AND EXISTS (SELECT FROM audit_entry WHERE action = 'request.publish' AND subject_id = request.id::text))`,
    );
    expect(torn).toEqual([]);
  });

  it('is not taken where a policy would hide rows from it', async () => {
    await ask(service.database, 'ALTER POLICY person_system_reads ON person USING (id IS NULL)');
    const hidden = join(folder, 'hidden.backup');
    const answer = await ketnoi(service.database, 'backup', '--to', hidden);
    await ask(service.database, 'ALTER POLICY person_system_reads ON person USING (true)');
    expect(answer).toMatchObject({ code: 3, stderr: expect.stringContaining('hide rows of person') });
    expect(() => readFileSync(hidden)).toThrow('ENOENT');
  });

  it('is taken and read by the owner alone', async () => {
    const withoutOwner = { ...service.database, ownerUrl: service.database.url };
    const answer = await ketnoi(withoutOwner as TestDatabase, 'backup', '--to', join(folder, 'not-owner.backup'));
    expect(answer).toMatchObject({ code: 3, stderr: expect.stringContaining('owner') });
  });

  it('replaces no file', async () => {
    expect(await ketnoi(service.database, 'backup', '--to', file)).toMatchObject({ code: 2 });
  });

  describe('is refused, and nothing changed,', () => {
    const refused = async (archive: Buffer): Promise<{ code: number | null; stderr: string }> => {
      const other = join(folder, 'other.backup');
      writeFileSync(other, archive);
      const database = await anotherDatabase();
      const answer = await ketnoi(database, 'restore', '--from', other);
      expect(await ask(database, TABLES)).toEqual([]);
      return answer;
    };
    const changed = (change: (text: string) => string): Buffer =>
      gzipSync(Buffer.from(change(gunzipSync(readFileSync(file)).toString('latin1')), 'latin1'));

    it('where it is cut off', async () => {
      const whole = readFileSync(file);
      const answer = await refused(whole.subarray(0, Math.floor(whole.length / 2)));
      expect(answer).toMatchObject({ code: 1, stderr: expect.stringContaining('cut off') });
    });

    it('where it ends without its manifest', async () => {
      const answer = await refused(changed((text) => text.slice(0, text.lastIndexOf('{"kind":"manifest"') - 4)));
      expect(answer).toMatchObject({ code: 1, stderr: expect.stringContaining('cut off') });
    });

    it('where bytes of it are others', async () => {
      const bytes = Buffer.from(readFileSync(file));
      const at = Math.floor(bytes.length / 2);
      bytes[at] = bytes[at]! ^ 0xff;
      expect(await refused(bytes)).toMatchObject({ code: 1, stderr: expect.stringContaining('damaged') });
    });

    it('where somebody has changed a row in it', async () => {
      const answer = await refused(changed((text) => text.replace('Sato Kenji', 'Sato Kanji')));
      expect(answer).toMatchObject({ code: 1, stderr: expect.stringContaining('not as it was written') });
    });

    it('where a newer build has taken it', async () => {
      const later = changed((text) => text.replace('CreatePlatform1764000000000', 'CreatePlatform4000000000000'));
      expect(await refused(later)).toMatchObject({
        code: 1,
        stderr: expect.stringContaining('CreatePlatform4000000000000'),
      });
    });

    it('where it is something else', async () => {
      expect(await refused(gzipSync('a text'))).toMatchObject({ code: 1 });
      expect(await refused(Buffer.from('a text'))).toMatchObject({ code: 1 });
    });

    it('where the database is in use', async () => {
      const before = await contents(service.database);
      const answer = await ketnoi(service.database, 'restore', '--from', file);
      expect(answer).toMatchObject({ code: 1, stderr: expect.stringContaining('not empty') });
      expect(await contents(service.database)).toEqual(before);
    });
  });

  /** As the superuser sees it, whom no policy binds; numbers of transactions are another server’s. */
  async function contents(database: TestDatabase): Promise<Record<string, { rows: number; hash: string }>> {
    const found: Record<string, { rows: number; hash: string }> = {};
    for (const { table, columns } of await ask(database, TABLES)) {
      const row = `ROW(${columns.map((column: string) => `"${column}"`).join(', ')})::text`;
      const [one] = await ask(
        database,
        `SELECT count(*)::int AS rows, md5(coalesce(string_agg(${row}, E'\\n' ORDER BY ${row} COLLATE "C"), '')) AS hash FROM "${table}"`,
      );
      found[table] = one;
    }
    return found;
  }

  /** Constraints and triggers are as the migrations made them, and sequences go on. */
  const shape = (database: TestDatabase) =>
    ask(
      database,
      `SELECT format('%s %s', conname, pg_get_constraintdef(oid)) AS text FROM pg_constraint WHERE connamespace = 'public'::regnamespace
       UNION ALL SELECT format('%s %s', tgname, tgenabled) FROM pg_trigger WHERE NOT tgisinternal
       UNION ALL SELECT format('%s %s', sequencename, last_value) FROM pg_sequences WHERE schemaname = 'public' AND sequencename <> 'migration_id_seq'
       ORDER BY 1`,
    );

  async function ask(database: TestDatabase, sql: string): Promise<any[]> {
    const client = new Client({ connectionString: database.superuserUrl });
    await client.connect();
    try {
      return (await client.query(sql)).rows;
    } finally {
      await client.end();
    }
  }
});
