import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import {
  type Account,
  beginAt,
  finishAt,
  newKey,
  signsInAt,
  TestProvider,
  throughProvider,
} from '../harness/a-provider.js';
import { officialWithoutFactor, signedInOfficial, signedInSupplier, type SignedInClient } from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';

const HANOI = 'Sở Công Thương Hà Nội';
const REFUSED = ['PROVIDER_ANSWER_REFUSED'];
const NOBODY = ['PROVIDER_ACCOUNT_REFUSED'];
const AWAY = ['PROVIDER_UNAVAILABLE'];
const codes = (result: any): string[] => result.userErrors.map(({ code }: { code: string }) => code);

let number = 0;

describe('signing in where an authority has its accounts', () => {
  let service: TestService;
  let provider: TestProvider;
  beforeAll(async () => {
    service = await startTestService({
      environment: { PRIVATE_SIGN_IN_PROVIDERS: 'true', OFFICIALS_NEED_FACTOR: 'false' },
    });
    provider = await TestProvider.start();
    await officialWithoutFactor(service, HANOI);
    await signsInAt(service, HANOI, provider);
  });
  afterEach(() => provider.answers.clear());
  afterAll(async () => {
    await provider?.close();
    await service?.close();
  });

  const accountOf = ({ email }: { email: string }, changes: Partial<Account> = {}): Account => ({
    sub: `account ${++number}`,
    email,
    email_verified: true,
    ...changes,
  });
  const begun = async (official: { email: string }, changes: Partial<Account> = {}) => {
    const account = accountOf(official, changes);
    const { signIn } = await beginAt(service, official.email);
    const cameBack = await provider.signIn(signIn.authorizationUrl, account);
    return { challenge: signIn.challenge as string, ...cameBack };
  };
  const signInAs = (official: { email: string }, changes: Partial<Account> = {}) =>
    throughProvider(service, provider, accountOf(official, changes));
  const newOfficial = () => officialWithoutFactor(service, HANOI);
  const sessionsOf = ({ personId }: Pick<SignedInClient, 'personId'>) =>
    service.asSystem((unitOfWork) =>
      unitOfWork.query('SELECT FROM session WHERE person_id = $1 AND provider_id IS NOT NULL', [personId]),
    );
  const forged = async (official: { email: string }, changes: (nonce: string) => object, key?: object) => {
    const { signIn } = await beginAt(service, official.email);
    const { sub, ...claims } = accountOf(official);
    const cameBack = await provider.signIn(signIn.authorizationUrl, { sub, ...claims });
    const nonce = new URL(signIn.authorizationUrl).searchParams.get('nonce')!;
    provider.answerToken(await provider.forge({ sub, ...claims, nonce, ...changes(nonce) }, { key: key as never }));
    return finishAt(service, { challenge: signIn.challenge, ...cameBack });
  };

  it('opens a session for an official of that authority, which says how it was opened', async () => {
    const official = await newOfficial();
    const result = await signInAs(official);
    expect(codes(result)).toEqual([]);
    expect(result.viewer.person).toEqual({ id: official.personId, email: official.email });
    const client = service.client().withToken(result.session.accessToken);
    const { mySessions } = await client.data('{ mySessions { method isCurrent } }');
    expect(mySessions).toEqual([
      { method: 'PROVIDER', isCurrent: true },
      { method: 'PASSWORD', isCurrent: false },
    ]);
  });

  it('asks with PKCE, state and nonce, none of which stands in the database', async () => {
    const { email } = await newOfficial();
    const { signIn } = await beginAt(service, email);
    const { searchParams } = new URL(signIn.authorizationUrl);
    expect(Object.fromEntries(searchParams)).toMatchObject({
      response_type: 'code', code_challenge_method: 'S256', scope: 'openid email', client_id: 'ketnoi', login_hint: email,
    }); // prettier-ignore
    const rows = await service.asSystem((unitOfWork) =>
      unitOfWork.query(`SELECT provider_sign_in::text AS text FROM provider_sign_in UNION ALL
        SELECT sign_in_provider::text FROM sign_in_provider`),
    );
    const told = ['state', 'nonce', 'code_challenge'].map((name) => searchParams.get(name)!);
    for (const secret of [signIn.challenge, ...told, 'a client secret']) {
      expect(JSON.stringify(rows)).not.toContain(secret);
      expect(JSON.stringify(rows)).not.toContain(Buffer.from(secret).toString('hex'));
    }
  });

  it('is found by the domain of the address, whoever has it', async () => {
    expect(codes(await beginAt(service, 'ai@khong-co.example.vn'))).toEqual(['PROVIDER_UNKNOWN']);
    expect(codes(await beginAt(service, 'không phải địa chỉ'))).toEqual(['PROVIDER_UNKNOWN']);
    expect(codes(await beginAt(service, 'khong-ai@SO-CONG-THUONG.example.vn'))).toEqual([]);
  });

  it('is finished once, however many come at once', async () => {
    const official = await newOfficial();
    const input = await begun(official);
    const results = await Promise.all(Array.from({ length: 20 }, () => finishAt(service, input)));
    expect(results.filter(({ session }) => session !== null)).toHaveLength(1);
    expect(await sessionsOf(official)).toHaveLength(1);
    expect(codes(await finishAt(service, input))).toEqual(['TOKEN_INVALID']);
  });

  it('takes a code no second time, nor with the challenge of another', async () => {
    const official = await newOfficial();
    const { challenge, ...cameBack } = await begun(official);
    const { signIn } = await beginAt(service, official.email);
    // The state is that of the first: whoever has a code of somebody else cannot bring it in.
    expect(codes(await finishAt(service, { ...cameBack, challenge: signIn.challenge }))).toEqual(REFUSED);
    expect(codes(await finishAt(service, { ...cameBack, challenge }))).toEqual([]);
    const again = await begun(official);
    expect(codes(await finishAt(service, { ...again, code: cameBack.code }))).toEqual(REFUSED);
  });

  it.each([
    ['a wrong state', { state: 'x' }],
    ['an empty state', { state: '' }],
    ['a wrong code', { code: 'x' }],
    ['no code', { code: '' }],
    ['another issuer', { iss: 'https://another.example.vn' }],
    ['no issuer where the provider says it', { iss: null }],
  ])('is refused with %s, and uses the challenge up', async (_, changes) => {
    const official = await newOfficial();
    const input = await begun(official);
    expect(codes(await finishAt(service, { ...input, ...changes }))).toEqual(REFUSED);
    expect(codes(await finishAt(service, input))).toEqual(['TOKEN_INVALID']);
    expect(await sessionsOf(official)).toEqual([]);
  });

  it('is over after a quarter of an hour', async () => {
    const official = await newOfficial();
    const input = await begun(official);
    const superuser = new Client({ connectionString: service.database.superuserUrl });
    await superuser.connect();
    const { rows } = await superuser.query<{ minutes: number }>(
      `SELECT round(extract(epoch FROM max(expires_at) - now()) / 60)::int AS minutes FROM provider_sign_in`,
    );
    expect(rows).toEqual([{ minutes: 15 }]);
    await superuser.query('UPDATE provider_sign_in SET expires_at = now()');
    await superuser.end();
    expect(codes(await finishAt(service, input))).toEqual(['TOKEN_INVALID']);
  });

  it('takes no code that another client was given', async () => {
    const official = await newOfficial();
    const { signIn } = await beginAt(service, official.email);
    const elsewhere = Object.assign(new URL(signIn.authorizationUrl));
    elsewhere.searchParams.set('client_id', 'another');
    const cameBack = await provider.signIn(elsewhere.href, accountOf(official));
    expect(codes(await finishAt(service, { challenge: signIn.challenge, ...cameBack }))).toEqual(REFUSED);
  });

  it.each<[string, (seconds: number) => object]>([
    ['the nonce of another sign-in', () => ({ nonce: 'x' })],
    ['no nonce', () => ({ nonce: undefined })],
    ['another audience', () => ({ aud: 'another' })],
    ['another issuer', () => ({ iss: 'https://another.example.vn' })],
    ['its time over', (seconds) => ({ iat: seconds - 400, exp: seconds - 60 })],
    ['a time that has not come', (seconds) => ({ nbf: seconds + 120 })],
    ['a sign-in at the provider from long ago', (seconds) => ({ auth_time: seconds - 7200 })],
    ['no word of when that was', () => ({ auth_time: undefined })],
    ['no subject', () => ({ sub: undefined })],
  ])('takes no token with %s', async (_, changes) => {
    const official = await newOfficial();
    expect(codes(await forged(official, () => changes(Math.floor(Date.now() / 1000))))).toEqual(REFUSED);
    expect(await sessionsOf(official)).toEqual([]);
  });

  it('takes a token whose clock is off by seconds, and none that another key has signed', async () => {
    const official = await newOfficial();
    const seconds = Math.floor(Date.now() / 1000);
    expect(codes(await forged(official, () => ({}), await newKey()))).toEqual(REFUSED);
    expect(codes(await forged(official, () => ({ iat: seconds + 10, exp: seconds - 10 })))).toEqual([]);
  });

  it('proves no more than the provider has seen: the proof is as old as that', async () => {
    const official = await newOfficial();
    const seconds = Math.floor(Date.now() / 1000) - 1500;
    expect(codes(await forged(official, () => ({ auth_time: seconds })))).toEqual([]);
    const [session] = await service.asSystem((unitOfWork) =>
      unitOfWork.query<{ seconds: number }>(
        'SELECT extract(epoch FROM proven_at)::int AS seconds FROM session WHERE person_id = $1 AND provider_id IS NOT NULL',
        [official.personId],
      ),
    );
    expect(session).toEqual({ seconds });
  });

  it('takes nobody with an address that is not verified, or of another domain', async () => {
    const official = await newOfficial();
    expect(codes(await signInAs(official, { email_verified: false }))).toEqual(['PROVIDER_EMAIL_UNVERIFIED']);
    expect(codes(await signInAs(official, { email_verified: 'true' as never }))).toEqual(['PROVIDER_EMAIL_UNVERIFIED']);
    const supplier = await signedInSupplier(service);
    const { signIn } = await beginAt(service, official.email);
    const cameBack = await provider.signIn(signIn.authorizationUrl, accountOf(supplier));
    expect(codes(await finishAt(service, { challenge: signIn.challenge, ...cameBack }))).toEqual(NOBODY);
  });

  it('makes nobody a member, and lets in no official of another authority', async () => {
    const people = await service.asSystem((unitOfWork) => unitOfWork.query('SELECT FROM person'));
    expect(codes(await signInAs({ email: 'ai-do@so-cong-thuong.example.vn' }))).toEqual(NOBODY);
    expect(await service.asSystem((unitOfWork) => unitOfWork.query('SELECT FROM person'))).toHaveLength(people.length);
    const other = await officialWithoutFactor(service, 'Cục Công nghiệp');
    expect(codes(await signInAs(other))).toEqual(NOBODY);
    expect(await sessionsOf(other)).toEqual([]);
  });

  it('links an account once: whatever address it has there later, it is the same official', async () => {
    const [one, other] = [await newOfficial(), await newOfficial()];
    const account = accountOf(one);
    expect((await throughProvider(service, provider, account)).viewer.person.id).toBe(one.personId);
    const moved = await throughProvider(service, provider, { ...account, email: other.email });
    expect(moved.viewer.person.id).toBe(one.personId);
    // Another account with the address that the first had.
    expect(codes(await signInAs(one))).toEqual(NOBODY);
    expect((await signInAs(other)).viewer.person.id).toBe(other.personId);
  });

  it('lets in no member who is suspended or has left', async () => {
    const official = await newOfficial();
    const account = accountOf(official);
    await throughProvider(service, provider, account);
    const change = (sql: string) =>
      service.asSystem((unitOfWork) => unitOfWork.query(`${sql} WHERE person_id = $1`, [official.personId]));
    await change('UPDATE membership SET suspended_at = now()');
    expect(codes(await throughProvider(service, provider, account))).toEqual(NOBODY);
    await change('UPDATE membership SET suspended_at = NULL');
    expect(codes(await throughProvider(service, provider, account))).toEqual([]);
    await change('DELETE FROM membership');
    expect(codes(await throughProvider(service, provider, account))).toEqual(NOBODY);
  });

  it('knows the new keys of a provider at once', async () => {
    const official = await newOfficial();
    const account = accountOf(official);
    expect(codes(await throughProvider(service, provider, account))).toEqual([]);
    await provider.rotateKeys();
    provider.asked.clear();
    expect(codes(await throughProvider(service, provider, account))).toEqual([]);
    expect(provider.asked.get('/jwks')).toBe(1);
    expect(provider.asked.get('/.well-known/openid-configuration')).toBeUndefined();
  });

  it.each<[string, (response: import('node:http').ServerResponse) => void]>([
    ['hangs', () => undefined],
    ['hangs in the middle', (response) => void response.write('{"access_token":')],
    ['sends a hundred megabytes', (response) => {
      response.setHeader('content-type', 'application/json');
      response.end(Buffer.alloc(100_000_000, ' '));
    }],
    ['sends somewhere else', (response) => void response.writeHead(307, { location: '/token-of-another' }).end()],
    ['breaks', (response) => void response.writeHead(500).end()],
    ['cuts the connection', (response) => response.destroy()],
    ['does not know the client any more', (response) =>
      void response.writeHead(401, { 'content-type': 'application/json' }).end('{"error":"invalid_client"}')],
  ])('is refused in time where the provider %s, and holds no connection of the database', async (_, answer) => {
    const official = await newOfficial();
    const input = await begun(official);
    let openTransactions: unknown[] | null = null;
    provider.answers.set('/token', (_, response) => {
      void service
        .asSystem((unitOfWork) =>
          unitOfWork.query(`SELECT FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'`),
        )
        .then((found) => {
          openTransactions = found;
          answer(response);
        });
    });
    const before = Date.now();
    expect(codes(await finishAt(service, input))).toEqual(AWAY);
    expect(Date.now() - before).toBeLessThan(10_000);
    expect(openTransactions).toEqual([]);
    expect(provider.asked.get('/token-of-another')).toBeUndefined();
  }); // prettier-ignore
});

describe('a provider that is not there', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService({ environment: { PRIVATE_SIGN_IN_PROVIDERS: 'true' } });
  });
  afterAll(() => service?.close());

  it('is refused, and found again', async () => {
    const { email } = await signedInOfficial(service, HANOI);
    const provider = await TestProvider.start();
    await signsInAt(service, HANOI, provider);
    const path = '/.well-known/openid-configuration';
    provider.answers.set(path, (_, response) => void response.destroy());
    expect(codes(await beginAt(service, email))).toEqual(AWAY);
    // Of another issuer than it was asked as, or with an end that leads elsewhere.
    const metadata = { issuer: provider.issuer, jwks_uri: `${provider.issuer}/jwks` };
    const ends = { authorization_endpoint: `${provider.issuer}/auth`, token_endpoint: `${provider.issuer}/token` };
    for (const changes of [
      { issuer: 'https://another.example.vn' },
      { authorization_endpoint: 'javascript:alert(1)' },
    ]) {
      provider.answers.set(path, (_, response) => {
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify({ ...metadata, ...ends, ...changes }));
      });
      expect(codes(await beginAt(service, email))).not.toEqual([]);
    }
    provider.answers.clear();
    expect(codes(await beginAt(service, email))).toEqual([]);
    await provider.close();
  });
});
