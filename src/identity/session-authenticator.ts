import { Injectable } from '@nestjs/common';
import { type PersonActor, system } from '../platform/database/actor.js';
import { isId } from '../platform/database/new-id.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Authenticator } from '../platform/graphql/authentication.js';
import { type AccessClaims, AccessTokens } from './access-tokens.js';

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

  async authenticate(accessToken: string): Promise<PersonActor | null> {
    const claims = await this.accessTokens.read(accessToken);
    if (!claims || !isId(claims.personId) || !isId(claims.sessionId)) return null;
    return this.find(claims);
  }

  async stands({ personId, organisationId, sessionId }: PersonActor): Promise<boolean> {
    if (sessionId === undefined) return true;
    return (await this.find({ personId, sessionId }))?.organisationId === organisationId;
  }

  private async find({ personId, sessionId }: AccessClaims): Promise<PersonActor | null> {
    const [actor] = await this.unitOfWork.run(
      system('identity.authenticate'),
      () =>
        this.unitOfWork.query<PersonActor>(
          `SELECT organisation.kind, membership.role, session.id AS "sessionId",
                  membership.person_id AS "personId", membership.organisation_id AS "organisationId"
           FROM session
           JOIN membership ON membership.person_id = session.person_id
           JOIN organisation ON organisation.id = membership.organisation_id
           WHERE session.id = $1 AND session.person_id = $2 AND revoked_at IS NULL AND expires_at > now()`,
          [sessionId, personId],
        ),
      { readOnly: true },
    );
    return actor ?? null;
  }

  async stillStanding(personId: string, organisationId: string): Promise<PersonActor | null> {
    const [actor] = await this.unitOfWork.run(
      system('identity.authenticate'),
      () =>
        this.unitOfWork.query<PersonActor>(
          `SELECT organisation.kind, membership.role,
                  membership.person_id AS "personId", membership.organisation_id AS "organisationId"
           FROM membership JOIN organisation ON organisation.id = membership.organisation_id
           WHERE membership.person_id = $1 AND membership.organisation_id = $2 AND EXISTS (
             SELECT FROM session WHERE session.person_id = $1 AND revoked_at IS NULL AND expires_at > now())`,
          [personId, organisationId],
        ),
      { readOnly: true },
    );
    return actor ?? null;
  }
}
