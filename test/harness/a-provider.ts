import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT, importJWK } from 'jose';
import type { Provider } from 'oidc-provider';
import {
  type ProviderSettings,
  SignInProvidersService,
} from '../../src/identity/providers/sign-in-providers.service.js';
import type { SignInProvider } from '../../src/identity/providers/sign-in-provider.js';
import { Refusal } from '../../src/platform/graphql/problems.js';
import type { TestService } from './test-service.js';

export const REDIRECT_URI = 'https://ketnoi.example.vn/sign-in';
const CLIENT_SECRET = 'a client secret that is long enough';

/** Somebody with an account at the provider, and what it says of them. */
export interface Account {
  sub: string;
  email?: string;
  email_verified?: boolean;
  acr?: string;
  amr?: string[];
  groups?: string[];
}

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** What comes back to the front end. */
export interface CameBack {
  code: string;
  state: string;
  iss: string | null;
}

/** A real provider of OpenID Connect in this process, with pages that sign whoever it is told in at once. */
export class TestProvider {
  /** Instead of what the provider answers, by path. */
  readonly answers = new Map<string, Answer>();
  /** How often each path was asked for. */
  readonly asked = new Map<string, number>();
  connections = 0;
  private readonly accounts = new Map<string, Account>();
  private readonly whoSignsIn: string[] = [];
  private key!: JWK;
  private serve!: RequestListener;

  private constructor(
    private readonly server: Server,
    readonly issuer: string,
    private readonly tellsInToken: boolean,
  ) {}

  /** `tellsInToken`: the address stands in the ID token; else only where the access token leads. */
  static async start({ tellsInToken = true } = {}): Promise<TestProvider> {
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const provider = new TestProvider(server, issuer, tellsInToken);
    await provider.rotateKeys();
    server.on('connection', () => provider.connections++);
    server.on('request', (request, response) => provider.answer(request, response));
    return provider;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  /** Another key from now on; what was signed with the one before verifies no more. */
  async rotateKeys(): Promise<void> {
    this.key = await newKey();
    this.serve = (await quietly(() => this.make())).callback();
  }

  /** Signs somebody in where Ketnoi has sent the browser, and answers what the browser brings back. */
  async signIn(authorizationUrl: string, account: Account): Promise<CameBack> {
    this.accounts.set(account.sub, account);
    this.whoSignsIn.push(account.sub);
    const cookies = new Map<string, string>();
    for (let url = authorizationUrl; ;) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const response = await fetch(url, { redirect: 'manual', headers: { cookie } });
      for (const set of response.headers.getSetCookie()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(set)!;
        cookies.set(name!, value!);
      }
      const location = response.headers.get('location');
      if (!location) throw new Error(`the provider answers ${response.status}: ${await response.text()}`);
      url = new URL(location, url).href;
      if (!url.startsWith(REDIRECT_URI)) continue;
      const { searchParams } = new URL(url);
      if (searchParams.has('error')) throw new Error(url);
      return { code: searchParams.get('code')!, state: searchParams.get('state')!, iss: searchParams.get('iss') };
    }
  }

  /** An ID token such as the provider would make, with changes; signed with its key or with another. */
  async forge(claims: JWTPayload, { key = this.key }: { key?: JWK } = {}): Promise<string> {
    const seconds = Math.floor(Date.now() / 1000);
    const payload = {
      iss: this.issuer,
      aud: 'ketnoi',
      iat: seconds,
      exp: seconds + 300,
      auth_time: seconds,
      ...claims,
    };
    return new SignJWT(payload)
      .setProtectedHeader({ alg: 'RS256', kid: this.key.kid })
      .sign(await importJWK(key, 'RS256'));
  }

  /** Has the token endpoint answer with this ID token until it is told otherwise. */
  answerToken(idToken: string): void {
    this.answers.set('/token', (_, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ access_token: 'x', token_type: 'Bearer', expires_in: 60, id_token: idToken }));
    });
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const path = request.url!.split('?')[0]!;
    this.asked.set(path, (this.asked.get(path) ?? 0) + 1);
    (this.answers.get(path) ?? this.serve)(request, response);
  }

  private async make(): Promise<Provider> {
    const oidc = await import('oidc-provider');
    const client = { client_secret: CLIENT_SECRET, redirect_uris: [REDIRECT_URI] };
    const provider: Provider = new oidc.Provider(this.issuer, {
      clients: [
        { client_id: 'ketnoi', ...client },
        { client_id: 'another', ...client },
      ],
      jwks: { keys: [this.key as never] },
      cookies: { keys: ['for the tests'] },
      ttl: { AccessToken: 60, AuthorizationCode: 60, Grant: 60, IdToken: 60, Interaction: 60, Session: 60 },
      claims: { openid: ['sub', 'acr', 'amr', 'groups'], email: ['email', 'email_verified'] },
      conformIdTokenClaims: !this.tellsInToken,
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_, { uid }) => `/interaction/${uid}` },
      findAccount: (_, accountId) => ({ accountId, claims: () => ({ ...this.accounts.get(accountId)! }) }),
      loadExistingGrant: async ({ oidc }) => {
        const grant = new provider.Grant({ clientId: oidc.client!.clientId, accountId: oidc.session!.accountId! });
        grant.addOIDCScope('openid email');
        await grant.save();
        return grant;
      },
    });
    provider.use(async (context, next) => {
      if (!context.path.startsWith('/interaction/')) return next();
      await provider.interactionFinished(context.req, context.res, { login: { accountId: this.whoSignsIn.shift()! } });
      context.respond = false;
    });
    return provider;
  }
}

/** It warns of what is right for a test: that it keeps everything in memory, and that it would like a newer Node. */
async function quietly<T>(work: () => Promise<T>): Promise<T> {
  const { warn } = console;
  console.warn = () => undefined;
  try {
    return await work();
  } finally {
    console.warn = warn;
  }
}

export async function newKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { ...(await exportJWK(privateKey)), kid: String(++keys), alg: 'RS256', use: 'sig' };
}
let keys = 0;

/** Has an authority sign in there, as an operator does it. */
export async function signsInAt(
  service: TestService,
  authority: string,
  { issuer }: Pick<TestProvider, 'issuer'>,
  changes: Partial<ProviderSettings> = {},
): Promise<SignInProvider> {
  const settings: ProviderSettings = {
    issuer, clientId: 'ketnoi', clientSecret: CLIENT_SECRET, redirectUri: REDIRECT_URI, domains: ['so-cong-thuong.example.vn'],
    claims: [], factors: [], isOnlyWay: false, ...changes,
  }; // prettier-ignore
  const set = await service.asSystem(() => service.get(SignInProvidersService).set(authority, settings));
  if (set instanceof Refusal) throw new Error(JSON.stringify(set.problems));
  return set;
}

const BEGIN = `mutation ($email: String!) { result: providerSignInBegin(email: $email) {
  signIn { authorizationUrl challenge expiresAt } userErrors { code path } } }`;
const FINISH = `mutation ($input: ProviderSignInFinishInput!) { result: providerSignInFinish(input: $input) {
  session { accessToken refreshToken } viewer { mustEnrolFactor hasFactor person { id email } organisation { id } }
  challenge { token } userErrors { code path } } }`;

export const beginAt = async (service: TestService, email: string): Promise<any> =>
  (await service.client().data(BEGIN, { email })).result;

export const finishAt = async (service: TestService, input: object): Promise<any> =>
  (await service.client().data(FINISH, { input })).result;

/** The whole way of somebody with this account. */
export async function throughProvider(service: TestService, provider: TestProvider, account: Account): Promise<any> {
  const { signIn } = await beginAt(service, account.email!);
  const cameBack = await provider.signIn(signIn.authorizationUrl, account);
  return finishAt(service, { challenge: signIn.challenge, ...cameBack });
}
