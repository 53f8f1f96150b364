import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { isId, newId } from '../platform/database/new-id.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { changedFields } from '../platform/events/changed-fields.js';
import type { NewEvent } from '../platform/events/event.js';
import { Refusal, refuse } from '../platform/graphql/problems.js';
import { Capability } from './capability.entity.js';
import { Certificate, CertificateSite } from './certificate.entity.js';
import { outdated } from './check-revision.js';
import { Firm } from './firm.entity.js';
import { forgetVerifications, IS_VERIFIED } from './forget-verifications.js';
import { FirmChanges } from './firm-changes.js';
import { NO_SITE_FACTS, readSite, type SiteFacts } from './reading/read-site.js';
import { isWithin } from '../taxonomy/read-terms.js';
import { type Asking, Readings } from './readings.js';
import { Site } from './site.entity.js';
import type { SiteInput } from './site.inputs.js';
import { SUPPLIER } from './suppliers.errors.js';
import { SITE_ADDED, SITE_CHANGED, SITE_RESTORED, SITE_WITHDRAWN } from './suppliers.events.js';
import { MOST_SITES } from './limits.js';

/** A change of one of these is a move. */
const PLACE: ReadonlySet<keyof SiteFacts> = new Set([
  'address',
  'wardCode',
  'provinceCode',
  'industrialParkCode',
  'latitude',
  'longitude',
]);

/** Where a firm works. */
@Injectable()
export class SitesService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly changes: FirmChanges,
    private readonly readings: Readings,
  ) {}

  async add(asking: Asking, firmId: string, input: SiteInput): Promise<Site | Refusal> {
    const firm = await this.changes.standingFirm(asking.actor, firmId, ['firmId']);
    if (firm instanceof Refusal) return firm;
    const reading = await this.readings.begin(asking);
    const facts = readSite(input, NO_SITE_FACTS, firm.taxCode, ['input'], reading);
    const sites = this.unitOfWork.repository(Site);
    const count = await sites.countBy({ firmId, withdrawnAt: IsNull() });
    isWithin(MOST_SITES, count + 1, ['firmId'], reading);
    if (reading.problems.any) return reading.problems.refusal();
    const id = newId();
    const site = newSite(id, firm, facts);
    await sites.insert(site);
    await this.changes.finish('site.add', [SITE_ADDED.of(id, site, {})]);
    return sites.findOneByOrFail({ id });
  }

  /** A site that moves leaves behind what officials had verified at the old place. */
  async update(asking: Asking, id: string, input: SiteInput, expected?: number | null): Promise<Site | Refusal> {
    const found = await this.standingSite(asking, id);
    if (found instanceof Refusal) return found;
    const { site, firm } = found;
    const refusal = outdated(site, expected);
    if (refusal) return refusal;
    const reading = await this.readings.begin(asking);
    const facts = readSite(input, site, firm.taxCode, ['input'], reading);
    if (reading.problems.any) return reading.problems.refusal();
    const fields = changedFields(site, facts);
    if (fields.length === 0) return site;
    const sites = this.unitOfWork.repository(Site);
    await sites.update({ id }, { ...facts, revision: site.revision + 1, updatedAt: () => 'now()' });
    const hasMoved = fields.some((name) => PLACE.has(name));
    const forgotten = hasMoved ? await this.forgetVerifications(id) : [];
    await this.changes.finish('site.update', [SITE_CHANGED.of(id, site, { fields }), ...forgotten], { fields });
    return sites.findOneByOrFail({ id });
  }

  /** Refused while capabilities stand there: they would silently vanish from matching with it. */
  async withdraw(asking: Asking, id: string): Promise<Site | Refusal> {
    const found = await this.standingSite(asking, id);
    if (found instanceof Refusal) return found;
    const count = await this.unitOfWork.repository(Capability).countBy({ siteId: id, withdrawnAt: IsNull() });
    if (count > 0) return refuse(SUPPLIER.SITE_HAS_CAPABILITIES, ['id'], { count });
    return this.setWithdrawn(found.site, true);
  }

  async restore(asking: Asking, id: string): Promise<Site | Refusal> {
    const found = await this.ownSite(asking, id, ['id']);
    if (found instanceof Refusal) return found;
    if (found.site.withdrawnAt === null) return refuse(SUPPLIER.SITE_NOT_WITHDRAWN, ['id']);
    return this.setWithdrawn(found.site, false);
  }

  /** A site with its firm, for the firm’s own people to change; the firm stands. */
  async ownSite(asking: Asking, id: string, path: string[]): Promise<{ site: Site; firm: Firm } | Refusal> {
    const site = isId(id) ? await this.unitOfWork.repository(Site).findOneBy({ id }) : null;
    if (!site) return refuse(SUPPLIER.SITE_NOT_FOUND, path);
    const firm = await this.changes.standingFirm(asking.actor, site.firmId, path);
    return firm instanceof Refusal ? firm : { site, firm };
  }

  /** The ids of a firm’s standing sites among those named. */
  async standingIds(firmId: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
    const sites = await this.unitOfWork
      .repository(Site)
      .find({ where: { firmId, id: In(ids.filter(isId)), withdrawnAt: IsNull() }, select: { id: true } });
    return new Set(sites.map(({ id }) => id));
  }

  private async standingSite(asking: Asking, id: string): Promise<{ site: Site; firm: Firm } | Refusal> {
    const found = await this.ownSite(asking, id, ['id']);
    if (found instanceof Refusal || found.site.withdrawnAt === null) return found;
    return refuse(SUPPLIER.SITE_WITHDRAWN, ['id']);
  }

  private async setWithdrawn(site: Site, isWithdrawn: boolean): Promise<Site> {
    const { id } = site;
    const sites = this.unitOfWork.repository(Site);
    await sites.update({ id }, { withdrawnAt: isWithdrawn ? () => 'now()' : null });
    const event = (isWithdrawn ? SITE_WITHDRAWN : SITE_RESTORED).of(id, site, {});
    await this.changes.finish(isWithdrawn ? 'site.withdraw' : 'site.restore', [event]);
    return sites.findOneByOrFail({ id });
  }

  private async forgetVerifications(siteId: string): Promise<NewEvent[]> {
    const capabilities = await this.unitOfWork.repository(Capability).findBy({ siteId, evidence: IS_VERIFIED });
    const there = await this.unitOfWork.repository(CertificateSite).findBy({ siteId });
    const certificates = await this.unitOfWork
      .repository(Certificate)
      .findBy({ id: In(there.map(({ certificateId }) => certificateId)), evidence: IS_VERIFIED });
    return forgetVerifications(this.unitOfWork, { capabilities, certificates });
  }
}

export const newSite = (id: string, firm: Firm, facts: SiteFacts) => ({
  id,
  firmId: firm.id,
  organisationId: firm.organisationId,
  ...facts,
});
