import { Injectable } from '@nestjs/common';
import { Audit } from '../platform/audit/audit.js';
import { type PersonActor, system } from '../platform/database/actor.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Client } from '../platform/graphql/client.js';
import { Problems, type Refusal, refuse } from '../platform/graphql/problems.js';
import type { PasswordChangeInput, SessionCreateInput } from './identity.inputs.js';
import { IDENTITY } from './identity.errors.js';
import { Passwords } from './passwords.js';
import { demandsProvider } from './providers/sign-in-provider.js';
import { PeopleService } from './people.service.js';
import { Person } from './person.entity.js';
import { type SignedIn, SessionsService } from './sessions.service.js';
import { SecondFactors } from './second-factors.js';
import type { SignInChallengeModel } from './second-factors.models.js';
import { SignInChallenges } from './sign-in-challenges.js';
import { SignInThrottle, tooManyAttempts } from './sign-in-throttle.js';
import { checkPassword, isEmail } from './sign-up-rules.js';
import { ViewersService } from './viewers.service.js';

/**
 * Proving who one is by a password. Refusals of these methods have counted a wrong password, so they must not be
 * undone.
 */
@Injectable()
export class SignInService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly passwords: Passwords,
    private readonly throttle: SignInThrottle,
    private readonly people: PeopleService,
    private readonly sessions: SessionsService,
    private readonly factors: SecondFactors,
    private readonly challenges: SignInChallenges,
    private readonly viewers: ViewersService,
    private readonly audit: Audit,
  ) {}

  /**
   * Answers in the same words and about the same time whether the address is unknown or the password is wrong. Where the
   * person has a second factor, the right password alone opens nothing, and wrong ones before it still count.
   */
  async signIn(
    input: SessionCreateInput,
    client: Client,
  ): Promise<SignedIn | { challenge: SignInChallengeModel } | Refusal> {
    const email = input.email.normalize('NFC').trim();
    if (!isEmail(email)) return refuse(IDENTITY.SIGN_IN_REFUSED, ['input']);
    return this.unitOfWork.actAs(system('identity.sign-in'), async () => {
      const [person] = await this.unitOfWork.query<{
        id: string;
        hash: string;
        organisationId: string;
        isProviderDemanded: boolean;
      }>(
        `SELECT person.id, hash, organisation_id AS "organisationId",
                ${demandsProvider('membership.organisation_id')} AS "isProviderDemanded" FROM person
         JOIN person_password ON person_password.person_id = person.id
         JOIN membership ON membership.person_id = person.id
         WHERE email = $1 AND suspended_at IS NULL ORDER BY membership.created_at, organisation_id LIMIT 1`,
        [email],
      );
      const guesser = await this.throttle.guesser(person?.id ?? null, client, input.deviceToken);
      const seconds = await this.throttle.secondsToWait(email, guesser);
      if (seconds > 0) return tooManyAttempts(['input'], seconds);
      const isRight = await this.passwords.isRight(input.password, person?.hash ?? null);
      if (!person || !isRight) {
        await this.throttle.count(email, guesser);
        return refuse(IDENTITY.SIGN_IN_REFUSED, ['input']);
      }
      if (person.isProviderDemanded) return refuse(IDENTITY.PROVIDER_DEMANDED, ['input']);
      if ((await this.factors.stateOf(person.id)) === 'IN_FORCE') {
        const { id: personId, organisationId } = person;
        await this.audit.record('session.challenge', 'person', personId, {}, { organisationId, personId });
        return { challenge: await this.challenges.issue(person.id, person.organisationId) };
      }
      await this.throttle.forgive(email, guesser);
      return this.sessions.open(
        { personId: person.id, organisationId: person.organisationId },
        client,
        input.deviceToken,
      );
    });
  }

  /** Changes one’s own password and ends all of one’s sessions, this one too. */
  async changePassword(actor: PersonActor, input: PasswordChangeInput): Promise<Person | Refusal> {
    return this.unitOfWork.actAs(system('identity.change-password'), async () => {
      const person = await this.unitOfWork.repository(Person).findOneByOrFail({ id: actor.personId });
      const guesser = this.throttle.signedIn(person.id);
      const seconds = await this.throttle.secondsToWait(person.email!, guesser);
      if (seconds > 0) return tooManyAttempts(['input', 'currentPassword'], seconds);
      const problems = new Problems();
      const viewer = await this.viewers.find(person.id, actor.organisationId);
      const obvious = [person.email, person.name, viewer?.organisation.name ?? null];
      await checkPassword(input.newPassword, ['input', 'newPassword'], problems, obvious);
      if (!(await this.isPasswordOf(person, input.currentPassword))) {
        await this.throttle.count(person.email!, guesser);
        problems.add(IDENTITY.PASSWORD_WRONG, ['input', 'currentPassword']);
      }
      if (problems.any) return problems.refusal();
      await this.people.setPassword(person.id, input.newPassword);
      await this.audit.record('person.change-password', 'person', person.id);
      return person;
    });
  }

  /** For what a session alone is not enough for. Counts a wrong password, so a refusal must not be undone. */
  async refuseWrongPassword(personId: string, password: string): Promise<Refusal | null> {
    const person = await this.unitOfWork.repository(Person).findOneByOrFail({ id: personId });
    const guesser = this.throttle.signedIn(person.id);
    return this.throttle.refuseWrong(person.email!, guesser, {
      path: ['input', 'currentPassword'],
      message: IDENTITY.PASSWORD_WRONG,
      isRight: () => this.isPasswordOf(person, password),
    });
  }

  private async isPasswordOf(person: Person, password: string): Promise<boolean> {
    const [row] = await this.unitOfWork.query<{ hash: string }>(
      'SELECT hash FROM person_password WHERE person_id = $1',
      [person.id],
    );
    return this.passwords.isRight(password, row?.hash ?? null);
  }
}
