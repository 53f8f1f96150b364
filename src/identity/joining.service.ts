import { Injectable } from '@nestjs/common';
import { Audit } from '../platform/audit/audit.js';
import { type Actor, isPerson, type MemberRole, system } from '../platform/database/actor.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Problems, Refusal, refuse } from '../platform/graphql/problems.js';
import type { Language } from '../platform/i18n/message.js';
import type { NewcomerInput } from './identity.inputs.js';
import { IDENTITY } from './identity.errors.js';
import { MailedTokens } from './mailed-tokens.js';
import { Organisation } from './organisation.entity.js';
import type { OperationContext } from '../platform/graphql/operation-context.js';
import { PeopleService } from './people.service.js';
import { Person } from './person.entity.js';
import { PrivacyDeclarationsService } from './personal-data/privacy-declarations.service.js';
import { type SignedIn, SessionsService } from './sessions.service.js';
import { checkPassword, readPersonName } from './sign-up-rules.js';

interface Standing {
  id: string;
  organisationId: string;
  email: string;
  role: MemberRole;
}

/** How somebody who was invited comes in. The token has come through the mailbox of the address that was invited. */
@Injectable()
export class JoiningService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly tokens: MailedTokens,
    private readonly people: PeopleService,
    private readonly sessions: SessionsService,
    private readonly audit: Audit,
    private readonly declarations: PrivacyDeclarationsService,
  ) {}

  /** Whoever is signed in joins; somebody new says who they are and is signed in. Uses the token up. */
  async accept(
    actor: Actor,
    token: string,
    newcomer: NewcomerInput | null,
    { client, language: ofRequest }: Pick<OperationContext, 'client' | 'language'>,
  ): Promise<{ organisation: Organisation; signedIn: SignedIn | null } | Refusal> {
    return this.unitOfWork.actAs(system('identity.accept-invitation'), async () => {
      const invitation = await this.find(token);
      if (!invitation) return refuse(IDENTITY.TOKEN_INVALID, ['token']);
      const personId = isPerson(actor)
        ? await this.joinAsMyself(actor.personId, invitation, newcomer)
        : await this.joinAsNewcomer(invitation, newcomer, ofRequest);
      if (personId instanceof Refusal) return personId;
      const { id, organisationId, role } = invitation;
      await this.unitOfWork.query('UPDATE invitation SET accepted_at = now() WHERE id = $1', [id]);
      await this.audit.record('invitation.accept', 'invitation', id, { role }, { organisationId, personId });
      const session = isPerson(actor) ? null : await this.sessions.open({ personId, organisationId }, client);
      const declared = this.declarations.read(newcomer?.privacy, [], new Problems());
      await this.declarations.record(personId, declared, ofRequest, 'INVITATION');
      return {
        organisation: await this.unitOfWork.repository(Organisation).findOneByOrFail({ id: organisationId }),
        signedIn: session,
      };
    });
  }

  /** Locked: of two uses at once one is too late. */
  private async find(token: string): Promise<Standing | null> {
    const hash = this.tokens.read(token);
    if (!hash) return null;
    const [invitation] = await this.unitOfWork.query<Standing>(
      `SELECT id, organisation_id AS "organisationId", email, role FROM invitation
       WHERE hash = $1 AND accepted_at IS NULL AND withdrawn_at IS NULL AND expires_at > now() FOR UPDATE`,
      [hash],
    );
    return invitation ?? null;
  }

  private async joinAsMyself(
    personId: string,
    { email, organisationId, role }: Standing,
    newcomer: NewcomerInput | null,
  ): Promise<string | Refusal> {
    if (newcomer) return refuse(IDENTITY.INVITATION_SIGNED_IN, ['newcomer']);
    const person = await this.unitOfWork.repository(Person).findOneByOrFail({ id: personId });
    if (person.email?.toLowerCase() !== email.toLowerCase()) return refuse(IDENTITY.INVITATION_OF_ANOTHER, ['token']);
    const kinds = await this.unitOfWork.query<{ kind: string; isThis: boolean }>(
      `SELECT kind, organisation.id = $2 AS "isThis" FROM membership JOIN organisation ON organisation.id = organisation_id
       WHERE person_id = $1`,
      [personId, organisationId],
    );
    if (kinds.some(({ isThis }) => isThis)) return refuse(IDENTITY.ALREADY_MEMBER, ['token']);
    if (kinds.some(({ kind }) => kind === 'AUTHORITY')) return refuse(IDENTITY.OFFICIALS_STAY_APART, ['token']);
    await this.people.addMembership(personId, organisationId, role);
    return personId;
  }

  private async joinAsNewcomer(
    { email, organisationId, role }: Standing,
    newcomer: NewcomerInput | null,
    ofRequest: Language,
  ): Promise<string | Refusal> {
    if (await this.unitOfWork.repository(Person).existsBy({ email }))
      return refuse(IDENTITY.INVITATION_SIGN_IN, ['token']);
    if (!newcomer) return refuse(IDENTITY.INVITATION_NEWCOMER, ['newcomer']);
    const problems = new Problems();
    const name = readPersonName(newcomer.name, ['newcomer', 'name'], problems);
    const { password } = newcomer;
    await checkPassword(password, ['newcomer', 'password'], problems, [email, name]);
    this.declarations.read(newcomer.privacy, ['newcomer', 'privacy'], problems);
    if (problems.any || !name) return problems.refusal();
    const language = newcomer.language ?? ofRequest;
    const person = await this.people.join(organisationId, role, { name, email, password, language });
    return person.id;
  }
}
