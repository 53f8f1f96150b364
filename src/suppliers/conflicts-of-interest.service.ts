import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { OrganisationsService } from '../identity/organisations.service.js';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock.js';
import { isPerson } from '../platform/database/actor.js';
import { isId, newId } from '../platform/database/new-id.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Connection, PageArgs } from '../platform/graphql/connection.js';
import type { ListOrder } from '../platform/graphql/list-order.js';
import { askedPage, pageOf } from '../platform/graphql/page.js';
import { Problems, type Refusal, refuse } from '../platform/graphql/problems.js';
import { cleanText } from '../platform/text/clean-text.js';
import { ConflictOfInterest } from './conflict-of-interest.entity.js';
import type { ConflictOfInterestInput } from './conflict-of-interest.model.js';
import { FirmsService } from './firms.service.js';
import { LONGEST } from './limits.js';
import { CONFLICT } from './suppliers.errors.js';

const NEWEST_FIRST: ListOrder = {
  name: 'conflicts of interest',
  direction: 'DESC',
  parts: [{ column: 'conflict.id', kind: 'ID' }],
};

/** Whom officials keep away from. What one declares binds that official alone, from the next operation on. */
@Injectable()
export class ConflictsOfInterestService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly firms: FirmsService,
    private readonly organisations: OrganisationsService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async declare(input: ConflictOfInterestInput): Promise<ConflictOfInterest | Refusal> {
    const { personId, organisationId } = this.official();
    const { firmId = null, buyerOrganisationId = null } = input;
    const problems = new Problems();
    const reason = cleanText(input.reason, ['input', 'reason'], problems, {
      required: true,
      max: LONGEST.note,
      multiline: true,
    });
    if ((firmId === null) === (buyerOrganisationId === null)) problems.add(CONFLICT.CONFLICT_WITH_ONE, ['input']);
    else if (firmId !== null && !(await this.firms.find(firmId)))
      problems.add(CONFLICT.CONFLICT_UNKNOWN, ['input', 'firmId']);
    else if (buyerOrganisationId !== null && !(await this.organisations.isBuyer(buyerOrganisationId))) {
      problems.add(CONFLICT.CONFLICT_UNKNOWN, ['input', 'buyerOrganisationId']);
    } else if ((await this.standing()).has((firmId ?? buyerOrganisationId)!)) {
      problems.add(CONFLICT.CONFLICT_DECLARED, ['input']);
    }
    if (problems.any) return problems.refusal();
    const conflict = Object.assign(new ConflictOfInterest(), {
      id: newId(), personId, organisationId, firmId, buyerOrganisationId, reason, declaredAt: this.clock.now(), withdrawnAt: null,
    }); // prettier-ignore
    await this.unitOfWork.repository(ConflictOfInterest).insert(conflict);
    await this.audit.record('conflict-of-interest.declare', 'conflict_of_interest', conflict.id, {
      firmId,
      buyerOrganisationId,
    });
    return conflict;
  }

  /** One’s own, which stays among what was declared. */
  async withdraw(id: string): Promise<ConflictOfInterest | Refusal> {
    const { personId } = this.official();
    const conflict = isId(id) ? await this.unitOfWork.repository(ConflictOfInterest).findOneBy({ id, personId }) : null;
    if (!conflict) return refuse(CONFLICT.CONFLICT_NOT_FOUND, ['id']);
    if (conflict.withdrawnAt !== null) return refuse(CONFLICT.CONFLICT_WITHDRAWN, ['id']);
    const withdrawnAt = this.clock.now();
    await this.unitOfWork.repository(ConflictOfInterest).update({ id }, { withdrawnAt });
    await this.audit.record('conflict-of-interest.withdraw', 'conflict_of_interest', id);
    return Object.assign(conflict, { withdrawnAt });
  }

  /** Everything the officials of the authority have declared, the latest first. */
  list(args: PageArgs): Promise<Connection<ConflictOfInterest>> {
    const { organisationId } = this.official();
    const query = this.unitOfWork
      .repository(ConflictOfInterest)
      .createQueryBuilder('conflict')
      .where('conflict.organisationId = :organisationId', { organisationId });
    return pageOf(query, askedPage(args, NEWEST_FIRST));
  }

  /** The ids of the firms and of the buyers’ organisations that whoever acts does not decide about; none for others than officials. */
  async standing(): Promise<ReadonlySet<string>> {
    const { actor } = this.unitOfWork;
    return actor.kind === 'AUTHORITY' ? this.standingOf(actor.personId) : new Set();
  }

  /** The same of a colleague. */
  async standingOf(personId: string): Promise<ReadonlySet<string>> {
    if (!isId(personId)) return new Set();
    const conflicts = await this.unitOfWork.repository(ConflictOfInterest).findBy({ personId, withdrawnAt: IsNull() });
    return new Set(conflicts.map(({ firmId, buyerOrganisationId }) => (firmId ?? buyerOrganisationId)!));
  }

  private official() {
    const { actor } = this.unitOfWork;
    if (!isPerson(actor)) throw new Error('Only an official declares a conflict of interest');
    return actor;
  }
}
