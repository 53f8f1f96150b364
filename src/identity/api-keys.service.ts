import { Inject, Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Audit } from '../platform/audit/audit.js';
import type { Config } from '../platform/config/config.js';
import { CONFIG } from '../platform/config/config.token.js';
import { type PersonActor, system } from '../platform/database/actor.js';
import { isId, newId } from '../platform/database/new-id.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Problems, type Refusal, refuse } from '../platform/graphql/problems.js';
import { cleanText } from '../platform/text/clean-text.js';
import { ApiKey } from './api-key.entity.js';
import { hashOfApiKey, newApiKey, prefixOf } from './api-key-text.js';
import type { ApiKeyCreateInput } from './api-keys.inputs.js';
import { IDENTITY } from './identity.errors.js';
import { SignInChangedLetter } from './letters/sign-in-changed.letter.js';
import { LONGEST_API_KEY_NAME, MOST_API_KEYS } from './limits.js';

/** The keys of programs. Revoked ones stay in the list, since what was done with them stays too. */
@Injectable()
export class ApiKeysService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly changed: SignInChangedLetter,
    private readonly audit: Audit,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Those that are not revoked, in the order they were made. */
  list({ organisationId }: PersonActor): Promise<ApiKey[]> {
    return this.unitOfWork
      .repository(ApiKey)
      .find({ where: { organisationId, revokedAt: IsNull() }, order: { id: 'ASC' } });
  }

  /** Answers the key itself, which is kept nowhere. */
  async create(actor: PersonActor, input: ApiKeyCreateInput): Promise<{ apiKey: ApiKey; secret: string } | Refusal> {
    const problems = new Problems();
    const most = this.config.auth.apiKeyDays;
    const days = input.expiresInDays ?? most;
    const name = cleanText(input.name, ['input', 'name'], problems, { required: true, max: LONGEST_API_KEY_NAME });
    if (input.scopes.length === 0) problems.add(IDENTITY.API_KEY_SCOPES_MISSING, ['input', 'scopes']);
    if (days < 1 || days > most) problems.add(IDENTITY.API_KEY_DAYS, ['input', 'expiresInDays'], { max: most });
    if ((await this.list(actor)).filter(({ expiresAt }) => expiresAt > new Date()).length >= MOST_API_KEYS) {
      problems.add(IDENTITY.TOO_MANY_API_KEYS, ['input'], { max: MOST_API_KEYS });
    }
    if (problems.any) return problems.refusal();
    const [id, secret, scopes] = [newId(), newApiKey(), [...new Set(input.scopes)]];
    const { personId, organisationId } = actor;
    await this.unitOfWork.actAs(system('identity.create-api-key'), async () => {
      await this.unitOfWork.query(
        `INSERT INTO api_key (id, organisation_id, made_by, name, prefix, hash, scopes, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, now() + make_interval(days => $8))`,
        [id, organisationId, personId, name, prefixOf(secret), hashOfApiKey(secret), scopes, days],
      );
      await this.changed.send({ personId, organisationId, change: 'API_KEY_MADE' });
    });
    await this.audit.record('api-key.create', 'api-key', id, { scopes });
    return { apiKey: await this.unitOfWork.repository(ApiKey).findOneByOrFail({ id }), secret };
  }

  /** From the next operation on, on open subscriptions too. */
  async revoke({ organisationId }: PersonActor, id: string): Promise<ApiKey | Refusal> {
    const keys = this.unitOfWork.repository(ApiKey);
    const key = isId(id) ? await keys.findOneBy({ id, organisationId, revokedAt: IsNull() }) : null;
    if (!key) return refuse(IDENTITY.API_KEY_NOT_FOUND, ['id']);
    await this.unitOfWork.actAs(system('identity.revoke-api-key'), () =>
      this.unitOfWork.query('UPDATE api_key SET revoked_at = now() WHERE id = $1', [id]),
    );
    await this.audit.record('api-key.revoke', 'api-key', id);
    return keys.findOneByOrFail({ id });
  }
}
