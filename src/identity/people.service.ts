import { Injectable } from '@nestjs/common';
import type { MemberRole, OrganisationKind } from '../platform/database/actor.js';
import { newId } from '../platform/database/new-id.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Problems } from '../platform/graphql/problems.js';
import type { Language } from '../platform/i18n/message.js';
import { IDENTITY } from './identity.errors.js';
import { Organisation } from './organisation.entity.js';
import { Letters } from '../platform/mail/letters.js';
import { PasswordChangedLetter } from './letters/password-changed.letter.js';
import { Passwords } from './passwords.js';
import { Person } from './person.entity.js';
import { ProviderAccounts } from './providers/provider-accounts.js';
import { SecondFactors } from './second-factors.js';
import { SessionsService } from './sessions.service.js';
import { SignInChallenges } from './sign-in-challenges.js';
import { readEmail } from './sign-up-rules.js';

/** Of the table `area`: nothing is known of a supplier’s place yet; buyers and authorities are of no place. */
const AREA: Record<OrganisationKind, number> = { SUPPLIER: 0, BUYER: -1, AUTHORITY: -1 };

export interface NewOrganisation {
  kind: OrganisationKind;
  name: string;
  taxCode: string | null;
  countryCode: string;
}

export interface NewPerson {
  name: string;
  email: string;
  password: string;
  language: Language;
}

/**
 * Writes organisations, people and memberships, for the services that have checked that it may be done. To be called
 * as Ketnoi itself: nobody else may write these tables.
 *
 * Whoever loses a race for an e-mail address or a tax code is not told by a constraint: `ON CONFLICT` meets a row its
 * snapshot does not have, which is a serialisation failure, and the whole operation runs again and finds the row.
 */
@Injectable()
export class PeopleService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly passwords: Passwords,
    private readonly sessions: SessionsService,
    private readonly factors: SecondFactors,
    private readonly challenges: SignInChallenges,
    private readonly providerAccounts: ProviderAccounts,
    private readonly letters: Letters,
    private readonly passwordChanged: PasswordChangedLetter,
  ) {}

  /** An e-mail address that nobody signs in with yet. */
  async readFreeEmail(value: string, path: string[], problems: Problems): Promise<string | null> {
    const email = readEmail(value, path, problems);
    if (email === null || !(await this.unitOfWork.repository(Person).existsBy({ email }))) return email;
    problems.add(IDENTITY.EMAIL_TAKEN, path);
    return null;
  }

  async isTaxCodeTaken(kind: OrganisationKind, countryCode: string, taxCode: string): Promise<boolean> {
    const rows = await this.unitOfWork.query(
      'SELECT FROM organisation WHERE kind = $1 AND country_code = $2 AND upper(tax_code) = upper($3)',
      [kind, countryCode, taxCode],
    );
    return rows.length > 0;
  }

  async createOrganisation(organisation: NewOrganisation): Promise<Organisation> {
    const id = newId();
    await this.unitOfWork.query(
      `INSERT INTO organisation (id, kind, name, tax_code, country_code, area_id) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT DO NOTHING`,
      [
        id, organisation.kind, organisation.name, organisation.taxCode, organisation.countryCode, AREA[organisation.kind],
      ], // prettier-ignore
    );
    return this.unitOfWork.repository(Organisation).findOneByOrFail({ id });
  }

  /** A new person, who acts for the organisation from now on. */
  async join(organisationId: string, role: MemberRole, person: NewPerson): Promise<Person> {
    const id = newId();
    const hash = await this.passwords.hash(person.password);
    await this.unitOfWork.query(
      'INSERT INTO person (id, email, name, language) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
      [id, person.email, person.name, person.language],
    );
    await this.unitOfWork.query('INSERT INTO person_password (person_id, hash) VALUES ($1, $2)', [id, hash]);
    await this.addMembership(id, organisationId, role);
    return this.unitOfWork.repository(Person).findOneByOrFail({ id });
  }

  /** Somebody who is here already acts for this organisation, too. */
  async addMembership(personId: string, organisationId: string, role: MemberRole): Promise<void> {
    await this.unitOfWork.query('INSERT INTO membership (person_id, organisation_id, role) VALUES ($1, $2, $3)', [
      personId,
      organisationId,
      role,
    ]);
  }

  /**
   * Ends the membership and the sessions that act for the organisation. The person stays, for what they did; where they
   * belong nowhere any more, the e-mail address becomes free.
   */
  async leave(personId: string, organisationId: string): Promise<void> {
    await this.sessions.endAll(personId, { organisationId });
    await this.providerAccounts.forget(personId, organisationId);
    await this.unitOfWork.query('DELETE FROM membership WHERE person_id = $1 AND organisation_id = $2', [
      personId,
      organisationId,
    ]);
    const others = await this.unitOfWork.query('SELECT FROM membership WHERE person_id = $1', [personId]);
    if (others.length > 0) return;
    await this.factors.forget(personId);
    await this.unitOfWork.query('DELETE FROM person_password WHERE person_id = $1', [personId]);
    await this.unitOfWork.query('UPDATE person SET email = NULL WHERE id = $1', [personId]);
  }

  /** Replaces the password, ends all sessions (whoever knew the old one is out) and tells the person by mail. */
  async setPassword(personId: string, password: string): Promise<void> {
    const hash = await this.passwords.hash(password);
    await this.unitOfWork.query('UPDATE person_password SET hash = $2, changed_at = now() WHERE person_id = $1', [
      personId,
      hash,
    ]);
    await this.challenges.voidAll(personId);
    await this.sessions.endAll(personId);
    await this.letters.send(this.passwordChanged, { personId }, { subject: personId, organisationId: null });
  }
}
