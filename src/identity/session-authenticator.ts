import { Injectable } from '@nestjs/common';
import { type PersonActor, system } from '../platform/database/actor.js';
import { isId } from '../platform/database/new-id.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Authenticator } from '../platform/graphql/authentication.js';
import type { SessionActor } from './signed-in.js';
import { membershipsOf, readMemberships } from './viewers.service.js';
import { AccessTokens } from './access-tokens.js';

/**
 * A token says whose session it is; the database says whether that session still stands and what the person may do
 * now. Signing out, being removed from the organisation or losing a role therefore work from the next request on.
 */
@Injectable()
export class SessionAuthenticator implements Authenticator {
  constructor(
    private readonly accessTokens: AccessTokens,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  async authenticate(accessToken: string): Promise<SessionActor | null> {
    const claims = await this.accessTokens.read(accessToken);
    if (!claims || !isId(claims.personId) || !isId(claims.sessionId)) return null;
    const [actor] = await this.unitOfWork.run(
      system('identity.authenticate'),
      () =>
        this.unitOfWork.query<SessionActor>(
          `SELECT organisation.kind, membership.role, session.id AS "sessionId",
                  (${membershipsOf('session.person_id')}) AS memberships,
                  membership.person_id AS "personId", membership.organisation_id AS "organisationId"
           FROM session
           JOIN membership ON membership.person_id = session.person_id
             AND membership.organisation_id = session.organisation_id AND membership.suspended_at IS NULL
           JOIN organisation ON organisation.id = membership.organisation_id
           WHERE session.id = $1 AND session.person_id = $2 AND revoked_at IS NULL AND expires_at > now()`,
          [claims.sessionId, claims.personId],
        ),
      { readOnly: true },
    );
    return actor ? { ...actor, memberships: readMemberships(actor.memberships) } : null;
  }

  /** Whether somebody who was let in earlier may still act as they did then, however old the token is by now. */
  async stands(actor: PersonActor): Promise<boolean> {
    const { sessionId, personId, organisationId, role } = actor as SessionActor;
    const rows = await this.unitOfWork.run(
      system('identity.authenticate'),
      () =>
        this.unitOfWork.query(
          `SELECT FROM session
           JOIN membership ON membership.person_id = session.person_id
             AND membership.organisation_id = session.organisation_id AND membership.suspended_at IS NULL
           WHERE session.id = $1 AND session.person_id = $2 AND session.organisation_id = $3 AND role = $4
             AND revoked_at IS NULL AND expires_at > now()`,
          [sessionId, personId, organisationId, role],
        ),
      { readOnly: true },
    );
    return rows.length > 0;
  }
}
