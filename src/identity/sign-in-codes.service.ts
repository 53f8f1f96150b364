import { Injectable } from '@nestjs/common';
import { Audit } from '../platform/audit/audit.js';
import { system } from '../platform/database/actor.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Client } from '../platform/graphql/client.js';
import { Refusal, refuse } from '../platform/graphql/problems.js';
import { IDENTITY } from './identity.errors.js';
import type { ViewerModel } from './identity.models.js';
import { Person } from './person.entity.js';
import { SecondFactors } from './second-factors.js';
import type { SessionCompleteInput, SessionConfirmInput } from './second-factors.inputs.js';
import { type SignedIn, SessionsService } from './sessions.service.js';
import { SignInChallenges } from './sign-in-challenges.js';
import { SignInService } from './sign-in.service.js';
import { SignInThrottle } from './sign-in-throttle.js';
import type { SessionActor } from './signed-in.js';
import { ViewersService } from './viewers.service.js';

/** Proving who one is by a code. Refusals of these methods have counted a wrong one, so they must not be undone. */
@Injectable()
export class SignInCodesService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly challenges: SignInChallenges,
    private readonly factors: SecondFactors,
    private readonly throttle: SignInThrottle,
    private readonly signIns: SignInService,
    private readonly sessions: SessionsService,
    private readonly viewers: ViewersService,
    private readonly audit: Audit,
  ) {}

  /** The second step of signing in. Wrong codes leave the challenge as it is; the right one uses it up. */
  async complete(input: SessionCompleteInput, client: Client): Promise<SignedIn | Refusal> {
    return this.unitOfWork.actAs(system('identity.sign-in'), async () => {
      const challenged = await this.challenges.find(input.challengeToken);
      if (!challenged) return refuse(IDENTITY.TOKEN_INVALID, ['input', 'challengeToken']);
      const { personId, organisationId, email, providerId } = challenged;
      const guesser = await this.throttle.guesser(personId, client, input.deviceToken);
      const person = { id: personId, email };
      const wrong = await this.factors.refuseWrongCode(person, guesser, input.code, ['input', 'code']);
      if (wrong) return wrong;
      await this.challenges.useUp(input.challengeToken);
      await this.throttle.forgive(email, guesser);
      const provider = providerId === null ? null : { id: providerId, hasFactor: false, authenticatedAt: null };
      return this.sessions.open({ personId, organisationId, provider }, client, input.deviceToken);
    });
  }

  /** Proves once more, for what a session alone is not enough for. */
  async confirm(actor: SessionActor, { code, currentPassword }: SessionConfirmInput): Promise<ViewerModel | Refusal> {
    return this.unitOfWork.actAs(system('identity.confirm-session'), async () => {
      const { personId, organisationId, sessionId } = actor;
      const hasFactor = (await this.factors.stateOf(personId)) === 'IN_FORCE';
      if (!hasFactor && (await this.sessions.isOfProvider(sessionId)))
        return refuse(IDENTITY.PROVE_AT_PROVIDER, ['input']);
      const wrong = hasFactor
        ? await this.refuseWrongCode(personId, code ?? null)
        : await this.refuseWrongPassword(personId, currentPassword ?? null);
      if (wrong) return wrong;
      await this.sessions.prove(sessionId);
      await this.audit.record('session.confirm', 'session', sessionId);
      return (await this.viewers.find(personId, organisationId))!;
    });
  }

  private async refuseWrongCode(personId: string, code: string | null): Promise<Refusal | null> {
    if (code === null) return refuse(IDENTITY.CODE_MISSING, ['input', 'code']);
    const person = await this.unitOfWork.repository(Person).findOneByOrFail({ id: personId });
    return this.factors.refuseWrongCode(person, this.throttle.signedIn(personId), code, ['input', 'code']);
  }

  private async refuseWrongPassword(personId: string, password: string | null): Promise<Refusal | null> {
    if (password === null) return refuse(IDENTITY.PASSWORD_MISSING, ['input', 'currentPassword']);
    return this.signIns.refuseWrongPassword(personId, password);
  }
}
