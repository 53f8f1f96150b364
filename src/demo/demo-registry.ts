import { readFileSync } from 'node:fs';
import { readCsv } from './read-csv.js';

/** The demonstration’s data as it lies in `data/`, and what of it goes into the API’s inputs. Its README says what it means. */

export type DemoEvidence = 'DECLARED' | 'DOCUMENTED' | 'VERIFIED';

interface Contact {
  name: string;
  email: string;
}

export interface DemoFirm {
  key: string;
  fictional: boolean;
  name: string;
  tradingName: string;
  taxCode: string;
  contact: Contact;
  sectors: string[];
  languages?: string[];
  endMarkets?: string[];
  sites: DemoSite[];
  capabilities: DemoCapability[];
  certificates: DemoCertificate[];
}

export interface DemoSite {
  key: string;
  name: string;
  taxCode?: string;
  address: string;
  place: string;
  latitude: number;
  longitude: number;
}

export interface DemoCapability {
  site: string;
  process: string;
  isOwn?: boolean;
  materials?: string[];
  maxSizeMm?: [number, number, number];
  maxMassKg?: number;
  toleranceMm?: number;
  roughnessRaUm?: number;
  thicknessMm?: [number, number];
  minLotPieces?: number;
  monthlyCapacity?: { value: number; unit: string };
  leadTimeDays?: number;
  machines?: string;
  characteristics?: Record<string, number>;
  evidence: DemoEvidence;
}

export interface DemoCertificate {
  standard: string;
  number: string;
  issuer: string;
  scope?: string;
  validFromDays: number;
  validToDays: number;
  sites?: string[];
  evidence: DemoEvidence;
}

export interface DemoBuyer {
  key: string;
  fictional: boolean;
  name: string;
  countryCode: string;
  taxCode?: string;
  contact: Contact;
  language: 'VI' | 'EN';
}

export interface DemoRequest {
  key: string;
  buyer: string;
  /** What its buyer tells suppliers beyond the usual. */
  disclosure?: { beforeRelease: string; afterRelease: string };
  request: {
    title: string;
    lines: { title: string; requirements: { delivery: { fromDays: number; toDays: number } } }[];
  };
}

export interface DemoList {
  /** Under which its factories are known. */
  source: string;
  /** By the heads of the columns. */
  rows: ({ name: string } & Record<string, string>)[];
}

export interface DemoRegistry {
  firms: DemoFirm[];
  buyers: DemoBuyer[];
  requests: DemoRequest[];
  lists: DemoList[];
}

export function readRegistry(): DemoRegistry {
  const { buyers, requests } = JSON.parse(readData('requests.json')) as Pick<DemoRegistry, 'buyers' | 'requests'>;
  const lists = [7, 9].map((number) => ({
    source: `Open Supply Hub list ${number}`,
    rows: readCsv(readData(`osh-list-${number}.csv`)) as DemoList['rows'],
  }));
  return { firms: JSON.parse(readData('firms.json')) as DemoFirm[], buyers, requests, lists };
}

const readData = (file: string): string => readFileSync(new URL(`./data/${file}`, import.meta.url), 'utf8');

/** What `supplierSignUp` and `buyerSignUp` take. */
export function signUpInput(
  { name, contact, ...organisation }: DemoFirm | DemoBuyer,
  password: string,
): Record<string, unknown> {
  const isFirm = 'tradingName' in organisation;
  return {
    organisationName: name,
    taxCode: organisation.taxCode ?? null,
    countryCode: isFirm ? 'VN' : organisation.countryCode,
    personName: contact.name,
    email: contact.email,
    password,
    language: isFirm ? 'VI' : organisation.language,
  };
}

/** What `firmRegister` takes: the firm’s own words, with `evidenceFileId` wherever it has papers. */
export function firmInput(firm: DemoFirm, evidenceFileId: string | null, today: string): Record<string, unknown> {
  const { name, tradingName, sectors, languages, endMarkets, sites, capabilities, certificates } = firm;
  const fileFor = (evidence: DemoEvidence): string | null => (evidence === 'DECLARED' ? null : evidenceFileId);
  return {
    name,
    tradingName,
    sectors,
    languages,
    endMarkets,
    sites: sites.map(({ key, name: siteName, taxCode, address, latitude, longitude }) => ({
      key,
      name: siteName,
      taxCode,
      address,
      latitude,
      longitude,
    })),
    capabilities: capabilities.map(({ evidence, ...stated }) => ({
      ...capabilityInput(stated),
      evidenceFileId: fileFor(evidence),
    })),
    certificates: certificates.map(({ validFromDays, validToDays, evidence, ...certificate }) => ({
      ...certificate,
      validFrom: dayIn(today, validFromDays),
      validTo: dayIn(today, validToDays),
      evidenceFileId: fileFor(evidence),
    })),
  };
}

function capabilityInput(stated: Omit<DemoCapability, 'evidence'>): Record<string, unknown> {
  const { maxSizeMm, maxMassKg, toleranceMm, roughnessRaUm, thicknessMm, characteristics, ...rest } = stated;
  const [length, width, height] = maxSizeMm?.map(millimetres) ?? [];
  const [min, max] = thicknessMm?.map(millimetres) ?? [];
  return {
    ...rest,
    ...(maxSizeMm && { maxSize: { length, width, height } }),
    ...(maxMassKg !== undefined && { maxMass: { value: maxMassKg, unit: 'kg' } }),
    ...(toleranceMm !== undefined && { tolerance: millimetres(toleranceMm) }),
    ...(roughnessRaUm !== undefined && { roughnessRa: { value: roughnessRaUm, unit: 'um' } }),
    ...(thicknessMm && { thickness: { min, max } }),
    ...(characteristics && {
      characteristics: Object.entries(characteristics).map(([code, value]) => ({ code, value })),
    }),
  };
}

const millimetres = (value: number): { value: number; unit: string } => ({ value, unit: 'mm' });

/** What `requestCreate` takes. */
export function requestInput({ request }: DemoRequest, today: string): Record<string, unknown> {
  const lines = request.lines.map((line) => {
    const { fromDays, toDays, ...delivery } = line.requirements.delivery;
    const dated = { ...delivery, from: dayIn(today, fromDays), to: dayIn(today, toDays) };
    return { ...line, requirements: { ...line.requirements, delivery: dated } };
  });
  return { ...request, lines };
}

const MILLISECONDS_PER_DAY = 86_400_000;

function dayIn(today: string, days: number): string {
  const midnight = Date.parse(`${today}T00:00:00Z`);
  return new Date(midnight + days * MILLISECONDS_PER_DAY).toISOString().slice(0, 10);
}
