import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { Clock } from '../../src/platform/clock.js';
import { DataRequestsService } from '../../src/identity/personal-data/data-requests.service.js';
import { AuditCheck } from '../../src/platform/audit/audit-check.js';
import { AuditSealer } from '../../src/platform/audit/audit-sealer.js';
import { ServiceProcess } from '../harness/compiled-service.js';
import { sendWaitingMails } from '../harness/mailbox.js';
import {
  invitedColleague,
  PASSWORD,
  SIGN_IN,
  signedInBuyer,
  type SignedInClient,
  signedInSupplier,
} from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';

const HOUR = 3_600_000;

describe('requests about personal data, for an operator', () => {
  let service: TestService;
  let superuser: Client;
  let folder: string;
  beforeAll(async () => {
    service = await startTestService();
    superuser = new Client({ connectionString: service.database.superuserUrl });
    await superuser.connect();
    folder = await mkdtemp(join(tmpdir(), 'ketnoi-requests-'));
  });
  afterAll(async () => {
    await superuser?.end();
    await service?.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function admin(...words: string[]) {
    const process = await ServiceProcess.start('src/cli.js', ['admin', ...words, '--lang', 'en'], {
      NODE_ENV: 'test',
      DATABASE_URL: service.database.url,
      DATABASE_OWNER_URL: service.database.ownerUrl,
      KETNOI_SECRET: 'a secret that only the tests know, long enough',
    });
    const { code } = await process.ended;
    return { code, out: process.stdout, said: process.stderr };
  }
  const actionsOf = async ({ personId }: SignedInClient): Promise<string[]> => {
    const { rows } = await superuser.query<{ action: string }>(
      `SELECT action FROM audit_entry WHERE person_id = $1 AND purpose = 'admin' ORDER BY id`,
      [personId],
    );
    return rows.map(({ action }) => action);
  };
  const requests = async () => {
    const list = await service.get(DataRequestsService).list();
    return list.map(({ kind, personId, standing }) => ({ kind, personId, standing }));
  };
  async function later<T>(hours: number, work: () => Promise<T>): Promise<T> {
    const clock = service.get(Clock);
    const now = clock.now.bind(clock);
    Object.assign(clock, { now: () => new Date(Date.now() + hours * HOUR) });
    try {
      return await work();
    } finally {
      Object.assign(clock, { now });
    }
  }

  it('are listed until they are answered, with the time that is left', async () => {
    const client = await signedInBuyer(service);
    const { personId } = client;
    await client.data('mutation { personalDataExportRequest { userErrors { code } } }');
    await client.data(
      'mutation ($input: PersonalDataErasureInput!) { personalDataErasureRequest(input: $input) { userErrors { code } } }',
      { input: { currentPassword: PASSWORD } },
    );
    const both = (standing: string) => ['COPY', 'ERASURE'].map((kind) => ({ kind, personId, standing }));
    expect(await requests()).toEqual(both('IN_TIME'));
    expect(await later(55, requests)).toEqual(both('NEAR'));
    expect(await later(73, requests)).toEqual(both('LATE'));
    const { code, out } = await admin('list-data-requests', '--json');
    expect([code, out.trim().split('\n').map((line) => (JSON.parse(line) as { kind: string }).kind)]).toEqual([0, ['COPY', 'ERASURE']]); // prettier-ignore
    await client.data('mutation { personalDataErasureCancel { userErrors { code } } }');
    expect(await requests()).toEqual([{ kind: 'COPY', personId, standing: 'IN_TIME' }]);
  });

  it('on paper get a copy that nobody else may read, and an entry in the trail', async () => {
    const supplier = await signedInSupplier(service);
    const to = join(folder, 'copy.json');
    expect(await admin('export-person', supplier.email, '--to', to)).toMatchObject({ code: 0, out: `${to}\n` });
    const copy = JSON.parse(await readFile(to, 'utf8'));
    expect([copy.personId, (await stat(to)).mode & 0o777]).toEqual([supplier.personId, 0o600]);
    expect(copy.tables.map(({ table }: { table: string }) => table)).toEqual(
      expect.arrayContaining(['person', 'session']),
    );
    expect(await actionsOf(supplier)).toEqual(['person.export']);
    // Once more over the same file, and for nobody: no copy, no entry, no file.
    expect((await admin('export-person', supplier.email, '--to', to)).code).toBe(2);
    expect(await admin('export-person', 'nobody@example.vn', '--to', join(folder, 'none.json'))).toMatchObject({
      code: 1,
      said: expect.stringContaining('EMAIL_OF_NOBODY'),
    });
    expect(await actionsOf(supplier)).toEqual(['person.export']);
    expect(await readdir(folder)).toEqual(['copy.json']);
  });

  it('on paper are erased at once, as by the person, with what was asked for before', async () => {
    const supplier = await signedInSupplier(service);
    await supplier.data(`mutation { passwordResetRequest(email: "${supplier.email}") { userErrors { code } } }`);
    await sendWaitingMails(service);
    expect((await admin('erase-person', supplier.email)).code).toBe(2);
    expect(await actionsOf(supplier)).toEqual([]);
    const { code, out } = await admin('erase-person', supplier.email.toUpperCase(), '--yes', '--json');
    expect([code, JSON.parse(out)]).toEqual([0, { erased: supplier.personId }]);
    expect(await actionsOf(supplier)).toEqual(['person.request-erasure', 'person.erase']);
    const { rows } = await superuser.query('SELECT email, name FROM person WHERE id = $1', [supplier.personId]);
    expect(rows).toEqual([{ email: null, name: '' }]);
    const mails = await readdir(join(service.config.home, 'mail'));
    const texts = await Promise.all(mails.map((name) => readFile(join(service.config.home, 'mail', name), 'utf8')));
    expect(texts.filter((text) => text.includes(`<${supplier.email}>`))).toEqual([]);
    expect((await admin('erase-person', supplier.email, '--yes')).said).toContain('EMAIL_OF_NOBODY');
    await service.get(AuditSealer).sealAll();
    expect(await service.get(AuditCheck).check()).toMatchObject({ intact: true });
  });

  it('on paper are refused where others would be left without an owner, as they are to the person', async () => {
    const owner = await signedInSupplier(service);
    await invitedColleague(service, owner, 'VIEWER');
    expect(await admin('erase-person', owner.email, '--yes')).toMatchObject({
      code: 1,
      said: expect.stringContaining('ERASURE_LAST_OWNER'),
    });
    expect(await actionsOf(owner)).toEqual([]);
    expect((await again(owner.email)).accessToken).toEqual(expect.any(String));
  });

  async function again(email: string): Promise<{ accessToken: string }> {
    const { result } = await service.client().data(SIGN_IN, { input: { email, password: PASSWORD } });
    return result.session;
  }
});
