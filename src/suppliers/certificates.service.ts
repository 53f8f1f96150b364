import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { isId, newId } from '../platform/database/new-id.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { changedFields } from '../platform/events/changed-fields.js';
import { Refusal, refuse } from '../platform/graphql/problems.js';
import { outdated } from './check-revision.js';
import { Certificate, CertificateSite } from './certificate.entity.js';
import type { CertificateChangesInput, CertificateInput } from './certificate.inputs.js';
import { ownEvidence } from './evidence.js';
import type { Firm } from './firm.entity.js';
import { FirmChanges } from './firm-changes.js';
import { type CertificateFacts, NO_CERTIFICATE_FACTS, readCertificate } from './reading/read-certificate.js';
import { isWithin } from '../taxonomy/read-terms.js';
import { readEvidenceFile, type Reading } from './reading/reading.js';
import { type Asking, Readings } from './readings.js';
import { SitesService } from './sites.service.js';
import { SUPPLIER } from './suppliers.errors.js';
import {
  CERTIFICATE_ADDED,
  CERTIFICATE_CHANGED,
  CERTIFICATE_RESTORED,
  CERTIFICATE_WITHDRAWN,
  certificateKeys,
} from './suppliers.events.js';
import { MOST_CERTIFICATES, MOST_SITES } from './limits.js';

/** The standards a firm is certified to. */
@Injectable()
export class CertificatesService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly changes: FirmChanges,
    private readonly sites: SitesService,
    private readonly readings: Readings,
  ) {}

  async add(asking: Asking, firmId: string, input: CertificateInput): Promise<Certificate | Refusal> {
    const firm = await this.changes.standingFirm(asking.actor, firmId, ['firmId']);
    if (firm instanceof Refusal) return firm;
    const reading = await this.readings.begin(asking, [input.evidenceFileId]);
    const facts = readCertificate(input, NO_CERTIFICATE_FACTS, ['input'], reading);
    const evidenceFileId = readEvidenceFile(input.evidenceFileId, null, ['input'], reading);
    const siteIds = await this.readSites(firmId, input.siteIds ?? [], reading);
    const certificates = this.unitOfWork.repository(Certificate);
    const count = await certificates.countBy({ firmId, withdrawnAt: IsNull() });
    isWithin(MOST_CERTIFICATES, count + 1, ['firmId'], reading);
    if (reading.problems.any) return reading.problems.refusal();
    const id = newId();
    const added = newCertificate(id, firm, facts, evidenceFileId);
    await certificates.insert(added);
    await this.insertSites(id, firm.id, firm.organisationId, siteIds);
    const event = CERTIFICATE_ADDED.of(id, added, certificateKeys(null, added));
    await this.changes.finish('certificate.add', [event], { standard: facts.standardCode });
    return certificates.findOneByOrFail({ id });
  }

  /**
   * What an official had found was the certificate as it stood: a change of any of it makes a verified one the firm’s
   * word again, and lets a rejected one stand again, to be checked anew.
   */
  async update(
    asking: Asking,
    id: string,
    input: CertificateChangesInput,
    expected?: number | null,
  ): Promise<Certificate | Refusal> {
    const before = await this.standing(asking, id);
    if (before instanceof Refusal) return before;
    const refusal = outdated(before, expected);
    if (refusal) return refusal;
    const reading = await this.readings.begin(asking, [input.evidenceFileId]);
    const facts = readCertificate(input, before, ['input'], reading);
    const evidenceFileId = readEvidenceFile(input.evidenceFileId, before.evidenceFileId, ['input'], reading);
    const sitesBefore = await this.siteIdsOf(id);
    const siteIds =
      input.siteIds === undefined ? sitesBefore : await this.readSites(before.firmId, input.siteIds ?? [], reading);
    if (reading.problems.any) return reading.problems.refusal();
    const areSitesChanged = !isDeepStrictEqual([...siteIds].sort(), [...sitesBefore].sort());
    const given = { ...facts, evidenceFileId };
    const fields = [...changedFields(before, given), ...(areSitesChanged ? ['siteIds'] : [])];
    if (fields.length === 0) return before;
    const certificates = this.unitOfWork.repository(Certificate);
    const changed = {
      ...given,
      state: 'STANDING' as const,
      evidence: ownEvidence(evidenceFileId),
      revision: before.revision + 1,
    };
    await certificates.update({ id }, { ...changed, updatedAt: () => 'now()' });
    if (areSitesChanged) {
      await this.unitOfWork.repository(CertificateSite).delete({ certificateId: id });
      await this.insertSites(id, before.firmId, before.organisationId, siteIds);
    }
    const keys = certificateKeys(before, { ...before, ...changed });
    const event = CERTIFICATE_CHANGED.of(id, before, { ...keys, fields });
    await this.changes.finish('certificate.update', [event], { fields });
    return certificates.findOneByOrFail({ id });
  }

  async withdraw(asking: Asking, id: string): Promise<Certificate | Refusal> {
    const certificate = await this.standing(asking, id);
    return certificate instanceof Refusal ? certificate : this.setWithdrawn(certificate, true);
  }

  /** As it was, verification included: nothing of it has changed meanwhile. */
  async restore(asking: Asking, id: string): Promise<Certificate | Refusal> {
    const certificate = await this.own(asking, id);
    if (certificate instanceof Refusal) return certificate;
    if (certificate.withdrawnAt === null) return refuse(SUPPLIER.CERTIFICATE_NOT_WITHDRAWN, ['id']);
    return this.setWithdrawn(certificate, false);
  }

  async insertSites(
    certificateId: string,
    firmId: string,
    organisationId: string | null,
    siteIds: readonly string[],
  ): Promise<void> {
    const rows = siteIds.map((siteId) => ({ certificateId, siteId, firmId, organisationId }));
    if (rows.length > 0) await this.unitOfWork.repository(CertificateSite).insert(rows);
  }

  /** Only sites of the same firm: another’s are as unknown as those that never were. */
  private async readSites(firmId: string, given: readonly string[], reading: Reading): Promise<string[]> {
    const path = ['input', 'siteIds'];
    if (!isWithin(MOST_SITES, given.length, path, reading)) return [];
    const ids = given.map((id) => id.toLowerCase());
    const known = await this.sites.standingIds(firmId, ids);
    ids.forEach((id, index) => {
      if (!known.has(id)) reading.problems.add(SUPPLIER.SITE_NOT_FOUND, [...path, index]);
    });
    return [...known];
  }

  private async siteIdsOf(certificateId: string): Promise<string[]> {
    const rows = await this.unitOfWork.repository(CertificateSite).findBy({ certificateId });
    return rows.map(({ siteId }) => siteId);
  }

  private async own(asking: Asking, id: string): Promise<Certificate | Refusal> {
    const certificate = isId(id) ? await this.unitOfWork.repository(Certificate).findOneBy({ id }) : null;
    if (!certificate) return refuse(SUPPLIER.CERTIFICATE_NOT_FOUND, ['id']);
    const firm = await this.changes.standingFirm(asking.actor, certificate.firmId, ['id']);
    return firm instanceof Refusal ? firm : certificate;
  }

  private async standing(asking: Asking, id: string): Promise<Certificate | Refusal> {
    const certificate = await this.own(asking, id);
    if (certificate instanceof Refusal || certificate.withdrawnAt === null) return certificate;
    return refuse(SUPPLIER.CERTIFICATE_WITHDRAWN, ['id']);
  }

  private async setWithdrawn(certificate: Certificate, isWithdrawn: boolean): Promise<Certificate> {
    const { id } = certificate;
    const certificates = this.unitOfWork.repository(Certificate);
    await certificates.update({ id }, { withdrawnAt: isWithdrawn ? () => 'now()' : null });
    const event = isWithdrawn
      ? CERTIFICATE_WITHDRAWN.of(id, certificate, certificateKeys(certificate, null))
      : CERTIFICATE_RESTORED.of(id, certificate, certificateKeys(null, certificate));
    await this.changes.finish(isWithdrawn ? 'certificate.withdraw' : 'certificate.restore', [event]);
    return certificates.findOneByOrFail({ id });
  }
}

export const newCertificate = (id: string, firm: Firm, facts: CertificateFacts, evidenceFileId: string | null) => ({
  id,
  firmId: firm.id,
  organisationId: firm.organisationId,
  ...facts,
  state: 'STANDING' as const,
  evidence: ownEvidence(evidenceFileId),
  evidenceFileId,
  revision: 1,
});
