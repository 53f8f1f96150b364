import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '../platform/audit/audit.js';
import { newId } from '../platform/database/new-id.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { NewEvent } from '../platform/events/event.js';
import { EventBus } from '../platform/events/event-bus.js';
import { Problems } from '../platform/graphql/problems.js';
import type { ToldProblem } from '../platform/graphql/mutation-payload.js';
import { userErrorsOf } from '../platform/graphql/mutation-payload.js';
import type { Language } from '../platform/i18n/message.js';
import { cleanText } from '../platform/text/clean-text.js';
import { fold } from '../platform/text/fold.js';
import { countryCodeOf } from '../taxonomy/countries.js';
import type { Taxonomy } from '../taxonomy/taxonomy.js';
import { TAXONOMY } from '../taxonomy/taxonomy.token.js';
import { newCapability } from './capabilities.service.js';
import { Capability } from './capability.entity.js';
import { Firm } from './firm.entity.js';
import { FirmAreas } from './firm-areas.service.js';
import { NO_CAPABILITY_FACTS } from './reading/read-capability.js';
import { NO_SITE_FACTS, readSite, type SiteFacts } from './reading/read-site.js';
import { type Asking, Readings } from './readings.js';
import { Site } from './site.entity.js';
import { CAPABILITY_ADDED, capabilityKeys, FIRM_IMPORTED, firmEvent, SITE_ADDED } from './suppliers.events.js';
import { LONGEST } from './limits.js';

/** The cells of one row, as printed. */
export interface ListRow {
  country?: string;
  name: string;
  address?: string;
  sector?: string;
  lat?: string;
  lng?: string;
}

export interface ListRowOutcome {
  outcome: 'created' | 'matched' | 'rejected';
  firmId: string | null;
  problems: ToldProblem[];
}

/** What a word of such lists says of a factory: its sector, and the one broad process that everybody in it is at work in. */
interface SectorWord {
  sector: string;
  process: string;
}

/** By the word, folded. What is not here stays unknown rather than guessed. */
const SECTOR_WORDS: ReadonlyMap<string, SectorWord> = new Map([
  ['apparel', { sector: 'textile-garment', process: 'garment-manufacturing' }],
]);

/**
 * Firms known from a published list only: nobody of them has signed up, so all that is known is what is printed there.
 * For the system alone. The same row of the same list a second time is the same firm.
 *
 * A factory of a known sector carries that sector’s broad process at its site, declared and with nothing else stated.
 * So matching finds it, and can say no more than "to confirm": a broader claim never meets a narrower requirement, and
 * a limit that is not stated is unknown.
 */
@Injectable()
export class FirmImportService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly readings: Readings,
    private readonly audit: Audit,
    private readonly events: EventBus,
    private readonly areas: FirmAreas,
    @Inject(TAXONOMY) private readonly taxonomy: Taxonomy,
  ) {}

  /** An outcome for each row, in order; a row that is wrong does not hinder the others. */
  async loadList(source: string, rows: readonly ListRow[], language: Language = 'en'): Promise<ListRowOutcome[]> {
    const { actor } = this.unitOfWork;
    const name = cleanText(source, ['source'], new Problems(), { required: true, max: LONGEST.source });
    if (actor.kind !== 'SYSTEM' || name === null || name === 'SELF') {
      throw new Error('Lists are loaded by the system, under a name of their own');
    }
    const outcomes: ListRowOutcome[] = [];
    for (const row of rows) outcomes.push(await this.loadRow({ actor, language }, name, row));
    return outcomes;
  }

  private async loadRow(asking: Asking, source: string, row: ListRow): Promise<ListRowOutcome> {
    const reading = await this.readings.begin(asking);
    const { problems } = reading;
    const name = cleanText(row.name, ['name'], problems, { required: true, max: LONGEST.firmName });
    const printed = printedCells(row);
    const countryCode = countryCodeOf(row.country ?? '');
    const word = sectorWordOf(row);
    const coordinates = coordinatesOf(row);
    const site = readSite(
      { address: printed.address ?? null, ...(countryCode && { country: countryCode }), ...coordinates },
      NO_SITE_FACTS,
      null,
      [],
      reading,
    );
    const isPlaced = Object.keys(coordinates).length > 0 || site.address !== null || countryCode !== null;
    const relevant = problems.refusal().problems.filter(({ message }) => isPlaced || message.code !== 'SITE_EMPTY');
    if (name === null || relevant.length > 0) {
      return { outcome: 'rejected', firmId: null, problems: userErrorsOf({ problems: relevant }, asking.language) };
    }
    const printedHash = createHash('sha256')
      .update(JSON.stringify(Object.entries(printed).sort()))
      .digest('hex');
    const known = await this.unitOfWork.repository(Firm).findOneBy({ source, printedHash });
    if (known) return { outcome: 'matched', firmId: known.id, problems: [] };
    const id = newId();
    const sectors = word && this.taxonomy.sectors.get(word.sector) ? [word.sector] : null;
    await this.unitOfWork.repository(Firm).insert({ id, name, countryCode, sectors, source, printed, printedHash });
    const parts = isPlaced ? await this.insertSite(id, site, word) : [];
    await this.areas.settle(id);
    await this.audit.record('firm.load', 'firm', id, { source });
    await this.events.append(firmEvent(FIRM_IMPORTED, { id, organisationId: null }, {}), ...parts);
    return { outcome: 'created', firmId: id, problems: [] };
  }

  private async insertSite(firmId: string, site: SiteFacts, word: SectorWord | undefined): Promise<NewEvent[]> {
    const siteId = newId();
    await this.unitOfWork.repository(Site).insert({ id: siteId, firmId, ...site });
    const siteAdded = SITE_ADDED.of(siteId, { firmId, organisationId: null }, {});
    if (!word || !this.taxonomy.processes.get(word.process)) return [siteAdded];
    const facts = { ...NO_CAPABILITY_FACTS, processCode: word.process };
    const capability = newCapability(newId(), { id: firmId, organisationId: null }, siteId, facts, null);
    await this.unitOfWork.repository(Capability).insert(capability);
    return [siteAdded, CAPABILITY_ADDED.of(capability.id, capability, capabilityKeys(null, capability))];
  }
}

/** The first known word of the cell: lists print several as `Apparel|Health`. */
function sectorWordOf({ sector }: ListRow): SectorWord | undefined {
  const words = (sector ?? '').split(/[|;,]/).map((word) => SECTOR_WORDS.get(fold(word)));
  return words.find((word) => word !== undefined);
}

/** Without empty cells and the control characters that databases refuse; otherwise as printed. */
function printedCells(row: ListRow): Record<string, string> {
  const cells = Object.entries(row as unknown as Record<string, string | undefined>);
  const clean = cells.map(([column, cell]) => [
    column,
    (cell ?? '')
      .normalize('NFC')
      .replace(/\p{Cc}+/gu, ' ')
      .trim(),
  ]);
  return Object.fromEntries(clean.filter(([, cell]) => cell !== '')) as Record<string, string>;
}

/** Both or neither: a list prints coordinates as text, and leaves them empty where it has none. */
function coordinatesOf({ lat, lng }: ListRow): { latitude?: number; longitude?: number } {
  const [latitude, longitude] = [lat, lng].map((cell) => (cell?.trim() ? Number(cell) : undefined));
  return { ...(latitude !== undefined && { latitude }), ...(longitude !== undefined && { longitude }) };
}
