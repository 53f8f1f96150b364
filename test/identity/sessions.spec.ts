import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodeJwt, SignJWT, UnsecuredJWT } from 'jose';
import { PeopleService } from '../../src/identity/people.service.js';
import { PASSWORD, SIGN_IN, type SignedInClient, signedInBuyer, signedInSupplier } from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';

const REFRESH = `mutation ($refreshToken: String!) { result: sessionRefresh(refreshToken: $refreshToken) {
  session { accessToken refreshToken accessTokenExpiresAt refreshTokenExpiresAt } viewer { role } userErrors { code path } } }`;
const REVOKE =
  'mutation ($refreshToken: String!) { result: sessionRevoke(refreshToken: $refreshToken) { userErrors { code } } }';
const CHANGE = `mutation ($input: PasswordChangeInput!) { result: passwordChange(input: $input) {
  person { id } userErrors { code path } } }`;
const WHO = '{ viewer { person { id } } }';
const ENDED = [{ code: 'SESSION_ENDED', path: ['refreshToken'] }];

describe('a session', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService({ environment: { TRUSTED_PROXIES: '1' } });
  });
  afterAll(() => service?.close());

  const refresh = async (refreshToken: string) => (await service.client().data(REFRESH, { refreshToken })).result;
  const signIn = async (email: string, password: string) =>
    (await service.client().data(SIGN_IN, { input: { email, password } })).result;
  const statusWith = async (accessToken: string) => (await service.client().withToken(accessToken).execute(WHO)).status;
  const query = (sql: string, parameters: unknown[]) =>
    service.asSystem((unitOfWork) => unitOfWork.query(sql, parameters));

  const hashOf = (token: string) => createHash('sha256').update(token).digest();
  /** Past the grace there is for tabs of one client. */
  const aWhileAgo = (refreshToken: string) =>
    query(`UPDATE refresh_token SET used_at = used_at - interval '11 seconds' WHERE hash = $1`, [hashOf(refreshToken)]);
  const reuses = (personId: string) =>
    query(`SELECT FROM audit_entry WHERE action = 'session.reuse' AND person_id = $1`, [personId]);

  it('starts with the right password and tells its times', async () => {
    const { email, personId } = await signedInSupplier(service);
    const { session, viewer, userErrors } = await signIn(email, PASSWORD);
    expect(userErrors).toEqual([]);
    expect(viewer.person.id).toBe(personId);
    const minutes = (Date.parse(session.accessTokenExpiresAt) - Date.now()) / 60_000;
    const days = (Date.parse(session.refreshTokenExpiresAt) - Date.now()) / 86_400_000;
    expect(minutes).toBeGreaterThan(14);
    expect(minutes).toBeLessThanOrEqual(15);
    expect(days).toBeGreaterThan(29);
    expect(days).toBeLessThan(31);
    expect(await statusWith(session.accessToken)).toBe(200);
  });

  it.each([
    ['an unknown address', 'nobody@nowhere.example', PASSWORD],
    ['no address at all', 'an\u0000', PASSWORD],
    ['nothing', '', ''],
    ['a very long address', `${'a'.repeat(100_000)}@b.vn`, PASSWORD],
    ['a wrong password', null, 'sai mật khẩu rồi'],
    ['NUL in the password', null, `${PASSWORD}\u0000`],
    ['a very long password', null, 'x'.repeat(500_000)],
  ])('does not start with %s, in always the same words', async (_, address, password) => {
    const email = address ?? (await signedInSupplier(service)).email;
    expect(await signIn(email, password)).toEqual({
      session: null,
      viewer: null,
      userErrors: [
        { code: 'SIGN_IN_REFUSED', message: 'The e-mail address or the password is wrong.', path: ['input'] },
      ],
    });
  });

  it('starts with a password that was long enough when it was chosen', async () => {
    const { email, personId } = await signedInSupplier(service);
    await service.asSystem(() => service.get(PeopleService).setPassword(personId, 'mười ký tự'));
    expect((await signIn(email, 'mười ký tự')).userErrors).toEqual([]);
  });

  it('goes on with a refresh token, each good once', async () => {
    const { refreshToken, personId } = await signedInBuyer(service);
    const first = await refresh(refreshToken);
    const second = await refresh(first.session.refreshToken);
    expect([first, second]).toMatchObject([
      { userErrors: [], viewer: { role: 'OWNER' } },
      { userErrors: [], viewer: { role: 'OWNER' } },
    ]);
    expect(new Set([refreshToken, first.session.refreshToken, second.session.refreshToken]).size).toBe(3);
    const { data } = await service.client().withToken(second.session.accessToken).execute(WHO);
    expect(data.viewer.person.id).toBe(personId);
  });

  it('ends for everybody when a used refresh token comes back, and that is audited', async () => {
    const { refreshToken, personId } = await signedInSupplier(service);
    const { session } = await refresh(refreshToken);
    await aWhileAgo(refreshToken);
    expect(await refresh(refreshToken)).toEqual({ session: null, viewer: null, userErrors: ENDED });
    expect((await refresh(session.refreshToken)).userErrors).toEqual(ENDED);
    expect(await statusWith(session.accessToken)).toBe(401);
    expect(await reuses(personId)).toHaveLength(1);
  });

  it('goes on in each of twelve tabs that refresh at the same moment, and each has tokens of its own from then on', async () => {
    const { refreshToken, personId } = await signedInSupplier(service);
    const tabs = await Promise.all(Array.from({ length: 12 }, () => refresh(refreshToken)));
    expect(tabs.map(({ userErrors }) => userErrors)).toEqual(tabs.map(() => []));
    expect(new Set(tabs.map(({ session }) => session.refreshToken)).size).toBe(12);
    await aWhileAgo(refreshToken);
    const later = await Promise.all(tabs.map(({ session }) => refresh(session.refreshToken)));
    expect(later.map(({ userErrors }) => userErrors)).toEqual(tabs.map(() => []));
    expect(await reuses(personId)).toEqual([]);

    expect((await refresh(refreshToken)).userErrors).toEqual(ENDED);
    const after = await Promise.all(later.map(({ session }) => refresh(session.refreshToken)));
    expect(after.map(({ userErrors }) => userErrors)).toEqual(tabs.map(() => ENDED));
    expect(await reuses(personId)).toHaveLength(1);
  });

  it.each([
    ['another program', { 'user-agent': 'thief/1.0' }],
    ['another address', { 'x-forwarded-for': '203.0.113.66' }],
  ])('ends when %s uses a token that was used a moment ago', async (_, headers) => {
    const { refreshToken, personId } = await signedInSupplier(service);
    const { session } = await refresh(refreshToken);
    const { result } = await service.client().withHeaders(headers).data(REFRESH, { refreshToken });
    expect(result.userErrors).toEqual(ENDED);
    expect((await refresh(session.refreshToken)).userErrors).toEqual(ENDED);
    expect(await reuses(personId)).toHaveLength(1);
  });

  it('leaves other sessions of the same person alone', async () => {
    const { email, refreshToken } = await signedInSupplier(service);
    const { session: other } = await signIn(email, PASSWORD);
    await refresh(refreshToken);
    await aWhileAgo(refreshToken);
    expect((await refresh(refreshToken)).userErrors).toEqual(ENDED);
    expect((await refresh(other.refreshToken)).userErrors).toEqual([]);
  });

  it('ends some days after the last refresh', async () => {
    const { refreshToken, personId } = await signedInSupplier(service);
    await query(`UPDATE session SET expires_at = now() - interval '1 second' WHERE person_id = $1`, [personId]);
    expect((await refresh(refreshToken)).userErrors).toEqual(ENDED);
  });

  it('ends with signing out, at once, and once is enough', async () => {
    const supplier = await signedInSupplier(service);
    const { refreshToken } = supplier;
    expect((await supplier.execute(WHO)).status).toBe(200);
    expect((await service.client().data(REVOKE, { refreshToken })).result).toEqual({ userErrors: [] });
    expect((await supplier.execute(WHO)).status).toBe(401);
    expect((await refresh(refreshToken)).userErrors).toEqual(ENDED);
    expect((await service.client().data(REVOKE, { refreshToken })).result).toEqual({ userErrors: [] });
  });

  it.each(['', 'x', '\u0000', 'a'.repeat(43), 'ả'.repeat(43), "' OR true --", 'z'.repeat(100_000)])(
    'is not found by a made-up refresh token (%#)',
    async (refreshToken) => {
      expect((await refresh(refreshToken)).userErrors).toEqual(ENDED);
      expect((await service.client().data(REVOKE, { refreshToken })).result).toEqual({ userErrors: [] });
    },
  );

  it('keeps neither tokens nor passwords that could be used', async () => {
    const { refreshToken, personId } = await signedInSupplier(service);
    expect(await query('SELECT FROM refresh_token WHERE hash = $1', [hashOf(refreshToken)])).toHaveLength(1);
    const [row] = await service.asSystem((unitOfWork) =>
      unitOfWork.query<{ hash: string }>('SELECT hash FROM person_password WHERE person_id = $1', [personId]),
    );
    expect(row!.hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  describe('an access token', () => {
    let supplier: SignedInClient;
    let accessToken: string;
    const key = () => new TextEncoder().encode(service.config.auth.secret!);
    const forged = (changes: object) =>
      new SignJWT({ ...decodeJwt(accessToken), ...changes }).setProtectedHeader({ alg: 'HS256' }).sign(key());
    beforeAll(async () => {
      supplier = await signedInSupplier(service);
      accessToken = (await signIn(supplier.email, PASSWORD)).session.accessToken;
    });

    it('says whose session it is and nothing more', () => {
      expect(decodeJwt(accessToken)).toEqual({
        iss: 'ketnoi',
        aud: 'ketnoi',
        sub: supplier.personId,
        sid: expect.any(String),
        iat: expect.any(Number),
        exp: expect.any(Number),
      });
    });

    it('is good as it is', async () => {
      expect(await statusWith(await forged({}))).toBe(200);
    });

    it.each([
      ['has expired', () => forged({ exp: Math.floor(Date.now() / 1000) - 1 })],
      ['never expires', () => forged({ exp: undefined })],
      ['names another person', async () => forged({ sub: (await signedInSupplier(service)).personId })],
      ['names no session', () => forged({ sid: 'x' })],
      ['was issued for something else', () => forged({ aud: 'elsewhere' })],
      ['was changed', async () => accessToken.slice(0, -4) + (accessToken.endsWith('AAAA') ? 'BBBB' : 'AAAA')],
      ['is unsigned', async () => new UnsecuredJWT(decodeJwt(accessToken)).encode()],
      [
        'has another algorithm',
        () => new SignJWT(decodeJwt(accessToken)).setProtectedHeader({ alg: 'HS512' }).sign(key()),
      ],
      ['is none', async () => 'abc'],
    ])('is refused when it %s', async (_, token) => {
      const answer = await service
        .client()
        .withToken(await token())
        .execute(WHO);
      expect([answer.status, answer.errors?.[0]?.extensions?.code]).toEqual([401, 'UNAUTHENTICATED']);
    });
  });

  describe('changing the password', () => {
    const change = async (client: SignedInClient, currentPassword: string, newPassword: string) =>
      (await client.data(CHANGE, { input: { currentPassword, newPassword } })).result;

    it('ends all sessions, and only the new one is good', async () => {
      const supplier = await signedInSupplier(service);
      const newPassword = 'một câu dài dễ nhớ';
      expect(await change(supplier, PASSWORD.normalize('NFD'), newPassword)).toEqual({
        person: { id: supplier.personId },
        userErrors: [],
      });
      expect((await supplier.execute(WHO)).status).toBe(401);
      expect((await refresh(supplier.refreshToken)).userErrors).toEqual(ENDED);
      expect((await signIn(supplier.email, PASSWORD)).userErrors).toMatchObject([{ code: 'SIGN_IN_REFUSED' }]);
      expect((await signIn(supplier.email, newPassword)).userErrors).toEqual([]);
    });

    it('needs the old one and a good new one', async () => {
      const supplier = await signedInSupplier(service);
      expect((await change(supplier, 'không phải', 'ngắn')).userErrors).toEqual([
        { code: 'PASSWORD_TOO_SHORT', path: ['input', 'newPassword'] },
        { code: 'PASSWORD_WRONG', path: ['input', 'currentPassword'] },
      ]);
      expect((await supplier.execute(WHO)).status).toBe(200);
    });

    it('needs one that nobody would try first', async () => {
      const supplier = await signedInSupplier(service, 'Công ty Đúc Hoà Bình');
      const codesFor = async (newPassword: string) => (await change(supplier, PASSWORD, newPassword)).userErrors;
      expect(await codesFor('đúc hòa bình 2026')).toEqual([
        { code: 'PASSWORD_TOO_OBVIOUS', path: ['input', 'newPassword'] },
      ]);
      expect(await codesFor('administrator')).toEqual([
        { code: 'PASSWORD_TOO_COMMON', path: ['input', 'newPassword'] },
      ]);
    });

    it('is for those signed in', async () => {
      const input = { currentPassword: PASSWORD, newPassword: PASSWORD };
      const { errors } = await service.client().execute(CHANGE, { input });
      expect(errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
    });
  });
});
