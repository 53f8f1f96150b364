import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../platform/config/config.js';
import { CONFIG } from '../platform/config/config.token.js';
import { type PersonActor, type Proof, system } from '../platform/database/actor.js';
import { isId } from '../platform/database/new-id.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Authenticator, Holder } from '../platform/graphql/authentication.js';
import type { SessionActor } from './signed-in.js';
import { hasFactorOf, membershipsOf, readMemberships } from './viewers.service.js';
import { ApiKeyAuthenticator } from './api-key-authenticator.js';
import { looksLikeApiKey } from './api-key-text.js';
import { AccessTokens } from './access-tokens.js';

/** By a session or by a key. */
type SignedIn = PersonActor & Pick<SessionActor, 'memberships'>;

type Found = SessionActor & Pick<Proof, 'hasFactor' | 'isRecent'> & { hasProviderFactor: boolean };

/** Of an authority: that its remit leaves nothing out. */
const IS_UNBOUNDED = `EXISTS (SELECT FROM remit
  WHERE remit.organisation_id = membership.organisation_id AND provinces IS NULL AND programmes IS NULL)`;

/**
 * A token says whose session it is; the database says whether that session still stands and what the person may do
 * now. Signing out, being removed from the organisation or losing a role therefore work from the next request on.
 */
@Injectable()
export class SessionAuthenticator implements Authenticator {
  constructor(
    private readonly accessTokens: AccessTokens,
    private readonly keys: ApiKeyAuthenticator,
    private readonly unitOfWork: UnitOfWork,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async authenticate(accessToken: string): Promise<SignedIn | null> {
    if (looksLikeApiKey(accessToken)) return this.keys.authenticate(accessToken);
    const claims = await this.accessTokens.read(accessToken);
    if (!claims || !isId(claims.personId) || !isId(claims.sessionId)) return null;
    return this.bySession(claims.sessionId, claims.personId);
  }

  async stands(actor: PersonActor): Promise<boolean> {
    if (actor.key) return this.keys.stands(actor);
    const { sessionId, personId, organisationId, role, proof, isUnbounded = false } = actor;
    const rows = await this.ask(
      `SELECT FROM session
       JOIN membership ON membership.person_id = session.person_id
         AND membership.organisation_id = session.organisation_id AND membership.suspended_at IS NULL
       WHERE session.id = $1 AND session.person_id = $2 AND session.organisation_id = $3 AND role = $4
         AND ${hasFactorOf('session.person_id')} = $5 AND ${IS_UNBOUNDED} = $6
         AND revoked_at IS NULL AND expires_at > now()`,
      [sessionId, personId, organisationId, role, proof?.hasFactor ?? false, isUnbounded],
    );
    return rows.length > 0;
  }

  async stillStanding({ personId, organisationId, sessionId, keyId }: Holder): Promise<PersonActor | null> {
    const actor = keyId ? await this.keys.byId(keyId) : sessionId ? await this.bySession(sessionId, personId) : null;
    return actor?.personId === personId && actor.organisationId === organisationId ? actor : null;
  }

  private async bySession(sessionId: string, personId: string): Promise<SignedIn | null> {
    const [found] = await this.ask<Found>(
      `SELECT organisation.kind, membership.role, ${IS_UNBOUNDED} AS "isUnbounded", session.id AS "sessionId",
              (${membershipsOf('session.person_id')}) AS memberships,
              ${hasFactorOf('session.person_id')} AS "hasFactor", has_provider_factor AS "hasProviderFactor",
              proven_at > now() - make_interval(mins => $3) AS "isRecent",
              membership.person_id AS "personId", membership.organisation_id AS "organisationId"
       FROM session
       JOIN membership ON membership.person_id = session.person_id
         AND membership.organisation_id = session.organisation_id AND membership.suspended_at IS NULL
       JOIN organisation ON organisation.id = membership.organisation_id
       WHERE session.id = $1 AND session.person_id = $2 AND revoked_at IS NULL AND expires_at > now()`,
      [sessionId, personId, this.config.auth.stepUpMinutes],
    );
    if (!found) return null;
    const { hasFactor, hasProviderFactor, isRecent, memberships, ...actor } = found;
    const lacksFactor = !hasFactor && !hasProviderFactor;
    const mustEnrol = actor.kind === 'AUTHORITY' && lacksFactor && this.config.auth.officialsNeedFactor;
    return { ...actor, memberships: readMemberships(memberships), proof: { hasFactor, mustEnrol, isRecent } };
  }

  private ask<Row>(sql: string, parameters: unknown[]): Promise<Row[]> {
    const work = () => this.unitOfWork.query<Row>(sql, parameters);
    return this.unitOfWork.run(system('identity.authenticate'), work, { readOnly: true });
  }
}
