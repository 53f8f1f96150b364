import { Injectable } from '@nestjs/common';
import { Audit } from '../platform/audit/audit.js';
import { type PersonActor, system } from '../platform/database/actor.js';
import { isId } from '../platform/database/new-id.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Refusal, refuse } from '../platform/graphql/problems.js';
import { IDENTITY } from './identity.errors.js';
import type { OpenSessionModel } from './identity.models.js';
import { SessionsService } from './sessions.service.js';

/** Where somebody is signed in, and how to be so no longer. What is ended is over from the next operation on. */
@Injectable()
export class OwnSessionsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly sessions: SessionsService,
    private readonly audit: Audit,
  ) {}

  /** Those that still stand, the last used first. */
  list(actor: PersonActor): Promise<OpenSessionModel[]> {
    return this.select(actor, '');
  }

  async end(actor: PersonActor, id: string): Promise<OpenSessionModel | Refusal> {
    const [session] = isId(id) ? await this.select(actor, 'AND id = $3', [id]) : [];
    if (!session) return refuse(IDENTITY.SESSION_NOT_FOUND, ['id']);
    await this.unitOfWork.actAs(system('identity.end-session'), () => this.sessions.end(id));
    await this.audit.record('session.end', 'session', id);
    return session;
  }

  /** Signs out everywhere, here too or not. Answers how many sessions that were. */
  async endAll({ personId, sessionId }: PersonActor, thisToo: boolean): Promise<number> {
    const ended = await this.unitOfWork.actAs(system('identity.end-sessions'), () =>
      this.sessions.endAll(personId, { exceptId: thisToo ? undefined : sessionId }),
    );
    await this.audit.record('session.end-all', 'person', personId, { ended });
    return ended;
  }

  private select({ personId, sessionId }: PersonActor, condition: string, parameters: string[] = []) {
    return this.unitOfWork.query<OpenSessionModel>(
      `SELECT id, created_at AS "createdAt", last_used_at AS "lastUsedAt", client, address,
              CASE WHEN provider_id IS NULL THEN 'PASSWORD' ELSE 'PROVIDER' END AS method,
              id IS NOT DISTINCT FROM $2::uuid AS "isCurrent"
       FROM session WHERE person_id = $1 AND revoked_at IS NULL AND expires_at > (SELECT now()) ${condition}
       ORDER BY last_used_at DESC, id DESC`,
      [personId, sessionId ?? null, ...parameters],
    );
  }
}
