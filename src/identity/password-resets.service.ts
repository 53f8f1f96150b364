import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '../platform/audit/audit.js';
import type { Config } from '../platform/config/config.js';
import { CONFIG } from '../platform/config/config.token.js';
import { system } from '../platform/database/actor.js';
import { newId } from '../platform/database/new-id.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Problems, type Refusal, refuse } from '../platform/graphql/problems.js';
import { Retention } from '../platform/retention/retention.js';
import { Letters } from '../platform/mail/letters.js';
import { IDENTITY } from './identity.errors.js';
import { MOST_RESETS_AN_HOUR } from './limits.js';
import { PasswordResetLetter } from './letters/password-reset.letter.js';
import { MailedTokens } from './mailed-tokens.js';
import { PeopleService } from './people.service.js';
import { Person } from './person.entity.js';
import { SignInThrottle } from './sign-in-throttle.js';
import { checkPassword, readEmail } from './sign-up-rules.js';

/**
 * $1 address, $2 id, $3 hash, $4 minutes. Nobody’s account is looked at, so that it makes no difference whether there is one.
 * Answers nothing for an address that was asked for too often.
 */
const ASK = `INSERT INTO password_reset AS kept (email, id, hash, expires_at)
  VALUES ($1, $2, $3, now() + make_interval(mins => $4))
  ON CONFLICT (email) DO UPDATE SET id = $2, hash = $3, expires_at = now() + make_interval(mins => $4), used_at = NULL,
    asked = CASE WHEN kept.counted_from < now() - interval '1 hour' THEN 1 ELSE kept.asked + 1 END,
    counted_from = CASE WHEN kept.counted_from < now() - interval '1 hour' THEN now() ELSE kept.counted_from END
  WHERE kept.asked < ${MOST_RESETS_AN_HOUR} OR kept.counted_from < now() - interval '1 hour'
  RETURNING id`;

/** How somebody who has forgotten the password comes in again: through the mailbox of the account. */
@Injectable()
export class PasswordResetsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly tokens: MailedTokens,
    private readonly letters: Letters,
    private readonly letter: PasswordResetLetter,
    private readonly people: PeopleService,
    private readonly throttle: SignInThrottle,
    private readonly audit: Audit,
    @Inject(CONFIG) private readonly config: Config,
    retention: Retention,
  ) {
    retention.register({
      period: 'passwordResets',
      table: 'password_reset',
      over: 'expires_at < $1',
      oldestFirst: 'expires_at',
    });
  }

  /** Does the same for every address; whether somebody has it, the letter finds out. */
  async request(address: string): Promise<Refusal | null> {
    const problems = new Problems();
    const email = readEmail(address, ['email'], problems);
    if (email === null) return problems.refusal();
    const id = newId();
    const hash = await this.tokens.hashOf(id);
    await this.unitOfWork.actAs(system('identity.request-password-reset'), async () => {
      const asked = await this.unitOfWork.query(ASK, [email, id, hash, this.config.auth.passwordResetMinutes]);
      if (asked.length === 0) return;
      await this.letters.send(this.letter, { resetId: id }, { subject: id, organisationId: null });
      await this.audit.record('password-reset.request', 'password-reset', id);
    });
    return null;
  }

  /** Sets the password, ends all sessions and uses the token up. A refused password leaves it as it was. */
  async reset(token: string, newPassword: string): Promise<Person | Refusal> {
    return this.unitOfWork.actAs(system('identity.reset-password'), async () => {
      const person = await this.personOf(token);
      if (!person) return refuse(IDENTITY.TOKEN_INVALID, ['token']);
      const problems = new Problems();
      await checkPassword(newPassword, ['newPassword'], problems, [person.email, person.name]);
      if (problems.any) return problems.refusal();
      await this.unitOfWork.query('UPDATE password_reset SET used_at = now() WHERE email = $1', [person.email]);
      await this.people.setPassword(person.id, newPassword);
      await this.throttle.forgiveAll(person.email!);
      await this.audit.record('person.reset-password', 'person', person.id, {}, { personId: person.id });
      return person;
    });
  }

  /** Whoever has the address the token went to, and signs in with a password. Locked: of two uses at once one is too late. */
  private async personOf(token: string): Promise<Person | null> {
    const hash = this.tokens.read(token);
    if (!hash) return null;
    const [found] = await this.unitOfWork.query<{ personId: string }>(
      `SELECT person.id AS "personId" FROM password_reset
       JOIN person ON person.email = password_reset.email JOIN person_password ON person_id = person.id
       WHERE password_reset.hash = $1 AND used_at IS NULL AND expires_at > now() FOR UPDATE OF password_reset`,
      [hash],
    );
    return found ? this.unitOfWork.repository(Person).findOneByOrFail({ id: found.personId }) : null;
  }
}
