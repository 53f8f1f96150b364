import { Injectable } from '@nestjs/common';
import { Audit } from '../platform/audit/audit.js';
import { system } from '../platform/database/actor.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { type Refusal, refuse } from '../platform/graphql/problems.js';
import { authenticatorUri, newAuthenticatorSecret } from './authenticator-codes.js';
import { IDENTITY } from './identity.errors.js';
import { Person } from './person.entity.js';
import { RecoveryCodes } from './recovery-codes.js';
import { SecondFactors } from './second-factors.js';
import type { FactorRemoveInput } from './second-factors.inputs.js';
import type { FactorEnrolmentModel } from './second-factors.models.js';
import { SessionsService } from './sessions.service.js';
import { SignInService } from './sign-in.service.js';
import { SignInChangedLetter } from './letters/sign-in-changed.letter.js';
import { SignInThrottle } from './sign-in-throttle.js';
import type { SessionActor } from './signed-in.js';

/** Getting a second factor, and getting rid of it. Refusals that have counted a wrong code or password must not be undone. */
@Injectable()
export class OwnFactorService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly factors: SecondFactors,
    private readonly recoveryCodes: RecoveryCodes,
    private readonly signIns: SignInService,
    private readonly sessions: SessionsService,
    private readonly throttle: SignInThrottle,
    private readonly changed: SignInChangedLetter,
    private readonly audit: Audit,
  ) {}

  /** A secret for an authenticator app; in force once `confirm` has had a code of it. Replaces one that was not confirmed. */
  async enrol({ personId }: SessionActor): Promise<FactorEnrolmentModel | Refusal> {
    return this.unitOfWork.actAs(system('identity.enrol-factor'), async () => {
      const secret = newAuthenticatorSecret();
      if (!(await this.factors.keep(personId, secret))) return refuse(IDENTITY.FACTOR_STANDS);
      const { email } = await this.person(personId);
      await this.audit.record('second-factor.enrol', 'person', personId);
      return { secret, uri: authenticatorUri(secret, email!) };
    });
  }

  /** Puts the enrolled app in force. Other sessions end, since none of them has shown a code. Answers the recovery codes. */
  async confirm({ personId, sessionId }: SessionActor, code: string): Promise<string[] | Refusal> {
    return this.unitOfWork.actAs(system('identity.confirm-factor'), async () => {
      const state = await this.factors.stateOf(personId);
      if (state !== 'KEPT')
        return refuse(state === 'NONE' ? IDENTITY.FACTOR_MISSING : IDENTITY.FACTOR_STANDS, ['code']);
      const guesser = this.throttle.signedIn(personId);
      const wrong = await this.factors.refuseWrongCode(await this.person(personId), guesser, code, ['code']);
      if (wrong) return wrong;
      await this.factors.putInForce(personId);
      await this.sessions.endAll(personId, { exceptId: sessionId });
      await this.sessions.prove(sessionId);
      await this.audit.record('second-factor.confirm', 'person', personId);
      await this.changed.send({ personId, change: 'FACTOR_ENROLLED' });
      return this.recoveryCodes.renew(personId);
    });
  }

  /** New codes on paper; those there were are void. */
  async renewRecoveryCodes({ personId }: SessionActor): Promise<string[] | Refusal> {
    return this.unitOfWork.actAs(system('identity.renew-recovery-codes'), async () => {
      if ((await this.factors.stateOf(personId)) !== 'IN_FORCE') return refuse(IDENTITY.FACTOR_MISSING);
      await this.audit.record('second-factor.renew-recovery-codes', 'person', personId);
      await this.changed.send({ personId, change: 'RECOVERY_CODES_RENEWED' });
      return this.recoveryCodes.renew(personId);
    });
  }

  /** With the password and a code: a session that was left open is not enough. Ends all other sessions. */
  async remove({ personId, sessionId }: SessionActor, input: FactorRemoveInput): Promise<Person | Refusal> {
    return this.unitOfWork.actAs(system('identity.remove-factor'), async () => {
      if ((await this.factors.stateOf(personId)) !== 'IN_FORCE') return refuse(IDENTITY.FACTOR_MISSING, ['input']);
      const person = await this.person(personId);
      const guesser = this.throttle.signedIn(personId);
      const wrong =
        (await this.signIns.refuseWrongPassword(personId, input.currentPassword)) ??
        (await this.factors.refuseWrongCode(person, guesser, input.code, ['input', 'code']));
      if (wrong) return wrong;
      await this.factors.forget(personId);
      await this.sessions.endAll(personId, { exceptId: sessionId });
      await this.audit.record('second-factor.remove', 'person', personId);
      await this.changed.send({ personId, change: 'FACTOR_REMOVED' });
      return person;
    });
  }

  private person(id: string): Promise<Person> {
    return this.unitOfWork.repository(Person).findOneByOrFail({ id });
  }
}
