import { Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import { SealedColumns } from '../../platform/config/sealed-columns.js';
import { SecretBox } from '../../platform/config/secret-box.js';
import { newId } from '../../platform/database/new-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Problems, type Refusal, refuse } from '../../platform/graphql/problems.js';
import { AUTHORITY, IDENTITY } from '../identity.errors.js';
import { OrganisationsService } from '../organisations.service.js';
import { SessionsService } from '../sessions.service.js';
import { SignInChallenges } from '../sign-in-challenges.js';
import { ProviderTransport } from './provider-transport.js';
import { ownerOfSecret, PROVIDER_COLUMNS, type SignInProvider, splitPair } from './sign-in-provider.js';

export type ProviderSettings = Omit<SignInProvider, 'id' | 'organisationId' | 'authority'> & {
  /** Null: the one there is. */
  clientSecret: string | null;
};

const DOMAIN = /^(?=.{4,253}$)(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z][a-z\d-]*[a-z\d]$/;
const SOME_CLAIM = /^[\w:./-]{1,100}=.{1,200}$/;
const FACTOR_CLAIM = /^(acr|amr)=.{1,200}$/;

const STANDING = `SELECT ${PROVIDER_COLUMNS} FROM sign_in_provider
  JOIN organisation ON organisation.id = sign_in_provider.organisation_id WHERE dropped_at IS NULL`;

/**
 * Says where the officials of an authority sign in. For the command line, in a unit of work as Ketnoi itself: there is no
 * door to it from the API. A refusal has written nothing.
 */
@Injectable()
export class SignInProvidersService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly organisations: OrganisationsService,
    private readonly transport: ProviderTransport,
    private readonly sessions: SessionsService,
    private readonly challenges: SignInChallenges,
    private readonly box: SecretBox,
    private readonly audit: Audit,
    sealed: SealedColumns,
  ) {
    sealed.register({ table: 'sign_in_provider', id: 'id', column: 'client_secret', ownerOf: ownerOfSecret });
  }

  /** Another issuer or client is another provider: what the one before has opened ends, and accounts are linked anew. */
  async set(name: string, settings: ProviderSettings): Promise<SignInProvider | Refusal> {
    const problems = new Problems();
    const authority = await this.organisations.authorityCalled(name);
    if (!authority) problems.add(AUTHORITY.AUTHORITY_NOT_FOUND, ['authority']);
    const before = authority ? await this.of(authority.id) : null;
    const isSame = before?.issuer === settings.issuer && before.clientId === settings.clientId;
    if (settings.clientSecret === null && !isSame) problems.add(IDENTITY.PROVIDER_SECRET_MISSING, ['clientSecret']);
    const domains = [...new Set(settings.domains.map((domain) => domain.trim().toLowerCase()))].sort();
    this.check({ ...settings, domains }, problems);
    await this.checkFree(domains, authority?.id ?? null, problems);
    if (!authority || problems.any) return problems.refusal();
    if (before && !isSame) await this.end(before);
    const id = isSame ? before.id : newId();
    await this.write({ ...settings, id, organisationId: authority.id, domains }, isSame);
    if (settings.isOnlyWay) await this.endOtherWays(authority.id, id);
    const { isOnlyWay } = settings;
    const { id: organisationId } = authority;
    await this.audit.record('sign-in-provider.set', 'sign-in-provider', id, { isOnlyWay }, { organisationId });
    return (await this.of(authority.id))!;
  }

  /** By the names of the authorities. */
  list(): Promise<SignInProvider[]> {
    return this.unitOfWork.query<SignInProvider>(`${STANDING} ORDER BY organisation.name`);
  }

  /** Ends what the provider has opened; from then on passwords are good again. */
  async drop(name: string): Promise<SignInProvider | Refusal> {
    const authority = await this.organisations.authorityCalled(name);
    if (!authority) return refuse(AUTHORITY.AUTHORITY_NOT_FOUND, ['authority']);
    const provider = await this.of(authority.id);
    if (!provider) return refuse(IDENTITY.PROVIDER_NOT_SET, ['authority']);
    await this.end(provider);
    return provider;
  }

  private check(
    { issuer, clientId, redirectUri, domains, claims, factors, clientSecret }: Omit<ProviderSettings, 'isOnlyWay'>,
    problems: Problems,
  ): void {
    const isFit = (address: string) => this.transport.isFit(address) && new URL(address).search === '';
    if (!isFit(issuer)) problems.add(IDENTITY.PROVIDER_ADDRESS_INVALID, ['issuer']);
    if (!isFit(redirectUri)) problems.add(IDENTITY.PROVIDER_ADDRESS_INVALID, ['redirectUri']);
    if (clientId.trim() === '') problems.add(IDENTITY.PROVIDER_CLIENT_MISSING, ['clientId']);
    if (clientSecret?.trim() === '') problems.add(IDENTITY.PROVIDER_SECRET_MISSING, ['clientSecret']);
    if (domains.length === 0) problems.add(IDENTITY.PROVIDER_WITHOUT_DOMAINS, ['domains']);
    const none = (words: readonly string[], shape: RegExp, path: string) =>
      words.forEach((word, at) => {
        if (!shape.test(word)) problems.add(IDENTITY.PROVIDER_WORD_INVALID, [path, at], { word });
      });
    none(domains, DOMAIN, 'domains');
    none(claims, SOME_CLAIM, 'claims');
    none(factors, FACTOR_CLAIM, 'factors');
  }

  /** A domain leads to one provider: nobody is to choose between two that speak for the same address. */
  private async checkFree(
    domains: readonly string[],
    organisationId: string | null,
    problems: Problems,
  ): Promise<void> {
    for (const { organisationId: owner, domains: taken } of await this.list()) {
      if (owner === organisationId) continue;
      domains.forEach((domain, at) => {
        if (taken.includes(domain)) problems.add(IDENTITY.PROVIDER_DOMAIN_TAKEN, ['domains', at], { domain });
      });
    }
  }

  private async write(
    settings: ProviderSettings & Pick<SignInProvider, 'id' | 'organisationId'>,
    isThere: boolean,
  ): Promise<void> {
    const { id, organisationId, issuer, clientId, clientSecret, redirectUri, domains, isOnlyWay } = settings;
    const [claims, factors] = [settings.claims, settings.factors].map((pairs) =>
      [...new Set(pairs.map(trimmed))].sort(),
    );
    const secret = clientSecret === null ? null : await this.box.seal(ownerOfSecret(id), clientSecret.trim());
    await this.unitOfWork.query(
      isThere
        ? `UPDATE sign_in_provider SET client_secret = coalesce($2, client_secret), redirect_uri = $3, domains = $4, claims = $5,
             factors = $6, is_only_way = $7, changed_at = now() WHERE id = $1`
        : `INSERT INTO sign_in_provider (id, client_secret, redirect_uri, domains, claims, factors, is_only_way, organisation_id, issuer, client_id)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        id, secret, redirectUri, domains, claims, factors, isOnlyWay, ...(isThere ? [] : [organisationId, issuer, clientId]),
      ], // prettier-ignore
    );
  }

  /** Who signed in with a password, or is about to, does so again where it is demanded now. */
  private async endOtherWays(organisationId: string, id: string): Promise<void> {
    await this.sessions.endThoseOf({ organisationId, exceptProviderId: id });
    await this.challenges.voidThoseOf({ organisationId, exceptProviderId: id });
  }

  private async end({ id, organisationId }: SignInProvider): Promise<void> {
    const endedCount = await this.sessions.endThoseOf({ providerId: id });
    await this.challenges.voidThoseOf({ providerId: id });
    await this.unitOfWork.query('DELETE FROM provider_sign_in WHERE provider_id = $1', [id]);
    await this.unitOfWork.query('DELETE FROM provider_account WHERE provider_id = $1', [id]);
    await this.unitOfWork.query(
      'UPDATE sign_in_provider SET dropped_at = now(), client_secret = NULL WHERE id = $1 AND dropped_at IS NULL',
      [id],
    );
    await this.audit.record('sign-in-provider.drop', 'sign-in-provider', id, { endedCount }, { organisationId });
  }

  private async of(organisationId: string): Promise<SignInProvider | null> {
    const [provider] = await this.unitOfWork.query<SignInProvider>(`${STANDING} AND organisation_id = $1`, [
      organisationId,
    ]);
    return provider ?? null;
  }
}

const trimmed = (pair: string): string => splitPair(pair).map((part) => part.trim()).join('='); // prettier-ignore
