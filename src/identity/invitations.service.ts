import { Inject, Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Audit } from '../platform/audit/audit.js';
import type { Config } from '../platform/config/config.js';
import { CONFIG } from '../platform/config/config.token.js';
import { type MemberRole, type PersonActor, system } from '../platform/database/actor.js';
import { isId, newId } from '../platform/database/new-id.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Problems, Refusal, refuse } from '../platform/graphql/problems.js';
import { Retention } from '../platform/retention/retention.js';
import { Letters } from '../platform/mail/letters.js';
import { IDENTITY } from './identity.errors.js';
import { Invitation } from './invitation.entity.js';
import { InvitationLetter } from './letters/invitation.letter.js';
import { MOST_INVITATION_MAILS_A_DAY, MOST_OPEN_INVITATIONS } from './limits.js';
import { MailedTokens } from './mailed-tokens.js';
import { MembersService } from './members.service.js';
import { readEmail } from './sign-up-rules.js';

/**
 * $1 id, $2 organisation, $3 address, $4 role, $5 who invites, $6 token id, $7 hash, $8 days. Renews what there is for the
 * address; answers nothing where too many mails went to it.
 */
const INVITE = `INSERT INTO invitation AS kept (id, organisation_id, email, role, invited_by, token_id, hash, expires_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, now() + make_interval(days => $8))
  ON CONFLICT (organisation_id, email) DO UPDATE SET role = $4, invited_by = $5, token_id = $6, hash = $7, sent_at = now(),
    expires_at = now() + make_interval(days => $8), accepted_at = NULL, withdrawn_at = NULL,
    sent = CASE WHEN kept.counted_from < now() - interval '1 day' THEN 1 ELSE kept.sent + 1 END,
    counted_from = CASE WHEN kept.counted_from < now() - interval '1 day' THEN now() ELSE kept.counted_from END
  WHERE kept.sent < ${MOST_INVITATION_MAILS_A_DAY} OR kept.counted_from < now() - interval '1 day'
  RETURNING id`;

/** Whom an organisation’s owners ask to join it. */
@Injectable()
export class InvitationsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly members: MembersService,
    private readonly tokens: MailedTokens,
    private readonly letters: Letters,
    private readonly letter: InvitationLetter,
    private readonly audit: Audit,
    @Inject(CONFIG) private readonly config: Config,
    retention: Retention,
  ) {
    retention.register({
      period: 'invitations',
      table: 'invitation',
      over: 'expires_at < $1',
      oldestFirst: 'expires_at',
    });
  }

  /** Those that are open, in the order they were first asked. */
  list({ organisationId }: PersonActor): Promise<Invitation[]> {
    const isOpen = { acceptedAt: IsNull(), withdrawnAt: IsNull() };
    return this.unitOfWork.repository(Invitation).find({ where: { organisationId, ...isOpen }, order: { id: 'ASC' } });
  }

  /** By mail, once more where that address has been invited already. */
  async invite(actor: PersonActor, address: string, role: MemberRole): Promise<Invitation | Refusal> {
    return this.asOwner(actor, 'create', async () => {
      const problems = new Problems();
      const email = readEmail(address, ['email'], problems);
      if (email === null) return problems.refusal();
      const [member] = await this.unitOfWork.query(
        `SELECT FROM membership JOIN person ON person.id = person_id WHERE organisation_id = $1 AND person.email = $2`,
        [actor.organisationId, email],
      );
      if (member) return refuse(IDENTITY.ALREADY_MEMBER, ['email']);
      const open = await this.list(actor);
      const isNew = !open.some((one) => one.email.toLowerCase() === email.toLowerCase());
      if (isNew && open.length >= MOST_OPEN_INVITATIONS) {
        return refuse(IDENTITY.TOO_MANY_INVITATIONS, ['email'], { max: MOST_OPEN_INVITATIONS });
      }
      return this.send(actor, email, role, ['email']);
    });
  }

  /** With a new token; the one before is void. */
  async resend(actor: PersonActor, id: string): Promise<Invitation | Refusal> {
    return this.asOwner(actor, 'resend', async () => {
      const invitation = await this.open(actor, id);
      if (!invitation) return refuse(IDENTITY.INVITATION_NOT_FOUND, ['id']);
      return this.send(actor, invitation.email, invitation.role, ['id']);
    });
  }

  async withdraw(actor: PersonActor, id: string): Promise<Invitation | Refusal> {
    return this.asOwner(actor, 'withdraw', async () => {
      const invitation = await this.open(actor, id);
      if (!invitation) return refuse(IDENTITY.INVITATION_NOT_FOUND, ['id']);
      await this.unitOfWork.repository(Invitation).update({ id }, { withdrawnAt: () => 'now()' });
      return invitation;
    });
  }

  private async asOwner(
    actor: PersonActor,
    action: string,
    work: () => Promise<Invitation | Refusal>,
  ): Promise<Invitation | Refusal> {
    const invitation = await this.unitOfWork.actAs(system(`identity.${action}-invitation`), async () => {
      const isOwner = (await this.members.owners(actor.organisationId)).includes(actor.personId);
      return isOwner ? work() : refuse(IDENTITY.NOT_OWNER);
    });
    if (invitation instanceof Refusal) return invitation;
    await this.audit.record(`invitation.${action}`, 'invitation', invitation.id, { role: invitation.role });
    return invitation;
  }

  private async open({ organisationId }: PersonActor, id: string): Promise<Invitation | null> {
    const isOpen = { acceptedAt: IsNull(), withdrawnAt: IsNull() };
    return isId(id) ? this.unitOfWork.repository(Invitation).findOneBy({ id, organisationId, ...isOpen }) : null;
  }

  private async send(
    { organisationId, personId }: PersonActor,
    email: string,
    role: MemberRole,
    path: string[],
  ): Promise<Invitation | Refusal> {
    const tokenId = newId();
    const [kept] = await this.unitOfWork.query<{ id: string }>(INVITE, [
      ...[newId(), organisationId, email, role, personId],
      ...[tokenId, await this.tokens.hashOf(tokenId), this.config.auth.invitationDays],
    ]);
    if (!kept) return refuse(IDENTITY.INVITED_TOO_OFTEN, path);
    await this.letters.send(this.letter, { tokenId }, { subject: kept.id, organisationId });
    return this.unitOfWork.repository(Invitation).findOneByOrFail({ id: kept.id });
  }
}
