import { CHARACTERISTICS, STATED_PLACE } from '../../src/suppliers/stored-shapes.js';
import type { Taxonomy, Vocabulary } from '../../src/taxonomy/taxonomy.js';
import { Random } from './random.js';

/** Rows as the tables have them; the columns a generated firm has nothing to say in are left out. */
export interface GeneratedFirm {
  firm: Row & { id: string };
  sites: Row[];
  capabilities: Row[];
  certificates: Row[];
  certificateSites: Row[];
}

type Row = Record<string, unknown>;

/** What firms of a sector work with, in the trade’s words. */
const MATERIALS: Record<string, string[]> = {
  mechanical: [
    'nhôm 6061',
    'ADC12',
    'SUS304',
    'SUS316',
    'S45C',
    'SCM440',
    'SPCC',
    'SKD11',
    'thép',
    'nhôm',
    'inox',
    'đồng',
  ],
  'plastics-rubber': ['PA66', 'ABS', 'PP', 'PC', 'POM', 'PBT', 'nhựa', 'NBR', 'EPDM', 'silicone'],
  electronics: ['FR4', 'đồng', 'ABS'],
  'textile-garment': ['cotton', 'polyester', 'nylon'],
  'leather-footwear': ['polyester', 'EVA', 'NBR'],
};
/** More machine shops than anything else, as in the north. */
const SECTORS = ['mechanical', 'mechanical', 'electronics', 'plastics-rubber', 'textile-garment', 'leather-footwear'];
const CERTIFICATES = { 'ISO 9001': 0.45, 'ISO 14001': 0.2, 'IATF 16949': 0.12, AS9100: 0.02, 'ISO 13485': 0.03 };
const EVIDENCE = ['DECLARED', 'DECLARED', 'DECLARED', 'DOCUMENTED', 'DOCUMENTED', 'VERIFIED', 'VISITED'] as const;
const LANGUAGES = ['vi', 'en', 'ja', 'ko', 'zh'];
const DAY = 86_400_000;
const FIRST_DAY = Date.parse('2023-01-01');
/** How often a firm leaves a field empty: half-empty profiles are the rule in a registry. */
const SILENCE = 0.35;

/**
 * Fictional firms for measuring, the same ones for the same seed: one sector each, one to three sites in real parks, one
 * to six capabilities of the sector’s processes (broad claims among them), certificates valid, expired or rejected, and
 * much left unsaid.
 */
export function* generateFirms(count: number, taxonomy: Taxonomy, seed = 20_261_122): Generator<GeneratedFirm> {
  const random = new Random(seed);
  const trade = tradeOf(taxonomy);
  for (let number = 1; number <= count; number++) yield generateFirm(number, random, trade);
}

interface Trade {
  sectors: { code: string; processes: string[]; materials: string[] }[];
  parks: { code: string; provinceCode: string; latitude: number | null; longitude: number | null }[];
  endMarkets: string[];
  certificates: [code: string, probability: number][];
}

function tradeOf(taxonomy: Taxonomy): Trade {
  return {
    sectors: SECTORS.map((code) => ({
      code,
      processes: taxonomy.processes.all.filter(({ sectors }) => sectors.includes(code)).map((process) => process.code),
      materials: codesOf(taxonomy.materials, MATERIALS[code]!),
    })),
    parks: taxonomy.industrialParks.all.filter(({ latitude }) => latitude !== null),
    endMarkets: taxonomy.endMarkets.all.map(({ code }) => code),
    certificates: Object.entries(CERTIFICATES).map(([word, probability]) => [
      codesOf(taxonomy.certificateStandards, [word])[0]!,
      probability,
    ]),
  };
}

function codesOf(vocabulary: Vocabulary<{ code: string }>, words: readonly string[]): string[] {
  return words.map((word) => {
    const [entry] = vocabulary.lookUp(word).exact;
    if (!entry) throw new Error(`The taxonomy does not know “${word}”`);
    return entry.code;
  });
}

function generateFirm(number: number, random: Random, trade: Trade): GeneratedFirm {
  const id = idOf('f', number, 0);
  const sector = random.pick(trade.sectors);
  const sites = Array.from({ length: random.pick([1, 1, 1, 2, 2, 3]) }, (_, at) => {
    const park = random.pick(trade.parks);
    const isPlaced = random.chance(0.85);
    return {
      id: idOf('5', number, at),
      firm_id: id,
      address: `Lô ${random.between(1, 90)}, ${park.code}`,
      industrial_park_code: park.code,
      province_code: park.provinceCode,
      country_code: 'VN',
      latitude: isPlaced ? park.latitude! + (random.next() - 0.5) / 50 : null,
      longitude: isPlaced ? park.longitude! + (random.next() - 0.5) / 50 : null,
      coordinates_from: isPlaced ? 'STATED' : null,
      stated_place: STATED_PLACE.write({}),
    };
  });
  const siteIds = sites.map((site) => site.id);
  const said = <T>(value: () => T): T | null => (random.chance(SILENCE) ? null : value());
  const firm = {
    id,
    name: `Công ty TNHH Sản xuất thử số ${number}`,
    country_code: 'VN',
    sectors: [sector.code],
    languages: said(() => random.some(LANGUAGES, random.between(1, 3))),
    end_markets: said(() => random.some(trade.endMarkets, random.between(1, 3))),
    source: 'generated',
  };
  const capabilities = random.some(sector.processes, random.between(1, 6)).map((process, at) => ({
    id: idOf('c', number, at),
    firm_id: id,
    site_id: random.pick(siteIds),
    process_code: process,
    ...limitsOf(random, sector.materials, said),
    characteristics: CHARACTERISTICS.write({}),
    evidence: random.pick(EVIDENCE),
  }));
  const certificates = trade.certificates
    .filter(([, probability]) => random.chance(probability))
    .map(([standard], at) => {
      const from = FIRST_DAY + random.between(0, 1400) * DAY;
      return {
        id: idOf('e', number, at),
        firm_id: id,
        standard_code: standard,
        valid_from: day(from),
        valid_to: day(from + (3 * 365 - 1) * DAY),
        state: random.chance(0.03) ? 'REJECTED' : 'STANDING',
        evidence: random.pick(EVIDENCE),
      };
    });
  const certificateSites = certificates
    .filter(() => random.chance(0.5))
    .map((certificate) => ({ certificate_id: certificate.id, site_id: random.pick(siteIds), firm_id: id }));
  return { firm, sites, capabilities, certificates, certificateSites };
}

function limitsOf(random: Random, materials: readonly string[], said: <T>(value: () => T) => T | null): Row {
  const thickness = said(() => random.pick([0.3, 0.5, 1, 2]));
  const capacity = said(() => random.between(1, 200) * 1000);
  return {
    is_own: said(() => random.chance(0.8)),
    materials: said(() => random.some(materials, random.between(1, 4))),
    max_size_mm: said(() => [1, 0.7, 0.4].map((part) => Math.round(random.between(50, 1500) * part))),
    max_mass_kg: said(() => random.between(1, 400) / 4),
    tolerance_mm: said(() => random.pick([0.005, 0.01, 0.02, 0.05, 0.1, 0.2])),
    roughness_ra_um: said(() => random.pick([0.4, 0.8, 1.6, 3.2, 6.3])),
    thickness_min_mm: thickness,
    thickness_max_mm: thickness === null ? null : thickness * random.pick([4, 10, 20]),
    min_lot_pieces: said(() => random.pick([1, 10, 100, 500, 1000, 5000])),
    monthly_capacity: capacity,
    monthly_capacity_unit: capacity === null ? null : 'pieces',
    lead_time_days: said(() => random.between(5, 60)),
  };
}

const day = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 10);

/** A UUID that says what it is of: readable in a plan, and in the order the firms were made in. */
function idOf(kind: 'f' | '5' | 'c' | 'e', firm: number, at: number): string {
  const number = firm.toString(16).padStart(8, '0');
  return `${number}-0000-7000-8000-${kind}${at.toString(16).padStart(11, '0')}`;
}
