import { Injectable } from '@nestjs/common';
import { OrganisationsService } from '../identity/organisations.service.js';
import { headOfficeOf } from '../identity/vietnamese-tax-code.js';
import type { Actor } from '../platform/database/actor.js';
import { violates } from '../platform/database/database-errors.js';
import { isId, newId } from '../platform/database/new-id.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { changedFields } from '../platform/events/changed-fields.js';
import { Refusal, refuse } from '../platform/graphql/problems.js';
import { outdated } from './check-revision.js';
import { Firm, SELF } from './firm.entity.js';
import type { FirmChangesInput, FirmInput } from './firm.inputs.js';
import { FirmChanges } from './firm-changes.js';
import { type FirmFacts, NO_FIRM_FACTS, readFirm } from './reading/read-firm.js';
import { type Asking, Readings } from './readings.js';
import { SUPPLIER } from './suppliers.errors.js';
import { FIRM_CHANGED, FIRM_CREATED, FIRM_RESTORED, FIRM_WITHDRAWN, firmEvent } from './suppliers.events.js';

/** A supplier’s own firm: one for each organisation, its name and what it says of itself. */
@Injectable()
export class FirmsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly changes: FirmChanges,
    private readonly readings: Readings,
    private readonly organisations: OrganisationsService,
  ) {}

  /** Null for a firm that is not there or not to be seen. */
  async find(id: string): Promise<Firm | null> {
    return isId(id) ? this.unitOfWork.repository(Firm).findOneBy({ id }) : null;
  }

  /** The firm of the organisation that asks; null while it has none. */
  async own(actor: Actor): Promise<Firm | null> {
    if (actor.kind !== 'SUPPLIER') return null;
    return this.unitOfWork.repository(Firm).findOneBy({ organisationId: actor.organisationId });
  }

  async create(asking: Asking, input: FirmInput): Promise<Firm | Refusal> {
    const reading = await this.readings.begin(asking);
    const facts = readFirm(input, NO_FIRM_FACTS, ['input'], reading);
    if (await this.own(asking.actor)) reading.problems.add(SUPPLIER.FIRM_EXISTS, []);
    if (reading.problems.any) return reading.problems.refusal();
    const firm = await this.insert(asking.actor, facts);
    if (firm instanceof Firm) await this.changes.finish('firm.create', [firmEvent(FIRM_CREATED, firm, {})]);
    return firm;
  }

  /** The tax code the firm of whoever asks has or will have; a branch that signed up counts as its firm. */
  async taxCodeOf(actor: Actor): Promise<string | null> {
    if (actor.kind !== 'SUPPLIER') return null;
    const { countryCode, taxCode } = await this.organisations.get(actor.organisationId);
    return countryCode === 'VN' ? (taxCode === null ? null : headOfficeOf(taxCode)) : taxCode;
  }

  /** Tax code and country are those the organisation was verified with at sign-up, so that no firm takes another’s. */
  async insert(actor: Actor, facts: FirmFacts): Promise<Firm | Refusal> {
    if (actor.kind !== 'SUPPLIER') return refuse(SUPPLIER.FIRM_NOT_FOUND);
    const { organisationId } = actor;
    const { countryCode } = await this.organisations.get(organisationId);
    const taxCode = await this.taxCodeOf(actor);
    const id = newId();
    const firms = this.unitOfWork.repository(Firm);
    try {
      await firms.insert({ id, organisationId, ...facts, taxCode, countryCode, source: SELF });
    } catch (error) {
      if (violates(error, 'firm_one_per_organisation')) return refuse(SUPPLIER.FIRM_EXISTS);
      throw error;
    }
    return firms.findOneByOrFail({ id });
  }

  async update(asking: Asking, id: string, input: FirmChangesInput, expected?: number | null): Promise<Firm | Refusal> {
    const firm = await this.changes.standingFirm(asking.actor, id, ['id']);
    if (firm instanceof Refusal) return firm;
    const refusal = outdated(firm, expected);
    if (refusal) return refusal;
    const reading = await this.readings.begin(asking);
    const facts = readFirm(input, firm, ['input'], reading);
    if (reading.problems.any) return reading.problems.refusal();
    const fields = changedFields(firm, facts);
    if (fields.length === 0) return firm;
    await this.unitOfWork.repository(Firm).update({ id }, { ...facts, revision: firm.revision + 1 });
    await this.changes.finish('firm.update', [firmEvent(FIRM_CHANGED, firm, { fields })], { fields });
    return this.unitOfWork.repository(Firm).findOneByOrFail({ id });
  }

  /** Takes the firm with all that belongs to it out of search and matching; nothing is deleted. */
  async withdraw(asking: Asking, id: string): Promise<Firm | Refusal> {
    const firm = await this.changes.standingFirm(asking.actor, id, ['id']);
    return firm instanceof Refusal ? firm : this.setWithdrawn(firm, true);
  }

  async restore(asking: Asking, id: string): Promise<Firm | Refusal> {
    const firm = await this.changes.ownFirm(asking.actor, id, ['id']);
    if (firm instanceof Refusal) return firm;
    if (firm.withdrawnAt === null) return refuse(SUPPLIER.FIRM_NOT_WITHDRAWN, ['id']);
    return this.setWithdrawn(firm, false);
  }

  private async setWithdrawn(firm: Firm, isWithdrawn: boolean): Promise<Firm> {
    const { id } = firm;
    const firms = this.unitOfWork.repository(Firm);
    await firms.update({ id }, { withdrawnAt: isWithdrawn ? () => 'now()' : null });
    const event = firmEvent(isWithdrawn ? FIRM_WITHDRAWN : FIRM_RESTORED, firm, {});
    await this.changes.finish(isWithdrawn ? 'firm.withdraw' : 'firm.restore', [event]);
    return firms.findOneByOrFail({ id });
  }
}
