import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '../platform/audit/audit.js';
import type { Config } from '../platform/config/config.js';
import { CONFIG } from '../platform/config/config.token.js';
import { system } from '../platform/database/actor.js';
import { isId, newId } from '../platform/database/new-id.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { type Refusal, refuse } from '../platform/graphql/problems.js';
import { AccessTokens } from './access-tokens.js';
import { IDENTITY } from './identity.errors.js';
import type { SessionModel, ViewerModel } from './identity.models.js';
import type { SessionActor } from './signed-in.js';
import { ViewersService } from './viewers.service.js';

const TOKEN_BYTES = 32;
const TOKEN = /^[\w-]{43}$/;

export interface SignedIn {
  session: SessionModel;
  viewer: ViewerModel;
}

interface Family {
  sessionId: string;
  personId: string;
  organisationId: string;
  wasUsed: boolean;
  isStanding: boolean;
}

/**
 * A session is one sign-in. It hands out refresh tokens one after the other; each is good once. One that comes back a
 * second time means that two hold the same session, and nobody can say which is the thief: the session ends for both.
 */
@Injectable()
export class SessionsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accessTokens: AccessTokens,
    private readonly viewers: ViewersService,
    private readonly audit: Audit,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Starts a session for someone who has just proved who they are, and acts for this organisation. To be called as Ketnoi itself. */
  async open(personId: string, organisationId: string): Promise<SignedIn> {
    const viewer = (await this.viewers.find(personId, organisationId))!;
    const sessionId = newId();
    await this.unitOfWork.query(
      `DELETE FROM session WHERE person_id = $1 AND expires_at < now() - interval '30 days'`,
      [personId],
    );
    await this.unitOfWork.query(
      'INSERT INTO session (id, person_id, organisation_id, expires_at) VALUES ($1, $2, $3, now())',
      [sessionId, personId, organisationId],
    );
    await this.audit.record('session.create', 'session', sessionId, { personId });
    return { viewer, session: await this.handOut(sessionId, personId) };
  }

  /** Exchanges a refresh token for the next. A refusal may have ended the session, so it must not be undone. */
  async refresh(refreshToken: string): Promise<SignedIn | Refusal> {
    return this.unitOfWork.actAs(system('identity.refresh'), async () => {
      const ended = refuse(IDENTITY.SESSION_ENDED, ['refreshToken']);
      const family = await this.familyOf(refreshToken);
      const viewer = family ? await this.viewers.find(family.personId, family.organisationId) : null;
      if (!family || !viewer || !family.isStanding) return ended;
      if (family.wasUsed) {
        await this.end(family.sessionId);
        await this.audit.record('session.reuse', 'session', family.sessionId, { personId: family.personId });
        return ended;
      }
      await this.unitOfWork.query('UPDATE refresh_token SET used_at = now() WHERE hash = $1', [digest(refreshToken)]);
      return { viewer, session: await this.handOut(family.sessionId, family.personId) };
    });
  }

  /** Signs out. A token that is none has no session to end, which is what was asked for. */
  async revoke(refreshToken: string): Promise<void> {
    await this.unitOfWork.actAs(system('identity.sign-out'), async () => {
      const family = await this.familyOf(refreshToken);
      if (!family?.isStanding) return;
      await this.end(family.sessionId);
      await this.audit.record('session.revoke', 'session', family.sessionId, { personId: family.personId });
    });
  }

  /** Acts for another organisation of the person’s from the next operation on, with the tokens there are. */
  async switchTo({ sessionId, personId }: SessionActor, organisationId: string): Promise<ViewerModel | Refusal> {
    return this.unitOfWork.actAs(system('identity.switch-organisation'), async () => {
      const viewer = isId(organisationId) ? await this.viewers.find(personId, organisationId) : null;
      if (!viewer) return refuse(IDENTITY.MEMBERSHIP_NOT_FOUND, ['organisationId']);
      await this.unitOfWork.query('UPDATE session SET organisation_id = $2 WHERE id = $1', [sessionId, organisationId]);
      await this.audit.record('session.switch-organisation', 'session', sessionId, { personId, organisationId });
      return viewer;
    });
  }

  /** All of a person’s, or those that act for one organisation. */
  async endAll(personId: string, organisationId: string | null = null): Promise<void> {
    await this.unitOfWork.query(
      `UPDATE session SET revoked_at = now()
       WHERE person_id = $1 AND revoked_at IS NULL AND ($2::uuid IS NULL OR organisation_id = $2)`,
      [personId, organisationId],
    );
  }

  private async end(sessionId: string): Promise<void> {
    await this.unitOfWork.query('UPDATE session SET revoked_at = now() WHERE id = $1', [sessionId]);
  }

  /** A token that is known, but older than a token may be, has gone with those forgotten in `handOut`. */
  private async familyOf(refreshToken: string): Promise<Family | null> {
    if (!TOKEN.test(refreshToken)) return null;
    const [family] = await this.unitOfWork.query<Family>(
      `SELECT session.id AS "sessionId", session.person_id AS "personId",
              organisation_id AS "organisationId", used_at IS NOT NULL AS "wasUsed",
              revoked_at IS NULL AND expires_at > now() AS "isStanding"
       FROM refresh_token JOIN session ON session.id = refresh_token.session_id
       WHERE hash = $1`,
      [digest(refreshToken)],
    );
    return family ?? null;
  }

  private async handOut(sessionId: string, personId: string): Promise<SessionModel> {
    const refreshToken = randomBytes(TOKEN_BYTES).toString('base64url');
    const days = this.config.auth.refreshTokenDays;
    const [session] = await this.unitOfWork.query<{ expiresAt: Date }>(
      `UPDATE session SET expires_at = now() + make_interval(days => $2) WHERE id = $1
       RETURNING expires_at AS "expiresAt"`,
      [sessionId, days],
    );
    await this.unitOfWork.query(
      'DELETE FROM refresh_token WHERE session_id = $1 AND created_at < now() - make_interval(days => $2)',
      [sessionId, days],
    );
    await this.unitOfWork.query('INSERT INTO refresh_token (hash, session_id) VALUES ($1, $2)', [
      digest(refreshToken),
      sessionId,
    ]);
    const access = await this.accessTokens.issue({ personId, sessionId });
    return { ...access, refreshToken, refreshTokenExpiresAt: session!.expiresAt };
  }
}

const digest = (token: string): Buffer => createHash('sha256').update(token).digest();
