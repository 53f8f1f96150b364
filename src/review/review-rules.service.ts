import { Injectable } from '@nestjs/common';
import { AUTHORITY } from '../identity/identity.errors.js';
import { OrganisationsService } from '../identity/organisations.service.js';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock.js';
import { isPerson } from '../platform/database/actor.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Problems, type Refusal } from '../platform/graphql/problems.js';
import { ReviewRule } from './review-rule.entity.js';

/** How an authority reviews. Read with each decision, so that a change is in force with the next. */
@Injectable()
export class ReviewRulesService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly organisations: OrganisationsService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Whether a match is released by a second official only, as the authority of whoever acts has it. */
  async approvalsNeedTwo(): Promise<boolean> {
    const { actor } = this.unitOfWork;
    if (!isPerson(actor)) return false;
    const { organisationId } = actor;
    return this.unitOfWork.repository(ReviewRule).existsBy({ organisationId, approvalsNeedTwo: true });
  }

  /**
   * For the command line, in a unit of work as Ketnoi itself. There is no door to it from the API: an official who could end the
   * rule would not be bound by it.
   */
  async set(authority: string, approvalsNeedTwo: boolean): Promise<ReviewRule | Refusal> {
    const problems = new Problems();
    const organisation = await this.organisations.authorityMeant(authority, problems);
    if (!organisation && !problems.any) problems.add(AUTHORITY.AUTHORITY_NOT_FOUND, ['authority']);
    if (!organisation) return problems.refusal();
    const rule = Object.assign(new ReviewRule(), {
      organisationId: organisation.id,
      approvalsNeedTwo,
      changedAt: this.clock.now(),
    });
    await this.unitOfWork.repository(ReviewRule).upsert(rule, ['organisationId']);
    const { id: organisationId } = organisation;
    await this.audit.record(
      'review-rule.set',
      'organisation',
      organisationId,
      { approvalsNeedTwo },
      { organisationId },
    );
    return rule;
  }
}
