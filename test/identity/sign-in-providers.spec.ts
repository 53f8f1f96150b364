import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OfficialsService } from '../../src/identity/officials.service.js';
import { SignInProvidersService } from '../../src/identity/providers/sign-in-providers.service.js';
import type { Refusal } from '../../src/platform/graphql/problems.js';
import { type Account, beginAt, finishAt, signsInAt, TestProvider, throughProvider } from '../harness/a-provider.js';
import {
  codeOf,
  COMPLETE,
  enrolFactor,
  officialWithoutFactor,
  SIGN_IN,
  type SignedInClient,
} from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';

const VIEWER = '{ viewer { mustEnrolFactor hasFactor } }';
const CONFIRM = `mutation ($input: SessionConfirmInput!) { result: sessionConfirm(input: $input) { userErrors { code } } }`;
const SWITCH = `mutation ($id: ID!) { result: sessionSwitchOrganisation(organisationId: $id) { userErrors { code } } }`;
const codes = (result: any): string[] => result.userErrors.map(({ code }: { code: string }) => code);
const account = ({ email }: { email: string }, changes: Partial<Account> = {}): Account => ({
  sub: `of ${email}`,
  email,
  email_verified: true,
  ...changes,
});

describe('where officials sign in', () => {
  let service: TestService;
  let provider: TestProvider;
  let authority: string;
  let count = 0;
  beforeAll(async () => {
    service = await startTestService({ environment: { PRIVATE_SIGN_IN_PROVIDERS: 'true' } });
    provider = await TestProvider.start({ tellsInToken: false });
  });
  afterAll(async () => {
    await provider?.close();
    await service?.close();
  });

  const providers = <T>(work: (providers: SignInProvidersService) => Promise<T>) =>
    service.asSystem(() => work(service.get(SignInProvidersService)));
  /** An official of an authority of their own, whose provider is set with these changes. */
  const official = async (changes: object = {}): Promise<SignedInClient & { password: string }> => {
    authority = `Sở Công Thương số ${++count}`;
    for (const { authority: name } of await providers((service) => service.list())) {
      await providers((service) => service.drop(name));
    }
    const person = await officialWithoutFactor(service, authority);
    await signsInAt(service, authority, provider, changes);
    return person;
  };
  const as = (result: any) => service.client().withToken(result.session.accessToken);
  const withPassword = async ({ email, password }: { email: string; password: string }) =>
    codes((await service.client().data(SIGN_IN, { input: { email, password } })).result);

  it('is told the address where the access token leads, where the ID token does not tell it', async () => {
    const person = await official();
    provider.asked.clear();
    const result = await throughProvider(service, provider, account(person));
    expect(codes(result)).toEqual([]);
    expect(provider.asked.get('/me')).toBe(1);
  });

  it('takes no second factor of the provider’s unless the operator says so', async () => {
    const person = await official();
    const result = await throughProvider(service, provider, account(person, { amr: ['pwd', 'otp'], acr: 'high' }));
    expect(result.viewer).toMatchObject({ mustEnrolFactor: true, hasFactor: false });
    expect((await as(result).execute('{ reviewQueue { nodes { id } } }')).errors![0]!.extensions!.code).toBe(
      'FACTOR_NEEDED',
    );
  });

  it('takes one that it is told to take, and asks for ours where the provider has not seen it', async () => {
    const person = await official({ factors: ['amr=otp', 'acr=high'] });
    for (const seen of [{ amr: ['pwd', 'otp'] }, { acr: 'high' }]) {
      const result = await throughProvider(service, provider, account(person, seen));
      expect(result.viewer).toMatchObject({ mustEnrolFactor: false, hasFactor: false });
      const client = as(result);
      expect((await client.data(VIEWER)).viewer).toEqual({ mustEnrolFactor: false, hasFactor: false });
      const refreshed = await service.client().data(
        `mutation ($token: String!) { result: sessionRefresh(refreshToken: $token) { viewer { mustEnrolFactor } userErrors { code } } }`,
        { token: result.session.refreshToken },
      ); // prettier-ignore
      expect(refreshed.result.viewer).toEqual({ mustEnrolFactor: false });
    }
    for (const seen of [{ amr: ['pwd'] }, { acr: 'low' }, {}]) {
      const result = await throughProvider(service, provider, account(person, seen));
      expect(result.viewer.mustEnrolFactor).toBe(true);
    }
  });

  it('still asks for a code of whoever has enrolled one, and the session is the provider’s all the same', async () => {
    const person = await official();
    const { secret } = await enrolFactor(person);
    const result = await throughProvider(service, provider, account(person));
    expect(result).toMatchObject({ session: null, viewer: null, userErrors: [] });
    const input = { challengeToken: result.challenge.token, code: codeOf(secret, 1) };
    const completed = (await service.client().data(COMPLETE, { input })).result;
    const { mySessions } = await as(completed).data('{ mySessions { method isCurrent } }');
    expect(mySessions.find(({ isCurrent }: any) => isCurrent).method).toBe('PROVIDER');
  });

  it('is proven again there, not by a password', async () => {
    const person = await official({ factors: ['acr=high'] });
    const result = await throughProvider(service, provider, account(person, { acr: 'high' }));
    const input = { currentPassword: person.password };
    expect(codes((await as(result).data(CONFIRM, { input })).result)).toEqual(['PROVE_AT_PROVIDER']);
  });

  it('may be the only way: passwords open nothing, and what they have opened ends', async () => {
    const person = await official();
    expect(await withPassword(person)).toEqual([]);
    await signsInAt(service, authority, provider, { isOnlyWay: true });
    expect((await person.execute(VIEWER)).errors![0]!.extensions!.code).toBe('UNAUTHENTICATED');
    expect(await withPassword(person)).toEqual(['PROVIDER_DEMANDED']);
    // Whether the password is right is said to nobody who does not have it.
    expect(await withPassword({ ...person, password: 'sai mật khẩu rồi' })).toEqual(['SIGN_IN_REFUSED']);
    expect(codes(await throughProvider(service, provider, account(person)))).toEqual([]);
    await providers((service) => service.drop(authority));
    expect(await withPassword(person)).toEqual([]);
  });

  it('ends a sign-in with a password that waits for its code, where it becomes the only way', async () => {
    const person = await official();
    const { secret } = await enrolFactor(person);
    const CHALLENGED = `mutation ($input: SessionCreateInput!) { result: sessionCreate(input: $input) { challenge { token } } }`;
    const credentials = { input: { email: person.email, password: person.password } };
    const { challenge } = (await service.client().data(CHALLENGED, credentials)).result;
    await signsInAt(service, authority, provider, { isOnlyWay: true });
    const input = { challengeToken: challenge.token, code: codeOf(secret, 1) };
    expect(codes((await service.client().data(COMPLETE, { input })).result)).toEqual(['TOKEN_INVALID']);
  });

  it('ends what it has opened when it is dropped, and what waits to come back from it', async () => {
    const person = await official({ factors: ['acr=high'] });
    const result = await throughProvider(service, provider, account(person, { acr: 'high' }));
    const { signIn } = await beginAt(service, person.email);
    const cameBack = await provider.signIn(signIn.authorizationUrl, account(person, { acr: 'high' }));
    await providers((service) => service.drop(authority));
    expect((await as(result).execute(VIEWER)).errors![0]!.extensions!.code).toBe('UNAUTHENTICATED');
    expect(codes(await finishAt(service, { challenge: signIn.challenge, ...cameBack }))).toEqual(['TOKEN_INVALID']);
    expect(codes(await beginAt(service, person.email))).toEqual(['PROVIDER_UNKNOWN']);
    const [kept] = await service.asSystem((unitOfWork) =>
      unitOfWork.query(`SELECT client_secret AS secret, dropped_at IS NOT NULL AS "isDropped" FROM sign_in_provider
        JOIN organisation ON organisation.id = organisation_id WHERE name = $1`, [authority]),
    ); // prettier-ignore
    expect(kept).toEqual({ secret: null, isDropped: true });
  });

  it('keeps sessions and accounts where only its rules change, and neither where it is another client there', async () => {
    const person = await official({ factors: ['acr=high'] });
    const result = await throughProvider(service, provider, account(person, { acr: 'high' }));
    await signsInAt(service, authority, provider, {
      clientSecret: null,
      factors: ['acr=high'],
      claims: ['groups=review'],
    });
    expect((await as(result).data(VIEWER)).viewer.mustEnrolFactor).toBe(false);
    expect(codes(await throughProvider(service, provider, account(person)))).toEqual(['PROVIDER_ACCOUNT_REFUSED']);
    const member = account(person, { groups: ['staff', 'review'], acr: 'high' });
    expect(codes(await throughProvider(service, provider, member))).toEqual([]);
    await signsInAt(service, authority, provider, { clientId: 'another' });
    expect((await as(result).execute(VIEWER)).errors![0]!.extensions!.code).toBe('UNAUTHENTICATED');
  });

  it('forgets the account of an official who is removed, and links it anew where they are let in again', async () => {
    const person = await official();
    expect(codes(await throughProvider(service, provider, account(person)))).toEqual([]);
    await service.asSystem(() => service.get(OfficialsService).remove(person.email));
    expect(codes(await throughProvider(service, provider, account(person)))).toEqual(['PROVIDER_ACCOUNT_REFUSED']);
    await service.asSystem(() => service.get(OfficialsService).create(person.email, null, authority));
    const { viewer } = await throughProvider(service, provider, account(person));
    expect(viewer.person).toMatchObject({ email: person.email });
    expect(viewer.person.id).not.toBe(person.personId);
  });

  it('acts for its authority alone, and nothing else acts for one that demands it', async () => {
    const person = await official({ factors: ['acr=high'] });
    const [first, other] = [authority, await officialWithoutFactor(service, 'Cục Công nghiệp')];
    await service.asSystem((unitOfWork) =>
      unitOfWork.query(`INSERT INTO membership (person_id, organisation_id, role) VALUES ($1, $2, 'EDITOR')`, [
        person.personId,
        other.organisationId,
      ]),
    );
    const result = await throughProvider(service, provider, account(person, { acr: 'high' }));
    expect(codes((await as(result).data(SWITCH, { id: other.organisationId })).result)).toEqual([
      'SESSION_OF_PROVIDER',
    ]);
    await enrolFactor(person);
    expect(codes((await person.data(SWITCH, { id: other.organisationId })).result)).toEqual([]);
    await signsInAt(service, first, provider, { isOnlyWay: true });
    expect(codes((await person.data(SWITCH, { id: person.organisationId })).result)).toEqual(['PROVIDER_DEMANDED']);
  });

  it('is refused with all that is wrong, and nothing is written', async () => {
    await official();
    const wrong = {
      issuer: 'ftp://id.example.vn', clientId: ' ', clientSecret: '', redirectUri: 'https://a@b.vn/', domains: ['vn', 'x.vn/'],
      claims: ['groups'], factors: ['groups=x'], isOnlyWay: false,
    }; // prettier-ignore
    const refused = (await providers((service) => service.set('Sở không có', wrong))) as Refusal;
    expect(refused.problems.map(({ message, path }) => `${path.join('.')}: ${message.code}`)).toEqual([
      'authority: AUTHORITY_NOT_FOUND',
      'issuer: PROVIDER_ADDRESS_INVALID',
      'redirectUri: PROVIDER_ADDRESS_INVALID',
      'clientId: PROVIDER_CLIENT_MISSING',
      'clientSecret: PROVIDER_SECRET_MISSING',
      'domains.0: PROVIDER_WORD_INVALID',
      'domains.1: PROVIDER_WORD_INVALID',
      'claims.0: PROVIDER_WORD_INVALID',
      'factors.0: PROVIDER_WORD_INVALID',
    ]);
    await officialWithoutFactor(service, 'Cục Công nghiệp');
    await expect(signsInAt(service, 'Cục Công nghiệp', provider)).rejects.toThrow('PROVIDER_DOMAIN_TAKEN');
    expect(await providers((service) => service.list())).toHaveLength(1);
  });
});

describe('a provider with a private address', () => {
  let service: TestService;
  let provider: TestProvider;
  beforeAll(async () => {
    service = await startTestService();
    provider = await TestProvider.start();
    await officialWithoutFactor(service, 'Sở Công Thương Hà Nội');
  });
  afterAll(async () => {
    await provider?.close();
    await service?.close();
  });

  it.each(['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '2130706433', '10.0.0.1', '169.254.169.254'])(
    'is not asked unless that is configured: %s',
    async (host) => {
      await expect(signsInAt(service, 'Sở Công Thương Hà Nội', provider)).rejects.toThrow('PROVIDER_ADDRESS_INVALID');
      const issuer = `https://${host}:${new URL(provider.issuer).port}`;
      await signsInAt(service, 'Sở Công Thương Hà Nội', { issuer });
      expect(codes(await beginAt(service, 'ai@so-cong-thuong.example.vn'))).toEqual(['PROVIDER_UNAVAILABLE']);
      expect(provider.connections).toBe(0);
    },
  );
});
