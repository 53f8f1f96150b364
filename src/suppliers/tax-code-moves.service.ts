import { Injectable } from '@nestjs/common';
import { headOfficeOf } from '../identity/vietnamese-tax-code.js';
import { type TaxCodeHolder, TaxCodeHolders } from '../identity/tax-code-holders.service.js';
import { Clock } from '../platform/clock.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { NewEvent } from '../platform/events/event.js';
import { EventBus } from '../platform/events/event-bus.js';
import { Capability } from './capability.entity.js';
import { Certificate } from './certificate.entity.js';
import { ownEvidence } from './evidence.js';
import { Firm } from './firm.entity.js';
import { FirmFactsService } from './firm-facts.service.js';
import {
  CAPABILITY_CHANGED,
  capabilityKeys,
  CERTIFICATE_CHANGED,
  certificateKeys,
  FIRM_CHANGED,
  firmEvent,
} from './suppliers.events.js';

const BY_OFFICIALS = ['VERIFIED', 'VISITED'];

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
    const losses = [...(await this.capabilitiesLose(firm.id)), ...(await this.certificatesLose(firm.id))];
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

  private async capabilitiesLose(firmId: string): Promise<NewEvent[]> {
    const events: NewEvent[] = [];
    for (const before of await this.unitOfWork.repository(Capability).findBy({ firmId })) {
      if (!BY_OFFICIALS.includes(before.evidence)) continue;
      const after = { ...before, evidence: ownEvidence(before.evidenceFileId), revision: before.revision + 1 };
      const { evidence, revision } = after;
      await this.unitOfWork.repository(Capability).update({ id: before.id }, { evidence, revision });
      if (before.withdrawnAt !== null) continue;
      const data = { ...capabilityKeys(before, after), fields: ['evidence'] };
      events.push(CAPABILITY_CHANGED.of(before.id, before, data));
    }
    return events;
  }

  private async certificatesLose(firmId: string): Promise<NewEvent[]> {
    const events: NewEvent[] = [];
    for (const before of await this.unitOfWork.repository(Certificate).findBy({ firmId })) {
      if (!BY_OFFICIALS.includes(before.evidence)) continue;
      const after = { ...before, evidence: ownEvidence(before.evidenceFileId), revision: before.revision + 1 };
      const { evidence, revision } = after;
      await this.unitOfWork.repository(Certificate).update({ id: before.id }, { evidence, revision });
      if (before.withdrawnAt !== null) continue;
      const data = { ...certificateKeys(before, after), fields: ['evidence'] };
      events.push(CERTIFICATE_CHANGED.of(before.id, before, data));
    }
    return events;
  }
}
