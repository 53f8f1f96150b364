import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Audit } from '../platform/audit/audit.js';
import { type PersonActor, system } from '../platform/database/actor.js';
import { isId } from '../platform/database/new-id.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Problems, Refusal, refuse } from '../platform/graphql/problems.js';
import type { Language } from '../platform/i18n/message.js';
import type { MemberAddInput } from './identity.inputs.js';
import { IDENTITY } from './identity.errors.js';
import type { MemberModel } from './identity.models.js';
import { Membership, type MemberRole } from './membership.entity.js';
import { PeopleService } from './people.service.js';
import { Person } from './person.entity.js';
import { checkPassword, readPersonName } from './sign-up-rules.js';

/** Who acts for an organisation, as its owners decide. */
@Injectable()
export class MembersService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly people: PeopleService,
    private readonly audit: Audit,
  ) {}

  /** In the order they joined. */
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

  async add(actor: PersonActor, input: MemberAddInput, ofRequest: Language): Promise<MemberModel | Refusal> {
    const added = await this.unitOfWork.actAs(system('identity.add-member'), async () => {
      if (!(await this.owners(actor.organisationId)).includes(actor.personId)) return refuse(IDENTITY.NOT_OWNER);
      const problems = new Problems();
      const name = readPersonName(input.name, ['input', 'name'], problems);
      const email = await this.people.readFreeEmail(input.email, ['input', 'email'], problems);
      const language = input.language ?? ofRequest;
      const { password } = input;
      await checkPassword(password, ['input', 'password'], problems, [email, name]);
      if (problems.any || !name || !email) return problems.refusal();
      return this.people.join(actor.organisationId, input.role ?? 'MEMBER', { name, email, password, language });
    });
    if (!Array.isArray(added)) return added;
    const [person, membership] = added;
    await this.audit.record('member.add', 'person', person.id, { role: membership.role });
    return memberOf(person, membership);
  }

  /** An owner also decides who else belongs to the organisation, which keeps at least one. */
  async changeRole(actor: PersonActor, personId: string, role: MemberRole): Promise<MemberModel | Refusal> {
    const found = await this.unitOfWork.actAs(system('identity.change-role'), async () => {
      const member = await this.member(actor, personId, role === 'MEMBER');
      if (member instanceof Refusal) return member;
      await this.unitOfWork.repository(Membership).update({ personId: member.personId }, { role });
      return this.unitOfWork.repository(Person).findOneByOrFail({ id: member.personId });
    });
    if (found instanceof Refusal) return found;
    await this.audit.record('member.change-role', 'person', found.id, { role });
    return memberOf(found, await this.unitOfWork.repository(Membership).findOneByOrFail({ personId: found.id }));
  }

  /** Ends somebody’s membership, or one’s own. */
  async remove(actor: PersonActor, personId: string): Promise<Person | Refusal> {
    const person = await this.unitOfWork.actAs(system('identity.remove-member'), async () => {
      const member = await this.member(actor, personId, true);
      if (member instanceof Refusal) return member;
      await this.people.leave(member.personId);
      return this.unitOfWork.repository(Person).findOneByOrFail({ id: member.personId });
    });
    if (person instanceof Person) await this.audit.record('member.remove', 'person', person.id);
    return person;
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

  /** Locked: of two owners who remove one another at the same moment, the second finds out that it is one no more. */
  private async owners(organisationId: string): Promise<string[]> {
    const rows = await this.unitOfWork.query<{ personId: string }>(
      `SELECT person_id AS "personId" FROM membership WHERE organisation_id = $1 AND role = 'OWNER'
       ORDER BY person_id FOR UPDATE`,
      [organisationId],
    );
    return rows.map(({ personId }) => personId);
  }
}

const memberOf = (person: Person, { role, createdAt }: Membership): MemberModel => ({ person, role, createdAt });
