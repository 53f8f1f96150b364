import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.token.js';
import { SecretBox } from '../../platform/config/secret-box.js';
import { system } from '../../platform/database/actor.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { Client } from '../../platform/graphql/client.js';
import { Refusal, refuse } from '../../platform/graphql/problems.js';
import { PinoLogger } from '../../platform/logging/pino-logger.js';
import { Retention } from '../../platform/retention/retention.js';
import { IDENTITY } from '../identity.errors.js';
import { PROVIDER_SIGN_IN_MINUTES } from '../limits.js';
import { SecondFactors } from '../second-factors.js';
import type { SignInChallengeModel } from '../second-factors.models.js';
import { digest, looksLikeToken, newToken } from '../secret-tokens.js';
import { type SignedIn, SessionsService } from '../sessions.service.js';
import { SignInChallenges } from '../sign-in-challenges.js';
import { isEmail } from '../sign-up-rules.js';
import { ProviderAccounts } from './provider-accounts.js';
import { ProviderClient } from './provider-client.js';
import type { ProviderSignInFinishInput } from './provider-sign-ins.inputs.js';
import type { ProviderSignInModel } from './provider-sign-ins.models.js';
import { troubleWithProvider } from './provider-trouble.js';
import {
  domainOf,
  isSaid,
  ownerOfSecret,
  PROVIDER_COLUMNS,
  type ProvidedIdentity,
  type SignInProvider,
} from './sign-in-provider.js';

type Standing = SignInProvider & { secret: Buffer };

const STANDING = `SELECT ${PROVIDER_COLUMNS}, client_secret AS secret FROM sign_in_provider
  JOIN organisation ON organisation.id = sign_in_provider.organisation_id WHERE dropped_at IS NULL`;

/** Signing in where the authority has its accounts. The provider is asked while no transaction is open. */
@Injectable()
export class ProviderSignInsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly client: ProviderClient,
    private readonly accounts: ProviderAccounts,
    private readonly factors: SecondFactors,
    private readonly challenges: SignInChallenges,
    private readonly sessions: SessionsService,
    private readonly box: SecretBox,
    private readonly audit: Audit,
    private readonly logger: PinoLogger,
    @Inject(CONFIG) private readonly config: Config,
    retention: Retention,
  ) {
    retention.register({
      period: 'providerSignIns',
      table: 'provider_sign_in',
      over: 'expires_at < $1',
      oldestFirst: 'expires_at',
    });
  }

  /** By the domain of the address alone: whether anybody has it makes no difference. */
  async begin(address: string): Promise<ProviderSignInModel | Refusal> {
    return this.unitOfWork.actAs(system('identity.begin-at-provider'), async () => {
      const email = address.normalize('NFC').trim();
      const provider = isEmail(email) ? await this.standing('$1 = ANY (domains)', domainOf(email)) : null;
      if (!provider) return refuse(IDENTITY.PROVIDER_UNKNOWN, ['email']);
      const begun = await this.unitOfWork.apart(JSON.stringify(['begin', provider.id, email]), () =>
        this.asking(provider.id, async () => {
          const challenge = newToken();
          const settings = { loginHint: email, maxAgeSeconds: this.maxAgeSeconds };
          return { challenge, authorizationUrl: await this.client.authorizationUrl(provider, challenge, settings) };
        }),
      );
      if (begun instanceof Refusal) return begun;
      const [kept] = await this.unitOfWork.query<{ expiresAt: Date }>(
        `INSERT INTO provider_sign_in (hash, provider_id, expires_at)
         VALUES ($1, $2, now() + make_interval(mins => $3)) RETURNING expires_at AS "expiresAt"`,
        [digest(begun.challenge), provider.id, PROVIDER_SIGN_IN_MINUTES],
      );
      const { organisationId } = provider;
      await this.audit.record('provider-sign-in.begin', 'sign-in-provider', provider.id, {}, { organisationId });
      return { ...begun, expiresAt: kept!.expiresAt };
    });
  }

  /**
   * The challenge is used up, in a transaction of its own, before the provider is asked: of many that come with it at once one
   * goes on, and one that failed begins again.
   */
  async finish(
    input: ProviderSignInFinishInput,
    client: Client,
  ): Promise<SignedIn | { challenge: SignInChallengeModel } | Refusal> {
    return this.unitOfWork.actAs(system('identity.finish-at-provider'), async () => {
      const found = await this.unitOfWork.apart(JSON.stringify(['finish', input]), () => this.identify(input));
      if (found instanceof Refusal) return found;
      const provider = await this.standing('sign_in_provider.id = $1', found.providerId);
      if (!provider) return refuse(IDENTITY.TOKEN_INVALID, ['input', 'challenge']);
      const member = await this.accounts.memberOf(provider, found.identity);
      if (member instanceof Refusal) {
        const [problem] = member.problems;
        const { code } = problem!.message;
        const { id, organisationId } = provider;
        await this.audit.record('provider-sign-in.refuse', 'sign-in-provider', id, { code }, { organisationId });
        return member;
      }
      return this.letIn(member.id, provider, found.identity, { client, deviceToken: input.deviceToken });
    });
  }

  /** With the second factor the provider has seen, where that counts; else with ours, where there is one. */
  private async letIn(
    personId: string,
    { id, organisationId, factors }: SignInProvider,
    { claims, authenticatedAt }: ProvidedIdentity,
    { client, deviceToken }: { client: Client; deviceToken?: string | null },
  ): Promise<SignedIn | { challenge: SignInChallengeModel }> {
    const hasFactor = factors.some((pair) => isSaid(claims, pair));
    if (!hasFactor && (await this.factors.stateOf(personId)) === 'IN_FORCE') {
      await this.audit.record(
        'session.challenge',
        'person',
        personId,
        { providerId: id },
        { organisationId, personId },
      );
      return { challenge: await this.challenges.issue(personId, organisationId, id) };
    }
    const provider = { id, hasFactor, authenticatedAt };
    return this.sessions.open({ personId, organisationId, provider }, client, deviceToken);
  }

  private async identify(
    input: ProviderSignInFinishInput,
  ): Promise<{ providerId: string; identity: ProvidedIdentity } | Refusal> {
    const provider = await this.unitOfWork.run(system('identity.claim-sign-in'), () => this.claim(input.challenge));
    if (!provider) return refuse(IDENTITY.TOKEN_INVALID, ['input', 'challenge']);
    const secret = await this.box.open(ownerOfSecret(provider.id), provider.secret);
    const cameBack = { ...input, iss: input.iss ?? null, maxAgeSeconds: this.maxAgeSeconds };
    const identity = await this.asking(provider.id, () =>
      this.client.identify(provider, secret, input.challenge, cameBack),
    );
    return identity instanceof Refusal ? identity : { providerId: provider.id, identity };
  }

  private async claim(challenge: string): Promise<Standing | null> {
    if (!looksLikeToken(challenge)) return null;
    const [claimed] = await this.unitOfWork.query<{ providerId: string }>(
      `UPDATE provider_sign_in SET used_at = now() WHERE hash = $1 AND used_at IS NULL AND expires_at > now()
       RETURNING provider_id AS "providerId"`,
      [digest(challenge)],
    );
    return claimed ? this.standing('sign_in_provider.id = $1', claimed.providerId) : null;
  }

  /** What goes wrong between Ketnoi and the provider, in one of two sentences; the operator reads in the log which it was. */
  private async asking<Answer>(providerId: string, work: () => Promise<Answer>): Promise<Answer | Refusal> {
    try {
      return await work();
    } catch (error) {
      const trouble = troubleWithProvider(error);
      if (!trouble) throw error;
      this.logger.warn({ providerId, reason: trouble.reason }, 'a sign-in at a provider failed');
      return refuse(trouble.isUnavailable ? IDENTITY.PROVIDER_UNAVAILABLE : IDENTITY.PROVIDER_ANSWER_REFUSED);
    }
  }

  private async standing(condition: string, value: string): Promise<Standing | null> {
    const [provider] = await this.unitOfWork.query<Standing>(`${STANDING} AND ${condition}`, [value]);
    return provider ?? null;
  }

  /** Who signs in has a proof; it is as old as what the provider has seen. */
  private get maxAgeSeconds(): number {
    return this.config.auth.stepUpMinutes * 60;
  }
}
