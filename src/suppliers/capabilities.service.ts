import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { isId, newId } from '../platform/database/new-id.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { changedFields } from '../platform/events/changed-fields.js';
import { Refusal, refuse } from '../platform/graphql/problems.js';
import { outdated } from './check-revision.js';
import { Capability } from './capability.entity.js';
import type { CapabilityChangesInput, CapabilityInput } from './capability.inputs.js';
import { ownEvidence } from './evidence.js';
import type { Firm } from './firm.entity.js';
import { FirmChanges } from './firm-changes.js';
import { type CapabilityFacts, NO_CAPABILITY_FACTS, readCapability } from './reading/read-capability.js';
import { isWithin } from '../taxonomy/read-terms.js';
import { readEvidenceFile } from './reading/reading.js';
import { type Asking, Readings } from './readings.js';
import { Site } from './site.entity.js';
import { SitesService } from './sites.service.js';
import { SUPPLIER } from './suppliers.errors.js';
import {
  CAPABILITY_ADDED,
  CAPABILITY_CHANGED,
  CAPABILITY_RESTORED,
  CAPABILITY_WITHDRAWN,
  capabilityKeys,
} from './suppliers.events.js';
import { MOST_CAPABILITIES } from './limits.js';

/** What a firm can do, and where. The same process twice at one site is two machines, and welcome. */
@Injectable()
export class CapabilitiesService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly changes: FirmChanges,
    private readonly sites: SitesService,
    private readonly readings: Readings,
  ) {}

  async add(asking: Asking, siteId: string, input: CapabilityInput): Promise<Capability | Refusal> {
    const found = await this.sites.ownSite(asking, siteId, ['siteId']);
    if (found instanceof Refusal) return found;
    const { site, firm } = found;
    if (site.withdrawnAt !== null) return refuse(SUPPLIER.SITE_WITHDRAWN, ['siteId']);
    const reading = await this.readings.begin(asking, [input.evidenceFileId]);
    const facts = readCapability(input, NO_CAPABILITY_FACTS, ['input'], reading);
    const evidenceFileId = readEvidenceFile(input.evidenceFileId, null, ['input'], reading);
    const capabilities = this.unitOfWork.repository(Capability);
    const count = await capabilities.countBy({ firmId: firm.id, withdrawnAt: IsNull() });
    isWithin(MOST_CAPABILITIES, count + 1, ['siteId'], reading);
    if (reading.problems.any) return reading.problems.refusal();
    const id = newId();
    const added = newCapability(id, firm, site.id, facts, evidenceFileId);
    await capabilities.insert(added);
    const event = CAPABILITY_ADDED.of(id, added, capabilityKeys(null, added));
    await this.changes.finish('capability.add', [event], { process: facts.processCode });
    return capabilities.findOneByOrFail({ id });
  }

  /** What an official had verified was the capability as it stood: a change of any of it makes it the firm’s word again. */
  async update(
    asking: Asking,
    id: string,
    input: CapabilityChangesInput,
    expected?: number | null,
  ): Promise<Capability | Refusal> {
    const before = await this.standing(asking, id);
    if (before instanceof Refusal) return before;
    const refusal = outdated(before, expected);
    if (refusal) return refusal;
    const reading = await this.readings.begin(asking, [input.evidenceFileId]);
    const facts = readCapability(input, before, ['input'], reading);
    const evidenceFileId = readEvidenceFile(input.evidenceFileId, before.evidenceFileId, ['input'], reading);
    const siteId = (input.siteId ?? before.siteId).toLowerCase();
    const isSiteKnown = siteId === before.siteId || (await this.sites.standingIds(before.firmId, [siteId])).has(siteId);
    if (!isSiteKnown) reading.problems.add(SUPPLIER.SITE_NOT_FOUND, ['input', 'siteId']);
    if (reading.problems.any) return reading.problems.refusal();
    const given = { ...facts, siteId, evidenceFileId };
    const fields = changedFields(before, given);
    if (fields.length === 0) return before;
    const capabilities = this.unitOfWork.repository(Capability);
    const changed = { ...given, evidence: ownEvidence(evidenceFileId), revision: before.revision + 1 };
    await capabilities.update({ id }, { ...changed, updatedAt: () => 'now()' });
    const keys = capabilityKeys(before, { ...before, ...changed });
    await this.changes.finish('capability.update', [CAPABILITY_CHANGED.of(id, before, { ...keys, fields })], {
      fields,
    });
    return capabilities.findOneByOrFail({ id });
  }

  async withdraw(asking: Asking, id: string): Promise<Capability | Refusal> {
    const capability = await this.standing(asking, id);
    return capability instanceof Refusal ? capability : this.setWithdrawn(capability, true);
  }

  /** As it was, verification included: nothing of it has changed meanwhile. */
  async restore(asking: Asking, id: string): Promise<Capability | Refusal> {
    const capability = await this.own(asking, id);
    if (capability instanceof Refusal) return capability;
    if (capability.withdrawnAt === null) return refuse(SUPPLIER.CAPABILITY_NOT_WITHDRAWN, ['id']);
    if (await this.isSiteWithdrawn(capability)) return refuse(SUPPLIER.SITE_WITHDRAWN, ['id']);
    return this.setWithdrawn(capability, false);
  }

  private async own(asking: Asking, id: string): Promise<Capability | Refusal> {
    const notFound = refuse(SUPPLIER.CAPABILITY_NOT_FOUND, ['id']);
    const capabilities = this.unitOfWork.repository(Capability);
    const capability = isId(id) ? await capabilities.findOneBy({ id }) : null;
    if (!capability) return notFound;
    const firm = await this.changes.standingFirm(asking.actor, capability.firmId, ['id']);
    return firm instanceof Refusal ? firm : capability;
  }

  private async standing(asking: Asking, id: string): Promise<Capability | Refusal> {
    const capability = await this.own(asking, id);
    if (capability instanceof Refusal || capability.withdrawnAt === null) return capability;
    // The first step back is named: a capability cannot be restored before its site is.
    const isSiteWithdrawn = await this.isSiteWithdrawn(capability);
    return refuse(isSiteWithdrawn ? SUPPLIER.SITE_WITHDRAWN : SUPPLIER.CAPABILITY_WITHDRAWN, ['id']);
  }

  private async isSiteWithdrawn({ siteId }: Capability): Promise<boolean> {
    const { withdrawnAt } = await this.unitOfWork.repository(Site).findOneByOrFail({ id: siteId });
    return withdrawnAt !== null;
  }

  private async setWithdrawn(capability: Capability, isWithdrawn: boolean): Promise<Capability> {
    const { id } = capability;
    const capabilities = this.unitOfWork.repository(Capability);
    await capabilities.update({ id }, { withdrawnAt: isWithdrawn ? () => 'now()' : null });
    const event = isWithdrawn
      ? CAPABILITY_WITHDRAWN.of(id, capability, capabilityKeys(capability, null))
      : CAPABILITY_RESTORED.of(id, capability, capabilityKeys(null, capability));
    await this.changes.finish(isWithdrawn ? 'capability.withdraw' : 'capability.restore', [event]);
    return capabilities.findOneByOrFail({ id });
  }
}

export const newCapability = (
  id: string,
  firm: Pick<Firm, 'id' | 'organisationId'>,
  siteId: string,
  facts: CapabilityFacts,
  evidenceFileId: string | null,
) => ({
  id,
  firmId: firm.id,
  organisationId: firm.organisationId,
  siteId,
  ...facts,
  evidence: ownEvidence(evidenceFileId),
  evidenceFileId,
  revision: 1,
});
