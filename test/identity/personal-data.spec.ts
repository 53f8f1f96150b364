import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { ROOMS } from '../../src/app.rooms.js';
import { AuditCheck } from '../../src/platform/audit/audit-check.js';
import { AuditSealer } from '../../src/platform/audit/audit-sealer.js';
import { JobRunner } from '../../src/platform/jobs/job-runner.js';
import { PersonData } from '../../src/platform/personal-data/person-data.js';
import { registerOf } from '../../src/platform/room.js';
import { fetchFile, slotFor } from '../harness/files.js';
import { newMails, sendWaitingMails } from '../harness/mailbox.js';
import {
  aSignUp,
  INVITE,
  invitedColleague,
  PASSWORD,
  SIGN_IN,
  SIGN_UP_BUYER,
  signedIn,
  signedInSupplier,
  signedInOfficial,
  type SignedInClient,
} from '../harness/people.js';
import type { TestClient } from '../harness/test-client.js';
import { startTestService, type TestService } from '../harness/test-service.js';

const EXPORT = 'mutation { result: personalDataExportRequest { export { id madeAt } userErrors { code } } }';
const ERASE = `mutation ($input: PersonalDataErasureInput!) {
  result: personalDataErasureRequest(input: $input) { erasure { dueAt } userErrors { code message } } }`;
const CANCEL = 'mutation { result: personalDataErasureCancel { userErrors { code } } }';
const MINE = '{ myPersonalData { exports { id madeAt expiresAt file { downloadUrl } } erasure { dueAt } } }';
const ROLE = `mutation ($personId: ID!, $role: MemberRole!) {
  result: memberRoleChange(personId: $personId, role: $role) { member { person { id name email } role } userErrors { code } } }`;

/** Nobody comes upon these by chance. */
const MARKED = {
  name: 'Quokka Wombatova',
  email: 'quokka.wombatova@xylophon.example.vn',
  next: 'quokka.neu@xylophon.example.vn',
  agent: 'WombatBrowser/77.7',
  address: '203.0.113.177',
};
const MARKS = Object.values(MARKED).map((mark) => mark.toLowerCase());

describe('personal data', () => {
  let service: TestService;
  let superuser: Client;
  beforeAll(async () => {
    service = await startTestService({ environment: { TRUSTED_PROXIES: '1', ERASURE_COOLING_OFF_HOURS: '0' } });
    superuser = new Client({ connectionString: service.database.superuserUrl });
    await superuser.connect();
  });
  afterAll(async () => {
    await superuser?.end();
    await service?.close();
  });

  /** Does the jobs of this kind that wait, as a worker would. */
  async function carryOut(name: string): Promise<void> {
    const { rows } = await superuser.query<{ id: string }>(
      `SELECT id FROM outbox WHERE job = $1 AND state = 'PENDING' ORDER BY id`,
      [name],
    );
    for (const { id } of rows) await service.get(JobRunner).deliver({ id, name, order: 0 });
  }
  const done = async (client: TestClient, mutation: string, variables: object = {}) => {
    const { result } = await client.data(mutation, variables);
    expect(result.userErrors).toEqual([]);
    return result;
  };
  const codes = async (client: TestClient, mutation: string, variables: object = {}) =>
    (await client.data(mutation, variables)).result.userErrors.map(({ code }: { code: string }) => code);
  const erase = (client: TestClient) => done(client, ERASE, { input: { currentPassword: PASSWORD } });

  /** Every place of the database that holds one of these, whatever its type. */
  async function placesWith(marks: readonly string[]): Promise<string[]> {
    const { rows } = await superuser.query<{ place: string; table: string; column: string }>(
      `SELECT table_schema || '.' || table_name AS table, column_name AS column, table_name || '.' || column_name AS place
       FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
       WHERE table_schema IN ('public', 'bullmq') AND table_type = 'BASE TABLE'`,
    );
    const found: string[] = [];
    for (const { place, table, column } of rows) {
      const { rows: held } = await superuser.query(
        `SELECT FROM ${table} WHERE lower("${column}"::text) LIKE ANY ($1) LIMIT 1`,
        [marks.map((mark) => `%${mark}%`)],
      );
      if (held.length > 0) found.push(place);
    }
    return found.sort();
  }

  async function mailsTo(address: string): Promise<number> {
    const folder = join(service.config.home, 'mail');
    const texts = await Promise.all(
      (await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8').catch(() => '')),
    );
    return texts.filter((text) => text.toLowerCase().includes(`<${address}>`)).length;
  }

  describe('of a member with traces everywhere', () => {
    let owner: SignedInClient;
    let person: SignedInClient;
    let colleague: SignedInClient;

    beforeAll(async () => {
      owner = await signedIn(service, SIGN_UP_BUYER, aSignUp({ countryCode: 'JP', taxCode: null }));
      const token = await done(owner, INVITE, { email: MARKED.email, role: 'OWNER' }).then(async () => {
        const mails = await newMails(service);
        return mails.find(({ to }) => to.includes(MARKED.email))!.token!;
      });
      const from = { 'user-agent': MARKED.agent, 'x-forwarded-for': MARKED.address };
      const stranger = service.client().withHeaders(from);
      const newcomer = { name: MARKED.name, password: PASSWORD };
      await done(
        stranger,
        `mutation ($token: String!, $newcomer: NewcomerInput) {
           result: invitationAccept(token: $token, newcomer: $newcomer) { userErrors { code } } }`,
        { token, newcomer },
      );
      await stranger.data(SIGN_IN, { input: { email: MARKED.email, password: 'sai mật khẩu rồi' } });
      const { result } = await stranger.data(SIGN_IN, { input: { email: MARKED.email, password: PASSWORD } });
      const client = stranger.withToken(result.session.accessToken);
      person = Object.assign(client, {
        personId: result.viewer.person.id,
        organisationId: owner.organisationId,
        email: MARKED.email,
        refreshToken: result.session.refreshToken,
      });
      colleague = await invitedColleague(service, person, 'VIEWER');
      await done(
        person.withHeaders({ 'idempotency-key': 'mine' }),
        'mutation { result: viewerUpdate(input: { language: EN }) { person { name email } userErrors { code } } }',
      );
      // An answer to somebody else that names the person.
      const named = { personId: person.personId, role: 'EDITOR' };
      await done(owner.withHeaders({ 'idempotency-key': 'of-the-owner' }), ROLE, named);
      // Another organisation turns to the person, who never signed in for it.
      await done(
        await signedInSupplier(service),
        'mutation ($input: ContactInput!) { result: contactAdd(input: $input) { userErrors { code } } }',
        { input: { name: MARKED.name, email: MARKED.email.toUpperCase(), shown: 'AT_RELEASE' } },
      );
      await slotFor(person, { purpose: 'DRAWING', name: `${MARKED.name}.pdf` });
      await stranger.data(`mutation { passwordResetRequest(email: "${MARKED.email}") { userErrors { code } } }`);
      await done(
        person,
        `mutation ($input: EmailChangeRequestInput!) { result: emailChangeRequest(input: $input) { userErrors { code } } }`,
        { input: { email: MARKED.next, currentPassword: PASSWORD } },
      );
      await person.data(SIGN_IN, { input: { email: MARKED.email, password: 'lại sai mật khẩu' } });
      await sendWaitingMails(service);
    });

    it('stands in more places than one would think', async () => {
      const places = await placesWith(MARKS);
      expect(places).toEqual(
        expect.arrayContaining([
          'contact.email', 'contact.name', 'email_change.new_email', 'email_change.old_email', 'file_slot.name', 'idempotency_key.response', 'invitation.email',
          'password_reset.email', 'person.email', 'person.name', 'session.address', 'session.client', 'sign_in_failure.email',
        ]),
      ); // prettier-ignore
      expect(await mailsTo(MARKED.email)).toBeGreaterThan(0);
    });

    it('is told as a copy: all tables that have rows of the person, and nothing of anybody else', async () => {
      await done(person, EXPORT);
      await done(person, EXPORT);
      await carryOut('identity.export-person');
      const { myPersonalData } = await person.data(MINE);
      expect(myPersonalData.exports).toHaveLength(1);
      // Before it is fetched, which leaves a trace of its own.
      const withRows: string[] = [];
      for (const { table, person: way } of registerOf(ROOMS).ways) {
        if (way.columns.every((column) => way.untold.includes(column))) continue;
        // The copy is not in itself.
        if (table.table === 'stored_file') continue;
        const { rows } = await superuser.query(
          `SELECT FROM ${table.table} WHERE (${way.rows})
             AND $1::uuid IS NOT NULL AND $2::citext[] IS NOT NULL AND $3::text[] IS NOT NULL`,
          [person.personId, [MARKED.email], ['%nothing such%']],
        );
        if (rows.length > 0) withRows.push(table.table);
      }
      const { status, content } = await fetchFile(person, myPersonalData.exports[0].file.downloadUrl);
      expect(status).toBe(200);
      const copy = JSON.parse(content.toString());
      expect(copy).toMatchObject({ format: 'ketnoi.personal-data', version: 1, personId: person.personId });
      expect(copy.tables.map(({ table }: { table: string }) => table)).toEqual(expect.arrayContaining(withRows));
      const text = content.toString();
      for (const mark of [MARKED.name, MARKED.email, MARKED.agent, MARKED.address]) expect(text).toContain(mark);
      for (const other of [owner.email, colleague.email, 'Nguyễn Văn An', 'Lê Thị Cúc'])
        expect(text).not.toContain(other);
      expect(text).not.toMatch(/argon2|"hash"/);
    });

    it('is told to nobody else, and twice asked for is one copy', async () => {
      const { myPersonalData } = await person.data(MINE);
      const id = /files\/([\w-]+)/.exec(myPersonalData.exports[0].file.downloadUrl)![1]!;
      expect((await fetchFile(owner, id)).status).toBe(404);
      expect((await owner.data(MINE)).myPersonalData.exports).toEqual([]);
    });

    it('is erased: nothing is left but what the register keeps, and the chain of the trail holds', async () => {
      await service.get(AuditSealer).sealAll();
      expect(await codes(person, ERASE, { input: { currentPassword: 'sai mật khẩu rồi' } })).toEqual([
        'PASSWORD_WRONG',
      ]);
      await erase(person);
      expect(await codes(person, ERASE, { input: { currentPassword: PASSWORD } })).toEqual(['ERASURE_ASKED_ALREADY']);
      const { rows: files } = await superuser.query(`SELECT FROM stored_file WHERE purpose = 'PERSONAL_DATA'`);
      expect(files).toHaveLength(1);
      await carryOut('identity.erase-person');
      // Mails that still wait find nobody to go to.
      await sendWaitingMails(service);
      const kept = registerOf(ROOMS).tables.flatMap(({ table, people }) =>
        people.flatMap(({ columns, erasure }) =>
          erasure.does === 'KEEP' ? columns.map((name) => `${table}.${name}`) : [],
        ),
      );
      const left = await placesWith(MARKS);
      expect(left.filter((place) => !kept.includes(place))).toEqual([]);
      // What has no way from a person to it: an address that somebody may share.
      expect(left.every((place) => ['budget.key', 'sign_in_failure.guesser'].includes(place))).toBe(true);
      expect(await mailsTo(MARKED.email)).toBe(0);
      expect((await superuser.query(`SELECT FROM stored_file WHERE purpose = 'PERSONAL_DATA'`)).rows).toEqual([]);
      await service.get(AuditSealer).sealAll();
      expect(await service.get(AuditCheck).check()).toMatchObject({ intact: true });
    });

    it('leaves a sign-in that is refused as any unknown one, and an address that is free', async () => {
      const input = { email: MARKED.email, password: PASSWORD };
      expect(await codes(service.client(), SIGN_IN, { input })).toEqual(['SIGN_IN_REFUSED']);
      expect((await person.execute('{ viewer { role } }')).data?.viewer ?? null).toBeNull();
      await signedIn(service, SIGN_UP_BUYER, aSignUp({ countryCode: 'JP', taxCode: null, email: MARKED.email }));
    });

    it('leaves a history in which one and the same has done it', async () => {
      const { rows } = await superuser.query<{ action: string }>(
        `SELECT action FROM audit_entry WHERE person_id = $1 OR subject_id = $1::text ORDER BY id`,
        [person.personId],
      );
      expect(rows.map(({ action }) => action)).toEqual(
        expect.arrayContaining([
          'person.request-email',
          'member.change-role',
          'person.request-erasure',
          'person.erase',
        ]),
      );
    });
  });

  it('is not erased for a last owner who has members, and is for one who is alone', async () => {
    const owner = await signedIn(service, SIGN_UP_BUYER, aSignUp({ countryCode: 'JP', taxCode: null }));
    const member = await invitedColleague(service, owner, 'EDITOR');
    const input = { currentPassword: PASSWORD };
    expect(await codes(owner, ERASE, { input })).toEqual(['ERASURE_LAST_OWNER']);
    await erase(member);
    await carryOut('identity.erase-person');
    await erase(owner);
    await done(owner, CANCEL);
    expect(await codes(owner, CANCEL)).toEqual(['ERASURE_NOT_ASKED']);
    await carryOut('identity.erase-person');
    expect((await owner.data('{ viewer { role } }')).viewer).not.toBeNull();
    await erase(owner);
    await carryOut('identity.erase-person');
    expect((await owner.execute('{ viewer { role } }')).data?.viewer ?? null).toBeNull();
  });

  it('is shown to colleagues as that of a former member, in their language', async () => {
    const authority = 'Sở Công Thương Lào Cai';
    const [leaving, staying] = [await signedInOfficial(service, authority), await signedInOfficial(service, authority)];
    const buyer = await signedIn(service, SIGN_UP_BUYER, aSignUp({ countryCode: 'JP', taxCode: null }));
    await done(
      leaving,
      `mutation ($input: ConflictOfInterestInput!) {
         result: conflictOfInterestDeclare(input: $input) { userErrors { code } } }`,
      { input: { buyerOrganisationId: buyer.organisationId, reason: 'Chị gái làm ở đó' } },
    );
    // An official’s password was generated: the job is asked for as the command line would.
    await superuser.query(`INSERT INTO erasure (id, person_id, due_at) VALUES ($1, $1, now())`, [leaving.personId]);
    await superuser.query(
      `INSERT INTO outbox (id, job, payload, subject) VALUES ($1::uuid, 'identity.erase-person', jsonb_build_object('erasureId', $1::uuid), $1::uuid::text)`,
      [leaving.personId],
    );
    await carryOut('identity.erase-person');
    const query = '{ conflictsOfInterest { nodes { reason official { name email } } } }';
    const shown = (name: string) => [{ reason: '', official: { name, email: null } }];
    expect((await staying.data(query)).conflictsOfInterest.nodes).toEqual(shown('A former member'));
    expect((await staying.inLanguage('vi').data(query)).conflictsOfInterest.nodes).toEqual(shown('Thành viên cũ'));
  });

  it('is erased whole or not at all where the work is interrupted, and gone on with', async () => {
    const owner = await signedIn(service, SIGN_UP_BUYER, aSignUp({ countryCode: 'JP', taxCode: null }));
    await erase(owner);
    const data = service.get(PersonData);
    const original = data.erase.bind(data);
    Object.assign(data, {
      erase: async (keys: never) => {
        await original(keys);
        throw new Error('the worker was killed');
      },
    });
    await carryOut('identity.erase-person');
    Object.assign(data, { erase: original });
    expect((await owner.data('{ viewer { person { email } } }')).viewer.person.email).toBe(owner.email);
    await superuser.query(`UPDATE outbox SET run_at = now() WHERE job = 'identity.erase-person' AND state = 'PENDING'`);
    await carryOut('identity.erase-person');
    expect(await placesWith([owner.email])).toEqual([]);
  });

  it('of somebody with 100,000 entries in the trail is told in little memory', async () => {
    const owner = await signedIn(service, SIGN_UP_BUYER, aSignUp({ countryCode: 'JP', taxCode: null }));
    await superuser.query(
      `INSERT INTO audit_entry (id, actor_kind, organisation_id, person_id, action, subject_type, subject_id)
       SELECT gen_random_uuid(), 'BUYER', $1, $2, 'request.update', 'request', gen_random_uuid() FROM generate_series(1, 100000)`,
      [owner.organisationId, owner.personId],
    );
    let most = 0;
    const before = process.memoryUsage().rss;
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss - before)), 5);
    await done(owner, EXPORT);
    await carryOut('identity.export-person');
    clearInterval(watch);
    const { myPersonalData } = await owner.data(MINE);
    const { content } = await fetchFile(owner, myPersonalData.exports[0].file.downloadUrl);
    const copy = JSON.parse(content.toString()) as { tables: { table: string; rows: unknown[] }[] };
    expect(copy.tables.find(({ table }) => table === 'audit_entry')!.rows.length).toBeGreaterThan(100_000);
    expect(most / 1024 / 1024).toBeLessThan(100);
  });
});
