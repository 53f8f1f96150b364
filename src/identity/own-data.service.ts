import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '../platform/audit/audit.js';
import type { Config } from '../platform/config/config.js';
import { CONFIG } from '../platform/config/config.token.js';
import { type PersonActor, system } from '../platform/database/actor.js';
import { violates } from '../platform/database/database-errors.js';
import { newId } from '../platform/database/new-id.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Problems, type Refusal, refuse } from '../platform/graphql/problems.js';
import { Retention } from '../platform/retention/retention.js';
import { Letters } from '../platform/mail/letters.js';
import type { EmailChangeRequestInput, ViewerChangesInput } from './identity.inputs.js';
import { IDENTITY } from './identity.errors.js';
import { EmailChangeLetter } from './letters/email-change.letter.js';
import { EmailChangeNotice } from './letters/email-change.notice.js';
import { MOST_EMAIL_CHANGES_AN_HOUR } from './limits.js';
import { MailedTokens } from './mailed-tokens.js';
import { Person } from './person.entity.js';
import { SignInService } from './sign-in.service.js';
import { readEmail, readPersonName } from './sign-up-rules.js';

/** $1 person, $2 id, $3 address so far, $4 address wanted, $5 hash, $6 hours. Nothing where it was asked for too often. */
const ASK = `INSERT INTO email_change AS kept (person_id, id, old_email, new_email, hash, expires_at)
  VALUES ($1, $2, $3, $4, $5, now() + make_interval(hours => $6))
  ON CONFLICT (person_id) DO UPDATE SET id = $2, old_email = $3, new_email = $4, hash = $5,
    expires_at = now() + make_interval(hours => $6), used_at = NULL,
    asked = CASE WHEN kept.counted_from < now() - interval '1 hour' THEN 1 ELSE kept.asked + 1 END,
    counted_from = CASE WHEN kept.counted_from < now() - interval '1 hour' THEN now() ELSE kept.counted_from END
  WHERE kept.asked < ${MOST_EMAIL_CHANGES_AN_HOUR} OR kept.counted_from < now() - interval '1 hour'
  RETURNING id`;

/** What people change of themselves. */
@Injectable()
export class OwnDataService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly tokens: MailedTokens,
    private readonly letters: Letters,
    private readonly letter: EmailChangeLetter,
    private readonly notice: EmailChangeNotice,
    private readonly signIns: SignInService,
    private readonly audit: Audit,
    @Inject(CONFIG) private readonly config: Config,
    retention: Retention,
  ) {
    retention.register({
      period: 'emailChanges',
      table: 'email_change',
      over: 'expires_at < $1',
      oldestFirst: 'expires_at',
    });
  }

  async update({ personId }: PersonActor, input: ViewerChangesInput): Promise<Person | Refusal> {
    const fields: string[] = [];
    const person = await this.unitOfWork.actAs(system('identity.update-viewer'), async () => {
      const people = this.unitOfWork.repository(Person);
      const before = await people.findOneByOrFail({ id: personId });
      const problems = new Problems();
      const name = input.name == null ? before.name : readPersonName(input.name, ['input', 'name'], problems);
      const language = input.language ?? before.language;
      if (problems.any || name === null) return problems.refusal();
      if (name !== before.name) fields.push('name');
      if (language !== before.language) fields.push('language');
      await people.update({ id: personId }, { name, language });
      return people.findOneByOrFail({ id: personId });
    });
    if (fields.length > 0) await this.audit.record('person.update', 'person', personId, { fields });
    return person;
  }

  /**
   * Sends a token to the new address and a notice to the old one. Whether somebody has the new address is not told: then no
   * token is sent. A refusal has counted a wrong password, so it must not be undone.
   */
  async requestEmail(actor: PersonActor, input: EmailChangeRequestInput): Promise<Person | Refusal> {
    const person = await this.unitOfWork.actAs(system('identity.request-email-change'), async () => {
      const problems = new Problems();
      const email = readEmail(input.email, ['input', 'email'], problems);
      if (email === null) return problems.refusal();
      const wrong = await this.signIns.refuseWrongPassword(actor.personId, input.currentPassword);
      if (wrong) return wrong;
      const person = await this.unitOfWork.repository(Person).findOneByOrFail({ id: actor.personId });
      const id = newId();
      const hash = await this.tokens.hashOf(id);
      const { emailChangeHours } = this.config.auth;
      const asked = await this.unitOfWork.query(ASK, [person.id, id, person.email, email, hash, emailChangeHours]);
      if (asked.length === 0) return refuse(IDENTITY.EMAIL_CHANGED_TOO_OFTEN, ['input', 'email']);
      const concerns = { subject: person.id, organisationId: null };
      await this.letters.send(this.letter, { changeId: id }, concerns);
      await this.letters.send(this.notice, { changeId: id }, concerns);
      return person;
    });
    if (person instanceof Person) await this.audit.record('person.request-email', 'person', person.id);
    return person;
  }

  /** Puts the new address in force. What was asked for under the old one, a reset for instance, is void. */
  async confirmEmail(token: string): Promise<Person | Refusal> {
    return this.unitOfWork.actAs(system('identity.confirm-email-change'), async () => {
      const hash = this.tokens.read(token);
      const [change] = hash
        ? await this.unitOfWork.query<{ personId: string; oldEmail: string; newEmail: string }>(
            `SELECT person_id AS "personId", old_email AS "oldEmail", new_email AS "newEmail" FROM email_change
             JOIN person ON person.id = person_id AND person.email = old_email
             WHERE hash = $1 AND used_at IS NULL AND expires_at > now() FOR UPDATE OF email_change`,
            [hash],
          )
        : [];
      if (!change) return refuse(IDENTITY.TOKEN_INVALID, ['token']);
      const { personId, oldEmail, newEmail } = change;
      try {
        await this.unitOfWork.query('UPDATE person SET email = $2 WHERE id = $1', [personId, newEmail]);
      } catch (error) {
        if (violates(error, 'person_email_once')) return refuse(IDENTITY.EMAIL_TAKEN, ['token']);
        throw error;
      }
      await this.unitOfWork.query('UPDATE email_change SET used_at = now() WHERE person_id = $1', [personId]);
      await this.unitOfWork.query('DELETE FROM password_reset WHERE email IN ($1, $2)', [oldEmail, newEmail]);
      await this.audit.record('person.change-email', 'person', personId, {}, { personId });
      return this.unitOfWork.repository(Person).findOneByOrFail({ id: personId });
    });
  }
}
