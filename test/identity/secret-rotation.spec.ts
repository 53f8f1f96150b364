import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jwtVerify } from 'jose';
import { Client } from 'pg';
import { examineSecrets } from '../../src/cli/doctor-secrets.js';
import { SecretRotationService } from '../../src/identity/secret-rotation.service.js';
import { newId } from '../../src/platform/database/new-id.js';
import { FileLinks } from '../../src/platform/storage/file-links.js';
import { signsInAt, TestProvider, throughProvider } from '../harness/a-provider.js';
import { onlyMailTo } from '../harness/mailbox.js';
import {
  CHALLENGED,
  codeOf,
  COMPLETE,
  enrolFactor,
  officialWithoutFactor,
  PASSWORD,
  signedInSupplier,
  type SignedInClient,
  type WithFactor,
} from '../harness/people.js';
import { cloneDatabase, startTestService, type TestDatabase, type TestService } from '../harness/test-service.js';

const [FIRST, SECOND, THIRD] = ['first', 'second', 'third'].map(
  (word) => `the ${word} secret of the tests, long enough`,
);
const AUTHORITY = 'Sở Công Thương Hà Nội';
const VIEWER = '{ viewer { person { id } } }';
const REFRESH = `mutation ($token: String!) { result: sessionRefresh(refreshToken: $token) { session { accessToken } userErrors { code } } }`;
const FORGOTTEN = 'mutation ($email: String!) { result: passwordResetRequest(email: $email) { userErrors { code } } }';
const RESET = `mutation ($token: String!, $newPassword: String!) {
  result: passwordReset(token: $token, newPassword: $newPassword) { userErrors { code } } }`;
const RENAME = `mutation ($name: String!) { result: viewerUpdate(input: { name: $name }) { person { name } userErrors { code } } }`;

describe('exchanging the secret', () => {
  let database: TestDatabase;
  let provider: TestProvider;
  let service: TestService;
  let person: SignedInClient & WithFactor;
  let official: SignedInClient;
  let stranger: SignedInClient;
  let link: string;
  const fileId = newId();
  const key = newId();
  beforeAll(async () => {
    database = await cloneDatabase();
    provider = await TestProvider.start();
    service = await start({ KETNOI_SECRET: FIRST });
    const supplier = await signedInSupplier(service);
    person = Object.assign(supplier, await enrolFactor(supplier));
    stranger = await signedInSupplier(service);
    official = await officialWithoutFactor(service, AUTHORITY);
    await signsInAt(service, AUTHORITY, provider);
    await onlyMailTo(service, person.email);
    await service.client().data(FORGOTTEN, { email: stranger.email });
    await rename(stranger, 'Tên mới');
    link = await service.get(FileLinks).to(fileId, { kind: 'SUPPLIER', role: 'OWNER', sessionId: newId(), ...person });
  });
  afterAll(async () => {
    await service?.app.close();
    await provider?.close();
    await database?.close();
  });

  const start = async (secrets: Record<string, string | undefined>): Promise<TestService> => {
    await service?.app.close();
    const environment = { PRIVATE_SIGN_IN_PROVIDERS: 'true', ...secrets } as Record<string, string>;
    return (service = await startTestService({ database, environment }));
  };
  const token = ({ headers }: any) => (headers as Record<string, string>).authorization!.slice('Bearer '.length);
  /** As the same person, at the service there is now. */
  const as = (client: SignedInClient) => service.client().withToken(token(client));
  const rename = async (client: SignedInClient, name: string) =>
    await as(client).withHeaders({ 'idempotency-key': key }).execute(RENAME, { name });
  const complete = async (code: string): Promise<string> => {
    const input = { email: person.email, password: PASSWORD };
    const { challenge } = (await service.client().data(CHALLENGED, { input })).result;
    const completion = { input: { challengeToken: challenge.token, code } };
    const { data, errors } = await service.client().execute(COMPLETE, completion);
    return errors?.[0]?.extensions?.code ?? data.result.userErrors.map((error: any) => error.code).join();
  };
  const app = async (): Promise<string> => {
    await service.asSystem((unitOfWork) => unitOfWork.query('UPDATE second_factor SET last_step = 0'));
    return complete(codeOf(person.secret));
  };
  const atProvider = async (): Promise<string[]> => {
    const account = { sub: 'one', email: official.email, email_verified: true };
    return (await throughProvider(service, provider, account)).userErrors;
  };
  const doctor = async () => {
    const { state, found } = await examineSecrets(service.app);
    return `${state}: ${found}`;
  };

  it('takes what was signed, hashed and sealed with the one before, and signs with the new one', async () => {
    await start({ KETNOI_SECRET: SECOND, KETNOI_SECRET_PREVIOUS: FIRST });
    expect((await as(person).data(VIEWER)).viewer.person.id).toBe(person.personId);
    const { session } = (await service.client().data(REFRESH, { token: person.refreshToken })).result;
    await expect(jwtVerify(session.accessToken, new TextEncoder().encode(SECOND))).resolves.toBeDefined();
    expect(await app()).toBe('');
    expect(await complete(person.recoveryCodes[0]!)).toBe('');
    expect(await complete(person.recoveryCodes[0]!)).toBe('CODE_WRONG');
    expect(await atProvider()).toEqual([]);
    expect(await service.get(FileLinks).read(fileId, link.split('link=')[1]!)).toMatchObject({
      personId: person.personId,
    });
    const mail = await onlyMailTo(service, stranger.email);
    // The same request again, and not another one under its key.
    expect((await rename(stranger, 'Tên mới')).data.result.person.name).toBe('Tên mới');
    expect((await rename(stranger, 'Tên khác')).errors![0]!.extensions!.code).toBe('IDEMPOTENCY_KEY_REUSED');
    const reset = { token: mail.token, newPassword: 'một mật khẩu khác hẳn' };
    expect((await service.client().data(RESET, reset)).result.userErrors).toEqual([]);
  });

  it('says what rests on the one before, and seals it anew, as often as one likes and while people come and go', async () => {
    expect(await doctor()).toMatch(/^warning: 2 are sealed under KETNOI_SECRET_PREVIOUS/);
    const rotation = service.get(SecretRotationService);
    const counts = await Promise.all([rotation.reseal(), app().then(() => rotation.reseal())]);
    expect(Math.max(...counts)).toBeGreaterThanOrEqual(2);
    expect(await rotation.reseal()).toBe(0);
    expect(await doctor()).toMatch(/^warning: tokens that KETNOI_SECRET_PREVIOUS has signed may be good until/);
    const superuser = new Client({ connectionString: database.superuserUrl });
    await superuser.connect();
    await superuser.query(`UPDATE recovery_code_key SET kept_at = kept_at - interval '3 hours'`);
    await superuser.end();
    expect(await doctor()).toBe('ok: nothing depends on KETNOI_SECRET_PREVIOUS any more');
  });

  it('is over when the one before is gone: what it signed is nothing, what was sealed and hashed is good', async () => {
    await start({ KETNOI_SECRET: SECOND });
    expect((await as(person).execute(VIEWER)).errors![0]!.extensions!.code).toBe('UNAUTHENTICATED');
    expect(await service.get(FileLinks).read(fileId, link.split('link=')[1]!)).toBeNull();
    expect(await doctor()).toBe('ok: 3 sealed under KETNOI_SECRET');
    expect(await app()).toBe('');
    expect(await complete(person.recoveryCodes[1]!)).toBe('');
    expect(await atProvider()).toEqual([]);
  });

  it('is exchanged once more, with codes on paper from before the first', async () => {
    await start({ KETNOI_SECRET: THIRD, KETNOI_SECRET_PREVIOUS: SECOND });
    await service.get(SecretRotationService).reseal();
    await start({ KETNOI_SECRET: THIRD });
    expect(await app()).toBe('');
    expect(await complete(person.recoveryCodes[2]!)).toBe('');
    expect(await atProvider()).toEqual([]);
  });

  it('that is lost is named as such', async () => {
    await start({ KETNOI_SECRET: FIRST });
    expect(await doctor()).toMatch(/^failed: 4 are sealed under a KETNOI_SECRET that is not here/);
    expect(await app()).toBe('INTERNAL');
    expect(await complete(person.recoveryCodes[3]!)).toBe('');
  });
});
