import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  None,
  type ServerMetadata,
} from 'openid-client';
import { ProviderTransport, ProviderUnreachable } from './provider-transport.js';
import type { ProvidedIdentity, SignInProvider } from './sign-in-provider.js';

/** After so long it is looked whether the provider has moved something. Its keys are fetched for each sign-in. */
const METADATA_MINUTES = 10;
const SCOPE = 'openid email';

export interface ComeBack {
  code: string;
  state: string;
  /** RFC 9207; of providers that do not say it, null. */
  iss: string | null;
}

interface Known {
  metadata: Promise<ServerMetadata>;
  until: number;
}

/**
 * Speaks OpenID Connect: the authorization code flow with PKCE, state and nonce, all three made from the token that whoever
 * begins keeps for themselves, so that a copy of the database finishes no sign-in. To be called while no transaction is open.
 */
@Injectable()
export class ProviderClient {
  private readonly known = new Map<string, Known>();

  constructor(private readonly transport: ProviderTransport) {}

  /** Where to send the person. `maxAgeSeconds`: whoever has shown who they are longer ago, shows it to the provider again. */
  async authorizationUrl(
    provider: SignInProvider,
    token: string,
    { loginHint, maxAgeSeconds }: { loginHint: string; maxAgeSeconds: number },
  ): Promise<string> {
    const url = buildAuthorizationUrl(await this.configuration(provider, null), {
      redirect_uri: provider.redirectUri,
      scope: SCOPE,
      code_challenge: await calculatePKCECodeChallenge(verifierOf(token)),
      code_challenge_method: 'S256',
      state: stateOf(token),
      nonce: nonceOf(token),
      max_age: String(maxAgeSeconds),
      login_hint: loginHint,
    });
    return url.href;
  }

  /** Exchanges the code, and checks all that there is to check of the answer; what it says of the person is for others. */
  async identify(
    provider: SignInProvider,
    secret: string,
    token: string,
    { code, state, iss, maxAgeSeconds }: ComeBack & { maxAgeSeconds: number },
  ): Promise<ProvidedIdentity> {
    const configuration = await this.configuration(provider, secret);
    const cameBackTo = new URL(provider.redirectUri);
    for (const [name, value] of Object.entries({ code, state, iss })) {
      if (value !== null) cameBackTo.searchParams.set(name, value);
    }
    const tokens = await authorizationCodeGrant(configuration, cameBackTo, {
      expectedState: stateOf(token),
      expectedNonce: nonceOf(token),
      pkceCodeVerifier: verifierOf(token),
      maxAge: maxAgeSeconds,
    });
    const { sub: subject, ...claims } = tokens.claims()!;
    const authenticatedAt = new Date(claims.auth_time! * 1000);
    if (claims.email !== undefined || !configuration.serverMetadata().userinfo_endpoint) {
      return { subject, claims, authenticatedAt };
    }
    // Many tell the address only there. Of anything else, what the signed token says stands before.
    const info = await fetchUserInfo(configuration, tokens.access_token, subject);
    const { email, email_verified } = info;
    return { subject, claims: { ...info, ...claims, email, email_verified }, authenticatedAt };
  }

  /** Whether the provider answers as one should, for the operator. */
  async test(provider: SignInProvider): Promise<void> {
    this.known.delete(provider.issuer);
    await this.metadata(provider.issuer);
  }

  /** One for each sign-in: its keys are those of now, fetched once. */
  private async configuration({ issuer, clientId }: SignInProvider, secret: string | null): Promise<Configuration> {
    const metadata = await this.metadata(issuer);
    // OpenID Connect Discovery 1.0: where nothing is said, it is the first.
    const methods = metadata.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    const authentication = methods.includes('client_secret_basic') ? ClientSecretBasic : ClientSecretPost;
    const configuration = new Configuration(metadata, clientId, {}, secret === null ? None() : authentication(secret));
    configuration[customFetch] = this.transport.fetch;
    enableNonRepudiationChecks(configuration);
    if (this.transport.mayBePlain) allowInsecureRequests(configuration);
    return configuration;
  }

  /** Many that ask at once ask the provider once; a failure is not remembered. */
  private metadata(issuer: string): Promise<ServerMetadata> {
    const known = this.known.get(issuer);
    if (known && known.until > Date.now()) return known.metadata;
    const metadata = this.discover(issuer);
    this.known.set(issuer, { metadata, until: Date.now() + METADATA_MINUTES * 60_000 });
    metadata.catch(() => this.known.delete(issuer));
    return metadata;
  }

  private async discover(issuer: string): Promise<ServerMetadata> {
    const found = await discovery(new URL(issuer), 'ketnoi', undefined, None(), {
      [customFetch]: this.transport.fetch,
      execute: this.transport.mayBePlain ? [allowInsecureRequests] : [],
    });
    const metadata = found.serverMetadata();
    // To the letter: an address that is merely the same would let one tenant of a provider speak for another.
    if (metadata.issuer !== issuer) throw new ProviderUnreachable('calls itself by another name');
    for (const endpoint of ['authorization_endpoint', 'token_endpoint', 'jwks_uri'] as const) {
      if (!this.transport.isFit(metadata[endpoint] ?? '')) throw new ProviderUnreachable(`has no fit ${endpoint}`);
    }
    return JSON.parse(JSON.stringify(metadata)) as ServerMetadata;
  }
}

const made = (token: string, purpose: string): string =>
  createHmac('sha256', token).update(purpose).digest('base64url');
const stateOf = (token: string): string => made(token, 'state');
const nonceOf = (token: string): string => made(token, 'nonce');
const verifierOf = (token: string): string => made(token, 'code verifier');
