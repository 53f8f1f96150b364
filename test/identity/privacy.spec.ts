import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { newMails, sendWaitingMails } from '../harness/mailbox.js';
import {
  ACCEPT,
  aSignUp,
  invitationFor,
  PASSWORD,
  SIGN_IN,
  SIGN_UP_SUPPLIER,
  signedIn,
  type SignedInClient,
  signedInOfficial,
  signedInSupplier,
} from '../harness/people.js';
import type { TestClient } from '../harness/test-client.js';
import { startTestService, type TestService } from '../harness/test-service.js';

const NOTICE = `{ privacyNotice { version purposes { purpose basis version description
  data { table columns kept keptDays erasure } } } }`;
const MINE = `{ myPersonalData { declarations { purpose version language madeIn withdrawnAt isStanding } } }`;
const DECLARE = `mutation ($input: PrivacyInput!) {
  result: privacyDeclare(input: $input) { declarations { purpose isStanding } userErrors { code message path } } }`;
const WITHDRAW = `mutation { result: consentWithdraw(purpose: SIGN_IN_NOTICES) {
  declarations { purpose isStanding } userErrors { code path } } }`;
const WANTED = { purpose: 'SIGN_IN_NOTICES', version: 1 };

describe('what people declare of their data', () => {
  let service: TestService;
  let superuser: Client;
  beforeAll(async () => {
    service = await startTestService();
    superuser = new Client({ connectionString: service.database.superuserUrl });
    await superuser.connect();
  });
  afterAll(async () => {
    await superuser?.end();
    await service?.close();
  });

  const declarations = async (client: TestClient) => (await client.data(MINE)).myPersonalData.declarations;
  const signIn = (email: string, deviceToken?: string) =>
    service.client().data(SIGN_IN.replace('refreshToken ', 'refreshToken deviceToken '), { input: { email, password: PASSWORD, deviceToken } }); // prettier-ignore
  /** Mails that tell of a sign-in on a new device. */
  const notices = async () =>
    (await newMails(service)).filter(({ subject }) => /new device|thiết bị mới/.test(subject));
  const wanting = async (): Promise<SignedInClient> => {
    const client = await signedInSupplier(service);
    const { result } = await client.data(DECLARE, { input: { consents: [WANTED] } });
    expect(result).toEqual({ declarations: [{ purpose: 'SIGN_IN_NOTICES', isStanding: true }], userErrors: [] });
    return client;
  };

  it('can be read about by anybody: every purpose, on what it rests, which data, for how long', async () => {
    const { privacyNotice } = await service.client().inLanguage('vi').data(NOTICE);
    const of = (name: string) => privacyNotice.purposes.find(({ purpose }: { purpose: string }) => purpose === name);
    expect(of('SECURITY')).toMatchObject({ basis: 'CONTRACT', description: expect.stringContaining('Bảo vệ') });
    expect(of('SECURITY').data).toContainEqual({
      table: 'session', columns: ['person_id', 'client', 'address'], kept: 'sessions', keptDays: 30, erasure: 'DELETE',
    }); // prettier-ignore
    expect(of('SIGN_IN_NOTICES')).toMatchObject({ basis: 'CONSENT', version: 1 });
  });

  it('is nothing where nobody declared anything: what signs up without a word consents to nothing', async () => {
    const client = await signedInSupplier(service);
    expect(await declarations(client)).toEqual([]);
    await signIn(client.email);
    expect(await notices()).toEqual([]);
  });

  it('is kept from the sign-up: which notice was shown, in which language, and what was wanted', async () => {
    const privacy = { noticeVersion: 1, consents: [WANTED] };
    const client = await signedIn(service, SIGN_UP_SUPPLIER, aSignUp({ privacy, language: 'VI' }));
    expect(await declarations(client)).toEqual([
      { ...WANTED, language: 'EN', madeIn: 'SIGN_UP', withdrawnAt: null, isStanding: true },
      { purpose: null, version: 1, language: 'EN', madeIn: 'SIGN_UP', withdrawnAt: null, isStanding: true },
    ]);
    // The first sign-in is the sign-up itself.
    expect(await notices()).toEqual([]);
  });

  it('is kept from accepting an invitation', async () => {
    const owner = await signedInSupplier(service);
    const email = 'nguoi.moi@co-khi.example.vn';
    const token = await invitationFor(service, owner, email, 'VIEWER');
    const newcomer = { name: 'Lý Thị Hoa', password: PASSWORD, privacy: { noticeVersion: 1 } };
    expect((await service.client().data(ACCEPT, { token, newcomer })).result.userErrors).toEqual([]);
    const client = await signedIn(service, SIGN_IN, { email, password: PASSWORD });
    expect(await declarations(client)).toMatchObject([{ purpose: null, madeIn: 'INVITATION', isStanding: true }]);
  });

  it.each([
    ['of a notice', { noticeVersion: 7 }],
    ['of a purpose', { consents: [{ purpose: 'SIGN_IN_NOTICES', version: 2 }] }],
  ])('is refused where the version %s is not the one that stands: nothing is signed up', async (_what, privacy) => {
    const input = aSignUp({ privacy });
    const { result } = await service.client().data(SIGN_UP_SUPPLIER, { input });
    expect(result.userErrors).toMatchObject([{ code: 'PRIVACY_OUTDATED', path: ['input', 'privacy'] }]);
    expect((await signIn(input.email)).result.userErrors).toHaveLength(1);
  });

  it('has an effect while it stands: a mail tells of each sign-in on a new device, and of none on a known one', async () => {
    const client = await wanting();
    const { result } = await signIn(client.email);
    const [mail, ...others] = await notices();
    expect([mail!.to, others]).toEqual([expect.stringContaining(client.email), []]);
    await signIn(client.email, result.session.deviceToken);
    expect(await notices()).toEqual([]);
  });

  it('has none any more once it is taken back, not even on a mail that waits', async () => {
    const client = await wanting();
    await signIn(client.email);
    const { result } = await client.data(WITHDRAW);
    expect(result).toEqual({ declarations: [{ purpose: 'SIGN_IN_NOTICES', isStanding: false }], userErrors: [] });
    expect(await notices()).toEqual([]);
    await signIn(client.email);
    expect(await sendWaitingMails(service)).toEqual([]);
    // That it stood is kept; what is not given cannot be taken back; and it may be given again.
    expect(await declarations(client)).toMatchObject([{ withdrawnAt: expect.any(String) }]);
    expect((await client.data(WITHDRAW)).result.userErrors).toMatchObject([{ code: 'CONSENT_NOT_GIVEN' }]);
    await client.data(DECLARE, { input: { consents: [WANTED] } });
    expect((await declarations(client)).map(({ isStanding }: any) => isStanding)).toEqual([true, false]);
  });

  it('is asked for again when it means something else', async () => {
    const client = await wanting();
    // As if it had been given to the version before.
    await superuser.query('UPDATE privacy_declaration SET version = 0 WHERE person_id = $1', [client.personId]);
    expect(await declarations(client)).toMatchObject([{ version: 0, withdrawnAt: null, isStanding: false }]);
    await signIn(client.email);
    expect(await notices()).toEqual([]);
  });

  it('is said once, however often it is sent', async () => {
    const client = await wanting();
    await client.data(DECLARE, { input: { noticeVersion: 1, consents: [WANTED, WANTED] } });
    expect(await declarations(client)).toHaveLength(2);
  });

  it('is an official’s, too', async () => {
    const official = await signedInOfficial(service);
    expect((await official.data(DECLARE, { input: { noticeVersion: 1 } })).result.userErrors).toEqual([]);
  });
});
