import { setImmediate as othersFirst } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { newId } from '../platform/database/new-id.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { NewEvent } from '../platform/events/event.js';
import { Refusal } from '../platform/graphql/problems.js';
import { cleanText } from '../platform/text/clean-text.js';
import { newCapability } from './capabilities.service.js';
import { Capability } from './capability.entity.js';
import { Certificate } from './certificate.entity.js';
import { CertificatesService, newCertificate } from './certificates.service.js';
import { Firm } from './firm.entity.js';
import { FirmChanges } from './firm-changes.js';
import { FirmsService } from './firms.service.js';
import { type CapabilityFacts, NO_CAPABILITY_FACTS, readCapability } from './reading/read-capability.js';
import { type CertificateFacts, NO_CERTIFICATE_FACTS, readCertificate } from './reading/read-certificate.js';
import { NO_FIRM_FACTS, readFirm } from './reading/read-firm.js';
import { NO_SITE_FACTS, readSite, type SiteFacts } from './reading/read-site.js';
import { isWithin } from '../taxonomy/read-terms.js';
import { readEvidenceFile, type Path, type Reading } from './reading/reading.js';
import { type Asking, Readings } from './readings.js';
import type { FirmRegistrationInput, SiteRegistrationInput } from './registration.inputs.js';
import { Site } from './site.entity.js';
import { newSite } from './sites.service.js';
import { SUPPLIER } from './suppliers.errors.js';
import {
  CAPABILITY_ADDED,
  capabilityKeys,
  CERTIFICATE_ADDED,
  certificateKeys,
  FIRM_CREATED,
  firmEvent,
  SITE_ADDED,
} from './suppliers.events.js';
import { LONGEST, MOST_CAPABILITIES, MOST_CERTIFICATES, MOST_SITES } from './limits.js';

interface Registered {
  /** By the key the client gave each site. */
  sites: Map<string, { id: string; facts: SiteFacts }>;
  capabilities: { siteId: string; facts: CapabilityFacts; evidenceFileId: string | null }[];
  certificates: { siteIds: string[]; facts: CertificateFacts; evidenceFileId: string | null }[];
}

/** A firm with its sites, capabilities and certificates in one piece: what forms, phones and loaders send. */
@Injectable()
export class RegistrationService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly firms: FirmsService,
    private readonly certificates: CertificatesService,
    private readonly changes: FirmChanges,
    private readonly readings: Readings,
  ) {}

  /** All or nothing; whatever is wrong anywhere in the input is said at once. */
  async register(asking: Asking, input: FirmRegistrationInput): Promise<Firm | Refusal> {
    const evidence = [...(input.capabilities ?? []), ...(input.certificates ?? [])];
    const reading = await this.readings.begin(
      asking,
      evidence.map(({ evidenceFileId }) => evidenceFileId),
    );
    const facts = readFirm(input, NO_FIRM_FACTS, ['input'], reading);
    const taxCode = await this.firms.taxCodeOf(asking.actor);
    const parts = await readParts(input, taxCode, reading);
    if (await this.firms.own(asking.actor)) reading.problems.add(SUPPLIER.FIRM_EXISTS, []);
    if (reading.problems.any) return reading.problems.refusal();
    const firm = await this.firms.insert(asking.actor, facts);
    if (firm instanceof Refusal) return firm;
    const events = await this.insertParts(firm, parts);
    await this.changes.finish('firm.register', [firmEvent(FIRM_CREATED, firm, {}), ...events], {
      sites: parts.sites.size,
      capabilities: parts.capabilities.length,
      certificates: parts.certificates.length,
    });
    return firm;
  }

  private async insertParts(firm: Firm, registered: Registered): Promise<NewEvent[]> {
    const sites = [...registered.sites.values()].map(({ id, facts }) => newSite(id, firm, facts));
    const capabilities = registered.capabilities.map(({ siteId, facts, evidenceFileId }) =>
      newCapability(newId(), firm, siteId, facts, evidenceFileId),
    );
    if (sites.length > 0) await this.unitOfWork.repository(Site).insert(sites);
    if (capabilities.length > 0) await this.unitOfWork.repository(Capability).insert(capabilities);
    const events: NewEvent[] = [
      ...sites.map((site) => SITE_ADDED.of(site.id, site, {})),
      ...capabilities.map((added) => CAPABILITY_ADDED.of(added.id, added, capabilityKeys(null, added))),
    ];
    for (const { siteIds, facts, evidenceFileId } of registered.certificates) {
      const added = newCertificate(newId(), firm, facts, evidenceFileId);
      await this.unitOfWork.repository(Certificate).insert(added);
      await this.certificates.insertSites(added.id, firm.id, firm.organisationId, siteIds);
      events.push(CERTIFICATE_ADDED.of(added.id, added, certificateKeys(null, added)));
    }
    return events;
  }
}

/** Others come in between its parts, of which there may be hundreds. */
async function readParts(input: FirmRegistrationInput, taxCode: string | null, reading: Reading): Promise<Registered> {
  const sites = await readSites(input.sites ?? [], taxCode, reading);
  const siteId = (given: string, path: Path): string => {
    const key = given.normalize('NFC').trim();
    const site = sites.get(key);
    if (!site) reading.problems.add(SUPPLIER.SITE_KEY_UNKNOWN, path, { key: key.slice(0, LONGEST.key) });
    return site?.id ?? '';
  };
  const capabilities: Registered['capabilities'] = [];
  for (const [index, given] of within(MOST_CAPABILITIES, input.capabilities, 'capabilities', reading).entries()) {
    await othersFirst();
    const path: Path = ['input', 'capabilities', index];
    capabilities.push({
      siteId: siteId(given.site, [...path, 'site']),
      facts: readCapability(given, NO_CAPABILITY_FACTS, path, reading),
      evidenceFileId: readEvidenceFile(given.evidenceFileId, null, path, reading),
    });
  }
  const certificates: Registered['certificates'] = [];
  for (const [index, given] of within(MOST_CERTIFICATES, input.certificates, 'certificates', reading).entries()) {
    await othersFirst();
    const path: Path = ['input', 'certificates', index];
    certificates.push({
      siteIds: [...new Set((given.sites ?? []).map((key, at) => siteId(key, [...path, 'sites', at])))],
      facts: readCertificate(given, NO_CERTIFICATE_FACTS, path, reading),
      evidenceFileId: readEvidenceFile(given.evidenceFileId, null, path, reading),
    });
  }
  return { sites, capabilities, certificates };
}

async function readSites(
  given: SiteRegistrationInput[],
  taxCode: string | null,
  reading: Reading,
): Promise<Registered['sites']> {
  const sites: Registered['sites'] = new Map();
  for (const [index, site] of within(MOST_SITES, given, 'sites', reading).entries()) {
    await othersFirst();
    const path: Path = ['input', 'sites', index];
    const facts = readSite(site, NO_SITE_FACTS, taxCode, path, reading);
    const key = cleanText(site.key, [...path, 'key'], reading.problems, { required: true, max: LONGEST.key });
    if (key === null) continue;
    if (sites.has(key)) reading.problems.add(SUPPLIER.SITE_KEY_TWICE, [...path, 'key'], { key });
    else sites.set(key, { id: newId(), facts });
  }
  return sites;
}

function within<T>(limit: number, given: T[] | null | undefined, field: string, reading: Reading): T[] {
  const list = given ?? [];
  return isWithin(limit, list.length, ['input', field], reading) ? list : [];
}
