import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Audit } from '../platform/audit/audit.js';
import { type MemberRole, type PersonActor, system } from '../platform/database/actor.js';
import { isId } from '../platform/database/new-id.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Refusal, refuse } from '../platform/graphql/problems.js';
import { IDENTITY } from './identity.errors.js';
import type { MemberModel, PersonModel } from './identity.models.js';
import { Membership } from './membership.entity.js';
import { PeopleService } from './people.service.js';
import { Person } from './person.entity.js';

/** Who acts for an organisation, as its owners decide. */
@Injectable()
export class MembersService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly people: PeopleService,
    private readonly audit: Audit,
  ) {}

  /** In the order they were first known. */
  async list({ organisationId }: PersonActor): Promise<MemberModel[]> {
    const memberships = await this.unitOfWork
      .repository(Membership)
      .find({ where: { organisationId }, order: { personId: 'ASC' } });
    const people = await this.unitOfWork
      .repository(Person)
      .findBy({ id: In(memberships.map(({ personId }) => personId)) });
    const byId = new Map(people.map((person) => [person.id, person]));
    return memberships.map((membership) => memberOf(byId.get(membership.personId)!, membership));
  }

  /** An owner also decides who else belongs to the organisation, which keeps at least one. */
  async changeRole(actor: PersonActor, personId: string, role: MemberRole): Promise<MemberModel | Refusal> {
    return this.change(actor, personId, role !== 'OWNER', 'change-role', { role }, { role });
  }

  /** Keeps a member from acting for the organisation, from the next operation on, or lets them again. */
  async suspend(actor: PersonActor, personId: string): Promise<MemberModel | Refusal> {
    return this.change(actor, personId, true, 'suspend', { suspendedAt: () => 'now()' });
  }

  async reinstate(actor: PersonActor, personId: string): Promise<MemberModel | Refusal> {
    return this.change(actor, personId, false, 'reinstate', { suspendedAt: null });
  }

  /** Ends somebody’s membership. Where else they belong, and so whether their address goes on, is none of the owner’s business. */
  async remove(actor: PersonActor, personId: string): Promise<PersonModel | Refusal> {
    const person = await this.unitOfWork.actAs(system('identity.remove-member'), async () => {
      const member = await this.member(actor, personId, true);
      if (member instanceof Refusal) return member;
      await this.people.leave(member.personId, actor.organisationId);
      return this.unitOfWork.repository(Person).findOneByOrFail({ id: member.personId });
    });
    if (person instanceof Refusal) return person;
    await this.audit.record('member.remove', 'person', person.id);
    return { ...person, email: null };
  }

  /** Ends one’s own membership, whatever the role; not the last owner’s. */
  async leave({ personId, organisationId }: PersonActor): Promise<Refusal | null> {
    const refusal = await this.unitOfWork.actAs(system('identity.leave-organisation'), async () => {
      const owners = await this.owners(organisationId);
      if (owners.length === 1 && owners[0] === personId) return refuse(IDENTITY.LAST_OWNER);
      await this.people.leave(personId, organisationId);
      return null;
    });
    if (!refusal) await this.audit.record('member.leave', 'person', personId);
    return refusal;
  }

  /**
   * Those who may act. Locked: of two owners who remove one another at the same moment, the second finds out that it is one
   * no more. To be called as Ketnoi itself.
   */
  async owners(organisationId: string): Promise<string[]> {
    const rows = await this.unitOfWork.query<{ personId: string }>(
      `SELECT person_id AS "personId" FROM membership
       WHERE organisation_id = $1 AND role = 'OWNER' AND suspended_at IS NULL ORDER BY person_id FOR UPDATE`,
      [organisationId],
    );
    return rows.map(({ personId }) => personId);
  }

  private async change(
    actor: PersonActor,
    personId: string,
    ceasesToOwn: boolean,
    action: string,
    changes: { role?: MemberRole; suspendedAt?: (() => string) | null },
    data: object = {},
  ): Promise<MemberModel | Refusal> {
    const changed = await this.unitOfWork.actAs(system(`identity.${action}`), async () => {
      const member = await this.member(actor, personId, ceasesToOwn);
      if (member instanceof Refusal) return member;
      const { organisationId } = actor;
      const key = { personId: member.personId, organisationId };
      await this.unitOfWork.repository(Membership).update(key, changes);
      const person = await this.unitOfWork.repository(Person).findOneByOrFail({ id: member.personId });
      return memberOf(person, await this.unitOfWork.repository(Membership).findOneByOrFail(key));
    });
    if (!(changed instanceof Refusal)) await this.audit.record(`member.${action}`, 'person', changed.person.id, data);
    return changed;
  }

  /** A member of the owner’s organisation, who is to be an owner no more or to stay one: some owner is left either way. */
  private async member(actor: PersonActor, personId: string, ceasesToOwn: boolean): Promise<Membership | Refusal> {
    const { organisationId } = actor;
    const owners = await this.owners(organisationId);
    if (!owners.includes(actor.personId)) return refuse(IDENTITY.NOT_OWNER);
    const member = isId(personId)
      ? await this.unitOfWork.repository(Membership).findOneBy({ personId, organisationId })
      : null;
    if (!member) return refuse(IDENTITY.MEMBER_NOT_FOUND, ['personId']);
    const isLast = owners.length === 1 && owners[0] === member.personId;
    return ceasesToOwn && isLast ? refuse(IDENTITY.LAST_OWNER, ['personId']) : member;
  }
}

const memberOf = (person: Person, { role, createdAt, suspendedAt }: Membership): MemberModel => ({
  person,
  role,
  createdAt,
  suspendedAt,
});
