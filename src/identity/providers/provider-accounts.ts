import { Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { Refusal } from '../../platform/graphql/problems.js';
import { refuse } from '../../platform/graphql/problems.js';
import { IDENTITY } from '../identity.errors.js';
import { SignInChangedLetter } from '../letters/sign-in-changed.letter.js';
import { domainOf, isSaid, type ProvidedIdentity, type SignInProvider } from './sign-in-provider.js';

export interface Member {
  id: string;
  email: string;
}

/**
 * Which account at a provider is whose here. It is linked once, to a member of the authority with the address that the provider
 * has verified; from then on the account says who it is, and addresses that change move nothing. Nobody is made a member
 * by a provider. To be called as Ketnoi itself.
 */
@Injectable()
export class ProviderAccounts {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly changed: SignInChangedLetter,
    private readonly audit: Audit,
  ) {}

  async memberOf(provider: SignInProvider, { subject, claims }: ProvidedIdentity): Promise<Member | Refusal> {
    const { email, email_verified: isVerified } = claims;
    if (typeof email !== 'string' || isVerified !== true) return refuse(IDENTITY.PROVIDER_EMAIL_UNVERIFIED, ['input']);
    const isLetIn = provider.domains.includes(domainOf(email)) && provider.claims.every((pair) => isSaid(claims, pair));
    if (!isLetIn) return refuse(IDENTITY.PROVIDER_ACCOUNT_REFUSED, ['input']);
    const member = (await this.linked(provider, subject)) ?? (await this.link(provider, subject, email));
    return member?.isStanding ? member : refuse(IDENTITY.PROVIDER_ACCOUNT_REFUSED, ['input']);
  }

  /** Of somebody who belongs to the authority no more: invited again, they are linked again. */
  async forget(personId: string, organisationId: string): Promise<void> {
    await this.unitOfWork.query(
      `DELETE FROM provider_account WHERE person_id = $1
         AND provider_id IN (SELECT id FROM sign_in_provider WHERE organisation_id = $2)`,
      [personId, organisationId],
    );
  }

  private async linked(provider: SignInProvider, subject: string): Promise<(Member & { isStanding: boolean }) | null> {
    const [member] = await this.unitOfWork.query<Member & { isStanding: boolean }>(
      `SELECT person.id, email, EXISTS (SELECT FROM membership
         WHERE membership.person_id = person.id AND organisation_id = $3 AND suspended_at IS NULL) AS "isStanding"
       FROM provider_account JOIN person ON person.id = person_id WHERE provider_id = $1 AND subject = $2`,
      [provider.id, subject, provider.organisationId],
    );
    return member ?? null;
  }

  /** Somebody who has an account there already gets no second one, whoever has the address there now. */
  private async link(
    provider: SignInProvider,
    subject: string,
    email: string,
  ): Promise<(Member & { isStanding: boolean }) | null> {
    const [member] = await this.unitOfWork.query<Member>(
      `SELECT person.id, email FROM person JOIN membership ON membership.person_id = person.id
       WHERE email = $1 AND organisation_id = $2 AND suspended_at IS NULL AND NOT EXISTS (
         SELECT FROM provider_account WHERE provider_account.person_id = person.id AND provider_id = $3)`,
      [email.normalize('NFC').trim(), provider.organisationId, provider.id],
    );
    if (!member) return null;
    await this.unitOfWork.query(
      'INSERT INTO provider_account (provider_id, subject, person_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
      [provider.id, subject, member.id],
    );
    const { organisationId } = provider;
    const of = { organisationId, personId: member.id };
    await this.audit.record('provider-account.link', 'person', member.id, { providerId: provider.id }, of);
    await this.changed.send({ personId: member.id, organisationId, change: 'PROVIDER_LINKED' });
    return { ...member, isStanding: true };
  }
}
