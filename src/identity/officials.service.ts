import { Injectable } from '@nestjs/common';
import { Audit } from '../platform/audit/audit.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Problems, type Refusal, refuse } from '../platform/graphql/problems.js';
import { IDENTITY } from './identity.errors.js';
import { SignInChangedLetter } from './letters/sign-in-changed.letter.js';
import { Organisation } from './organisation.entity.js';
import { OrganisationsService } from './organisations.service.js';
import { Passwords } from './passwords.js';
import { PeopleService } from './people.service.js';
import { Person } from './person.entity.js';
import { SecondFactors } from './second-factors.js';
import { SessionsService } from './sessions.service.js';
import { RemitsService } from './remits.service.js';
import { SignInThrottle } from './sign-in-throttle.js';
import { isEmail, readOrganisationName, readPersonName } from './sign-up-rules.js';

/** The country whose authorities review. */
const COUNTRY_CODE = 'VN';

export interface Official {
  personId: string;
  email: string;
  name: string;
  authority: string;
  authorityId: string;
  createdAt: Date;
}

/** `password` is known here only: show it once, to be handed over and changed. */
export interface WithPassword {
  official: Official;
  password: string;
}

/**
 * Lets officials in, and out. For the command line, in a unit of work as Ketnoi itself; there is no door to it from
 * the API. A refusal has written nothing.
 */
@Injectable()
export class OfficialsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly people: PeopleService,
    private readonly organisations: OrganisationsService,
    private readonly passwords: Passwords,
    private readonly throttle: SignInThrottle,
    private readonly factors: SecondFactors,
    private readonly sessions: SessionsService,
    private readonly remits: RemitsService,
    private readonly changed: SignInChangedLetter,
    private readonly audit: Audit,
  ) {}

  /**
   * Creates the official, and the authority where it is new. Without a name the official goes by the e-mail address;
   * without an authority it is the only one there is.
   */
  async create(email: string, name: string | null, authorityName: string | null): Promise<WithPassword | Refusal> {
    const problems = new Problems();
    const freeEmail = await this.people.readFreeEmail(email, ['email'], problems);
    const personName = readPersonName(name ?? email.split('@')[0]!, ['name'], problems);
    const authority = await this.authority(authorityName, problems);
    if (problems.any || !freeEmail || !personName || !authority) return problems.refusal();
    const password = await this.passwords.generateFor(freeEmail);
    const organisationId = authority.id ?? (await this.createAuthority(authority.name));
    const { id } = await this.people.join(organisationId, 'EDITOR', {
      name: personName,
      email: freeEmail,
      password,
      language: 'vi',
    });
    await this.audit.record('official.create', 'person', id, {}, { organisationId });
    return { official: (await this.find(freeEmail))!, password };
  }

  /** A new password; all sessions end, and wrong attempts are forgotten. */
  async resetPassword(email: string): Promise<WithPassword | Refusal> {
    const official = await this.find(email);
    if (!official) return refuse(IDENTITY.EMAIL_UNKNOWN, ['email']);
    const password = await this.passwords.generateFor(official.email);
    await this.people.setPassword(official.personId, password);
    await this.throttle.forgiveAll(official.email);
    const { personId, authorityId: organisationId } = official;
    await this.audit.record('official.reset-password', 'person', personId, {}, { organisationId });
    return { official, password };
  }

  /** For somebody whose app and recovery codes are lost: all sessions end, and an official enrols another app at the next sign-in. */
  async removeFactor(email: string): Promise<Pick<Person, 'id' | 'email'> | Refusal> {
    const text = email.normalize('NFC').trim();
    const person = isEmail(text) ? await this.unitOfWork.repository(Person).findOneBy({ email: text }) : null;
    if (!person) return refuse(IDENTITY.EMAIL_OF_NOBODY, ['email']);
    await this.factors.forget(person.id);
    await this.sessions.endAll(person.id);
    await this.audit.record('second-factor.remove', 'person', person.id);
    await this.changed.send({ personId: person.id, change: 'FACTOR_REMOVED' });
    return person;
  }

  async remove(email: string): Promise<Official | Refusal> {
    const official = await this.find(email);
    if (!official) return refuse(IDENTITY.EMAIL_UNKNOWN, ['email']);
    await this.people.leave(official.personId, official.authorityId);
    const { personId, authorityId: organisationId } = official;
    await this.audit.record('official.remove', 'person', personId, {}, { organisationId });
    return official;
  }

  /** By authority, then in the order they were let in. */
  list(): Promise<Official[]> {
    return this.select('');
  }

  private async find(email: string): Promise<Official | null> {
    const text = email.normalize('NFC').trim();
    if (!isEmail(text)) return null;
    const [official] = await this.select('AND person.email = $1', [text]);
    return official ?? null;
  }

  private select(condition: string, parameters: unknown[] = []): Promise<Official[]> {
    return this.unitOfWork.query<Official>(
      `SELECT person.id AS "personId", person.email, person.name, organisation.name AS authority, organisation.id AS "authorityId",
              membership.created_at AS "createdAt"
       FROM organisation
       JOIN membership ON membership.organisation_id = organisation.id
       JOIN person ON person.id = membership.person_id
       WHERE organisation.kind = 'AUTHORITY' ${condition}
       ORDER BY organisation.name, person.id`,
      parameters,
    );
  }

  /** Without an id it is to be made. */
  private async authority(given: string | null, problems: Problems): Promise<{ id?: string; name: string } | null> {
    if (given !== null) {
      const name = readOrganisationName(given, ['authority'], problems);
      return name === null ? null : ((await this.organisations.authorityMeant(name, problems)) ?? { name });
    }
    const authorities = await this.unitOfWork.repository(Organisation).find({ where: { kind: 'AUTHORITY' }, take: 2 });
    if (authorities.length === 1) return authorities[0]!;
    problems.add(IDENTITY.AUTHORITY_MISSING, ['authority']);
    return null;
  }

  private async createAuthority(name: string): Promise<string> {
    const kind = 'AUTHORITY';
    const created = await this.people.createOrganisation({ kind, name, taxCode: null, countryCode: COUNTRY_CODE });
    await this.remits.begin(created.id);
    return created.id;
  }
}
