import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '../platform/audit/audit.js';
import type { Config } from '../platform/config/config.js';
import { CONFIG } from '../platform/config/config.token.js';
import { type PersonActor, system } from '../platform/database/actor.js';
import { isId, newId } from '../platform/database/new-id.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Letters } from '../platform/mail/letters.js';
import { NewDeviceLetter } from './letters/new-device.letter.js';
import { PrivacyDeclarationsService } from './personal-data/privacy-declarations.service.js';
import { Retention } from '../platform/retention/retention.js';
import type { Client } from '../platform/graphql/client.js';
import { type Refusal, refuse } from '../platform/graphql/problems.js';
import type { Message } from '../platform/i18n/message.js';
import { AccessTokens } from './access-tokens.js';
import { DeviceTokens } from './device-tokens.js';
import { IDENTITY } from './identity.errors.js';
import type { SessionModel, ViewerModel } from './identity.models.js';
import { MOST_SESSIONS } from './limits.js';
import { demandsProvider } from './providers/sign-in-provider.js';
import { digest, looksLikeToken, newToken } from './secret-tokens.js';
import type { SessionActor } from './signed-in.js';
import { ViewersService } from './viewers.service.js';

export interface SignedIn {
  session: SessionModel;
  viewer: ViewerModel;
}

/** Who comes in, for whom, and by which provider; without one, by a password. */
export interface ComingIn extends Pick<PersonActor, 'personId' | 'organisationId'> {
  /** `authenticatedAt`: the session is proven since then and no longer; null where it has been proven just now. */
  provider?: { id: string; hasFactor: boolean; authenticatedAt: Date | null } | null;
}

/** How long a used token is good once more for the client that used it. */
const GRACE_SECONDS = 10;

interface Family {
  sessionId: string;
  personId: string;
  organisationId: string;
  hasProviderFactor: boolean;
  isStanding: boolean;
  wasUsed: boolean;
  /** By the same client, a moment ago. */
  isInGrace: boolean;
}

/**
 * A session is one sign-in. It hands out refresh tokens one after the other; each is good once. One that comes back a
 * second time means that two hold the same session, and nobody can say which is the thief: the session ends for both. But
 * tabs of one client refresh at the same moment: for some seconds the client that used a token may use it again, and
 * each time gets a pair of its own.
 */
@Injectable()
export class SessionsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accessTokens: AccessTokens,
    private readonly devices: DeviceTokens,
    private readonly viewers: ViewersService,
    private readonly audit: Audit,
    private readonly declarations: PrivacyDeclarationsService,
    private readonly letters: Letters,
    private readonly newDevice: NewDeviceLetter,
    @Inject(CONFIG) private readonly config: Config,
    retention: Retention,
  ) {
    retention.register({ period: 'sessions', table: 'session', over: 'expires_at < $1', oldestFirst: 'expires_at' });
    retention.register({ period: 'usedTokens', table: 'refresh_token', over: 'used_at < $1', oldestFirst: 'used_at' });
  }

  /** Starts a session for someone who has just proved who they are, and acts for this organisation. To be called as Ketnoi itself. */
  async open(
    { personId, organisationId, provider }: ComingIn,
    client: Client,
    deviceToken?: string | null,
  ): Promise<SignedIn> {
    const hasProviderFactor = provider?.hasFactor ?? false;
    const viewer = (await this.viewers.find(personId, organisationId, { hasProviderFactor }))!;
    const sessionId = newId();
    await this.unitOfWork.query(
      `UPDATE session SET revoked_at = now() WHERE id IN (
         SELECT id FROM session WHERE person_id = $1 AND revoked_at IS NULL AND expires_at > now()
         ORDER BY last_used_at DESC, id DESC OFFSET ${MOST_SESSIONS - 1})`,
      [personId],
    );
    await this.unitOfWork.query(
      `INSERT INTO session (id, person_id, organisation_id, expires_at, client, address, provider_id, has_provider_factor, proven_at)
       VALUES ($1, $2, $3, now() + make_interval(days => $4), $5, $6, $7, $8, least(now(), $9::timestamptz))`,
      [
        sessionId, personId, organisationId, this.config.auth.refreshTokenDays, client.name, client.address,
        provider?.id ?? null, hasProviderFactor, provider?.authenticatedAt ?? null,
      ], // prettier-ignore
    );
    const by = provider ? { providerId: provider.id } : {};
    await this.audit.record('session.create', 'session', sessionId, by, { personId, organisationId });
    const device = await this.devices.deviceOf(personId, deviceToken);
    if (device.isNew && (await this.declarations.stands(personId, 'SIGN_IN_NOTICES'))) {
      await this.letters.send(this.newDevice, { sessionId }, { subject: personId, organisationId: null });
    }
    const session = await this.handOut(sessionId, personId);
    return { viewer, session: { ...session, deviceToken: await this.devices.issue(device) } };
  }

  /** Exchanges a refresh token for the next. A refusal may have ended the session, so it must not be undone. */
  async refresh(refreshToken: string, client: Client): Promise<SignedIn | Refusal> {
    return this.unitOfWork.actAs(system('identity.refresh'), async () => {
      const ended = refuse(IDENTITY.SESSION_ENDED, ['refreshToken']);
      const user = fingerprint(client);
      const family = await this.familyOf(refreshToken, user);
      const viewer = family ? await this.viewers.find(family.personId, family.organisationId, family) : null;
      if (!family || !viewer || !family.isStanding) return ended;
      if (family.isInGrace) return this.goOn(family, viewer);
      if (family.wasUsed) {
        await this.end(family.sessionId);
        await this.audit.record('session.reuse', 'session', family.sessionId, {}, family);
        return ended;
      }
      await this.unitOfWork.query('UPDATE refresh_token SET used_at = now(), used_by = $2 WHERE hash = $1', [
        digest(refreshToken),
        user,
      ]);
      await this.prolong(family.sessionId, client);
      return this.goOn(family, viewer);
    });
  }

  private async goOn(family: Family, viewer: ViewerModel): Promise<SignedIn> {
    await this.audit.record('session.refresh', 'session', family.sessionId, {}, family);
    return { viewer, session: await this.handOut(family.sessionId, family.personId) };
  }

  /** Signs out. A token that is none has no session to end, which is what was asked for. */
  async revoke(refreshToken: string): Promise<void> {
    await this.unitOfWork.actAs(system('identity.sign-out'), async () => {
      const family = await this.familyOf(refreshToken);
      if (!family?.isStanding) return;
      await this.end(family.sessionId);
      await this.audit.record('session.revoke', 'session', family.sessionId, {}, family);
    });
  }

  /** Acts for another organisation of the person’s from the next operation on, with the tokens there are. */
  async switchTo({ sessionId, personId }: SessionActor, organisationId: string): Promise<ViewerModel | Refusal> {
    return this.unitOfWork.actAs(system('identity.switch-organisation'), async () => {
      const viewer = isId(organisationId) ? await this.viewers.find(personId, organisationId) : null;
      if (!viewer) return refuse(IDENTITY.MEMBERSHIP_NOT_FOUND, ['organisationId']);
      const problem = await this.bound(sessionId, organisationId);
      if (problem) return refuse(problem, ['organisationId']);
      await this.unitOfWork.query('UPDATE session SET organisation_id = $2 WHERE id = $1', [sessionId, organisationId]);
      await this.audit.record('session.switch-organisation', 'session', sessionId, { organisationId });
      return viewer;
    });
  }

  /** All of a person’s, those that act for one organisation, or all but one. As Ketnoi itself; answers how many there were. */
  async endAll(
    personId: string,
    { organisationId, exceptId }: { organisationId?: string; exceptId?: string } = {},
  ): Promise<number> {
    const ended = await this.unitOfWork.query(
      `UPDATE session SET revoked_at = now()
       WHERE person_id = $1 AND revoked_at IS NULL AND ($2::uuid IS NULL OR organisation_id = $2)
         AND id IS DISTINCT FROM $3 RETURNING expires_at`,
      [personId, organisationId ?? null, exceptId ?? null],
    );
    return ended.length;
  }

  /** Those that a provider has opened, or those of an authority that another has, or none. As Ketnoi itself; how many there were. */
  async endThoseOf(
    which: { providerId: string } | { organisationId: string; exceptProviderId: string },
  ): Promise<number> {
    const [condition, values] =
      'providerId' in which
        ? ['provider_id = $1', [which.providerId]]
        : ['organisation_id = $1 AND provider_id IS DISTINCT FROM $2', [which.organisationId, which.exceptProviderId]];
    const ended = await this.unitOfWork.query(
      `UPDATE session SET revoked_at = now() WHERE ${condition} AND revoked_at IS NULL RETURNING expires_at`,
      values,
    );
    return ended.length;
  }

  /** Whether a provider has opened it. As Ketnoi itself. */
  async isOfProvider(sessionId: string): Promise<boolean> {
    const [session] = await this.unitOfWork.query<{ isOfProvider: boolean }>(
      'SELECT provider_id IS NOT NULL AS "isOfProvider" FROM session WHERE id = $1',
      [sessionId],
    );
    return session!.isOfProvider;
  }

  /** The person has shown just now that it is them. As Ketnoi itself. */
  async prove(sessionId: string): Promise<void> {
    await this.unitOfWork.query('UPDATE session SET proven_at = now() WHERE id = $1', [sessionId]);
  }

  /** As Ketnoi itself. */
  async end(sessionId: string): Promise<void> {
    await this.unitOfWork.query('UPDATE session SET revoked_at = now() WHERE id = $1', [sessionId]);
  }

  /** What a provider has opened acts for its authority alone, and for one that demands its provider nothing else does. */
  private async bound(sessionId: string, organisationId: string): Promise<Message | null> {
    const [session] = await this.unitOfWork.query<{ isOfOther: boolean; isDemanded: boolean }>(
      `SELECT coalesce(sign_in_provider.organisation_id <> $2, false) AS "isOfOther",
              provider_id IS NULL AND ${demandsProvider('$2')} AS "isDemanded"
       FROM session LEFT JOIN sign_in_provider ON sign_in_provider.id = provider_id WHERE session.id = $1`,
      [sessionId, organisationId],
    );
    if (session!.isOfOther) return IDENTITY.SESSION_OF_PROVIDER;
    return session!.isDemanded ? IDENTITY.PROVIDER_DEMANDED : null;
  }

  private async familyOf(refreshToken: string, user: Buffer | null = null): Promise<Family | null> {
    if (!looksLikeToken(refreshToken)) return null;
    const [family] = await this.unitOfWork.query<Family>(
      `SELECT session.id AS "sessionId", session.person_id AS "personId",
              organisation_id AS "organisationId", has_provider_factor AS "hasProviderFactor", used_at IS NOT NULL AS "wasUsed",
              coalesce(used_at > now() - interval '${GRACE_SECONDS} seconds' AND used_by = $2, false) AS "isInGrace",
              revoked_at IS NULL AND expires_at > now() AS "isStanding"
       FROM refresh_token JOIN session ON session.id = refresh_token.session_id
       WHERE hash = $1`,
      [digest(refreshToken), user],
    );
    return family ?? null;
  }

  /**
   * Used just now, by this client. Where that was said a moment ago it is not said again, so that
   * tabs that go on at once do not stand in each other's way.
   */
  private async prolong(sessionId: string, { name, address }: Client): Promise<void> {
    const days = this.config.auth.refreshTokenDays;
    await this.unitOfWork.query(
      `UPDATE session SET expires_at = now() + make_interval(days => $2), last_used_at = now(), client = $3, address = $4
       WHERE id = $1 AND (last_used_at < now() - interval '${GRACE_SECONDS} seconds'
         OR (client, address) IS DISTINCT FROM ($3, $4))`,
      [sessionId, days, name, address],
    );
  }

  /** Touches no row that is there: any number may do it at the same moment. */
  private async handOut(sessionId: string, personId: string): Promise<SessionModel> {
    const refreshToken = newToken();
    await this.unitOfWork.query('INSERT INTO refresh_token (hash, session_id) VALUES ($1, $2)', [
      digest(refreshToken),
      sessionId,
    ]);
    const [session] = await this.unitOfWork.query<{ expiresAt: Date }>(
      'SELECT expires_at AS "expiresAt" FROM session WHERE id = $1',
      [sessionId],
    );
    const access = await this.accessTokens.issue({ personId, sessionId });
    return { ...access, refreshToken, refreshTokenExpiresAt: session!.expiresAt };
  }
}

const fingerprint = ({ address, name }: Client): Buffer => digest(JSON.stringify([address, name]));
