import { Injectable } from '@nestjs/common';
import { headOfficeOf } from '../identity/vietnamese-tax-code.js';
import { type TaxCodeHolder, TaxCodeHolders } from '../identity/tax-code-holders.service.js';
import { Clock } from '../platform/clock.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { NewEvent } from '../platform/events/event.js';
import { EventBus } from '../platform/events/event-bus.js';
import { Capability } from './capability.entity.js';
import { Certificate } from './certificate.entity.js';
import { Firm } from './firm.entity.js';
import { FirmFactsService } from './firm-facts.service.js';
import { forgetVerifications, IS_VERIFIED } from './forget-verifications.js';
import { FIRM_CHANGED, firmEvent } from './suppliers.events.js';

/** What becomes of a firm whose tax code comes or goes. To be called as Ketnoi itself. */
@Injectable()
export class TaxCodeMoves {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly holders: TaxCodeHolders,
    private readonly facts: FirmFactsService,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  /**
   * The holder has it no more. What officials had found of its firm they had found of the firm of that code: it is the firm’s own
   * word again, and matches that rest on it are outdated. Claims of others to the code are over.
   */
  async take({ id, taxCode }: TaxCodeHolder): Promise<void> {
    await this.holders.set(id, null);
    await this.unitOfWork.query(
      `UPDATE tax_code_claim SET state = 'OVERTAKEN', ended_at = $2 WHERE tax_code = $1 AND state = 'OPEN'`,
      [taxCode, this.clock.now()],
    );
    const firm = await this.firmOf(id);
    if (!firm) return;
    await this.unitOfWork.repository(Firm).update({ id: firm.id }, { taxCode: null, revision: firm.revision + 1 });
    await this.unitOfWork.query('UPDATE site SET tax_code = NULL WHERE firm_id = $1', [firm.id]);
    const losses = await this.forget(firm.id);
    await this.facts.changed(firm.id);
    await this.events.append(firmEvent(FIRM_CHANGED, firm, { fields: ['taxCode'] }), ...losses);
  }

  async give({ id }: TaxCodeHolder, taxCode: string): Promise<void> {
    await this.holders.set(id, taxCode);
    const firm = await this.firmOf(id);
    if (!firm) return;
    const changed = { taxCode: headOfficeOf(taxCode), revision: firm.revision + 1 };
    await this.unitOfWork.repository(Firm).update({ id: firm.id }, changed);
    await this.facts.changed(firm.id);
    await this.events.append(firmEvent(FIRM_CHANGED, firm, { fields: ['taxCode'] }));
  }

  private firmOf(organisationId: string): Promise<Firm | null> {
    return this.unitOfWork.repository(Firm).findOne({ where: { organisationId }, lock: { mode: 'pessimistic_write' } });
  }

  /** Also of what is withdrawn, which nobody is told of. */
  private async forget(firmId: string): Promise<NewEvent[]> {
    const verified = { firmId, evidence: IS_VERIFIED };
    const capabilities = await this.unitOfWork.repository(Capability).findBy(verified);
    const certificates = await this.unitOfWork.repository(Certificate).findBy(verified);
    const events = await forgetVerifications(this.unitOfWork, { capabilities, certificates });
    const withdrawn = new Set([...capabilities, ...certificates].filter(isWithdrawn).map(({ id }) => id));
    return events.filter(({ subjectId }) => !withdrawn.has(subjectId));
  }
}

const isWithdrawn = ({ withdrawnAt }: Capability | Certificate): boolean => withdrawnAt !== null;
