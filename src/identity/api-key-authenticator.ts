import { Injectable } from '@nestjs/common';
import { MEMBER_ROLES, type MemberRole, type PersonActor, system } from '../platform/database/actor.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { isWriting, type Scope } from '../platform/policy/scopes.js';
import { hashOfApiKey } from './api-key-text.js';
import type { SessionActor } from './signed-in.js';
import { hasFactorOf, membershipsOf, readMemberships } from './viewers.service.js';

/** In force while it is neither over nor revoked, and whoever made it still acts for the organisation. */
const STANDING = `FROM api_key
  JOIN membership ON membership.person_id = api_key.made_by
    AND membership.organisation_id = api_key.organisation_id AND membership.suspended_at IS NULL
  JOIN organisation ON organisation.id = membership.organisation_id
  WHERE revoked_at IS NULL AND expires_at > now()`;

/** Like somebody signed in, without a session. */
type KeyActor = Omit<SessionActor, 'sessionId'>;

interface Found extends KeyActor {
  keyId: string;
  scopes: Scope[];
  wasUsed: boolean;
  hasFactor: boolean;
}

/**
 * A key acts in the name of whoever made it, for the one organisation: as an editor where it may write, as a viewer where it may
 * only read, and never as more than its maker is now.
 */
@Injectable()
export class ApiKeyAuthenticator {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async authenticate(token: string): Promise<KeyActor | null> {
    const hash = hashOfApiKey(token);
    return hash ? this.find('hash = $1', hash) : null;
  }

  byId(id: string): Promise<KeyActor | null> {
    return this.find('api_key.id = $1', id);
  }

  async stands({ key, organisationId, role }: PersonActor): Promise<boolean> {
    const [found] = await this.ask<{ role: MemberRole; scopes: Scope[] }>(
      `SELECT membership.role, scopes ${STANDING} AND api_key.id = $1 AND api_key.organisation_id = $2`,
      [key!.id, organisationId],
    );
    return found !== undefined && atMost(found.role, found.scopes.some(isWriting) ? 'EDITOR' : 'VIEWER') === role;
  }

  private async find(condition: string, value: Buffer | string): Promise<KeyActor | null> {
    const [found] = await this.ask<Found>(
      `SELECT api_key.id AS "keyId", scopes, last_used_at > now() - interval '1 minute' AS "wasUsed",
              organisation.kind, membership.role, membership.person_id AS "personId",
              membership.organisation_id AS "organisationId", (${membershipsOf('membership.person_id')}) AS memberships,
              ${hasFactorOf('membership.person_id')} AS "hasFactor"
       ${STANDING} AND ${condition}`,
      [value],
    );
    if (!found) return null;
    const { keyId, scopes, wasUsed, hasFactor, memberships, ...actor } = found;
    if (!wasUsed) await this.noteUse(keyId);
    return {
      ...actor,
      role: atMost(actor.role, scopes.some(isWriting) ? 'EDITOR' : 'VIEWER'),
      memberships: readMemberships(memberships).filter(({ organisation }) => organisation.id === actor.organisationId),
      key: { id: keyId, scopes },
      proof: { hasFactor, mustEnrol: false, isRecent: false },
    };
  }

  private async noteUse(keyId: string): Promise<void> {
    await this.unitOfWork.run(system('identity.note-use-of-key'), () =>
      this.unitOfWork.query(
        `UPDATE api_key SET last_used_at = now()
         WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')`,
        [keyId],
      ),
    );
  }

  private ask<Row>(sql: string, parameters: unknown[]): Promise<Row[]> {
    const work = () => this.unitOfWork.query<Row>(sql, parameters);
    return this.unitOfWork.run(system('identity.authenticate'), work, { readOnly: true });
  }
}

const atMost = (role: MemberRole, most: MemberRole): MemberRole =>
  MEMBER_ROLES[Math.max(MEMBER_ROLES.indexOf(role), MEMBER_ROLES.indexOf(most))]!;
