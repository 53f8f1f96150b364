import type { Taxonomy } from '../../taxonomy/taxonomy.js';
import type { Capability, CAPABILITY_COLUMNS } from '../capability.entity.js';
import type { Certificate, CERTIFICATE_COLUMNS } from '../certificate.entity.js';
import type { Firm, FIRM_COLUMNS } from '../firm.entity.js';
import type { Site, SITE_COLUMNS } from '../site.entity.js';
import type { In } from './columns.js';
import type { CapabilitySnapshot, CertificateSnapshot, FirmSnapshot, SiteSnapshot } from './firm-snapshot.js';

export type SiteRow = In<Site, typeof SITE_COLUMNS>;
export type CapabilityRow = In<Capability, typeof CAPABILITY_COLUMNS>;
export type CertificateRow = In<Certificate, typeof CERTIFICATE_COLUMNS> & { siteIds: string[] };
export type FirmRow = In<Firm, typeof FIRM_COLUMNS> & {
  sites: SiteRow[];
  capabilities: CapabilityRow[];
  certificates: CertificateRow[];
};

type Places = Pick<Taxonomy, 'industrialParks' | 'administrativeUnits'>;

/**
 * A firm as it was read becomes what is judged. Each function takes its row apart whole, so that a column that is in and
 * goes nowhere does not compile.
 */
export function firmSnapshot(row: FirmRow, places: Places): FirmSnapshot {
  const { id, name, languages, endMarkets, sites, capabilities, certificates, ...rest } = row;
  allUsed(rest);
  return {
    id,
    name,
    languages,
    endMarkets,
    sites: sites.map((site) => siteSnapshot(site, places)),
    capabilities: capabilities.map(capabilitySnapshot),
    certificates: certificates.map(certificateSnapshot),
  };
}

function siteSnapshot(row: SiteRow, { industrialParks, administrativeUnits }: Places): SiteSnapshot {
  const { id, name, address, wardCode, provinceCode, industrialParkCode, latitude, longitude, ...rest } = row;
  allUsed(rest);
  const park = industrialParkCode === null ? undefined : industrialParks.get(industrialParkCode)?.labels.vi;
  const ward = wardCode === null ? undefined : administrativeUnits.get(wardCode)?.fullName;
  const degrees = together({ latitude, longitude }, id);
  return { id, place: address ?? park ?? ward ?? name, provinceCode, coordinates: degrees };
}

export function capabilitySnapshot(row: CapabilityRow): CapabilitySnapshot {
  const { id, siteId, processCode, isOwn, materials, characteristics, evidence, ...measured } = row;
  const { maxSizeMm, maxMassKg, toleranceMm, roughnessRaUm, minLotPieces, leadTimeDays, ...pairs } = measured;
  const { thicknessMinMm, thicknessMaxMm, monthlyCapacity, monthlyCapacityUnit, ...rest } = pairs;
  allUsed(rest);
  const thickness = together({ thicknessMinMm, thicknessMaxMm }, id);
  if ((monthlyCapacity === null) !== (monthlyCapacityUnit === null)) throw new BrokenRow(id, 'monthlyCapacityUnit');
  if (maxSizeMm !== null && maxSizeMm.length !== 3) throw new BrokenRow(id, 'maxSizeMm');
  return {
    id,
    siteId,
    process: processCode,
    isOwn,
    materials,
    maxSizeMm: maxSizeMm && (maxSizeMm.map((side) => number({ side }, id)) as [number, number, number]),
    maxMassKg: numberOrNull({ maxMassKg }, id),
    toleranceMm: numberOrNull({ toleranceMm }, id),
    roughnessRaUm: numberOrNull({ roughnessRaUm }, id),
    thicknessMm: thickness && [thickness.thicknessMinMm, thickness.thicknessMaxMm],
    minLotPieces: numberOrNull({ minLotPieces }, id),
    monthlyCapacity:
      monthlyCapacityUnit === null ? null : { value: number({ monthlyCapacity }, id), unit: monthlyCapacityUnit },
    leadTimeDays: numberOrNull({ leadTimeDays }, id),
    characteristics: Object.fromEntries(
      Object.entries(characteristics).map(([code, value]) => [code, number({ [code]: value }, id)]),
    ),
    evidence,
  };
}

function certificateSnapshot(row: CertificateRow): CertificateSnapshot {
  const { id, standardCode, validFrom, validTo, evidence, siteIds, ...rest } = row;
  allUsed(rest);
  return { id, standard: standardCode, validFrom, validTo, siteIds, evidence };
}

/** A row that says less than its table promises. It is never judged: a number that is missing is not a small one. */
export class BrokenRow extends Error {
  override name = 'BrokenRow';
  constructor(id: string, column: string) {
    super(`${column} of ${id} is no number where one is needed`);
  }
}

type Named = Record<string, number | null | undefined>;

function number(named: Named, id: string): number {
  const value = numberOrNull(named, id);
  if (value === null) throw new BrokenRow(id, Object.keys(named)[0]!);
  return value;
}

function numberOrNull(named: Named, id: string): number | null {
  const [[column, value] = ['', undefined]] = Object.entries(named);
  if (value === null || (typeof value === 'number' && Number.isFinite(value))) return value;
  throw new BrokenRow(id, column);
}

/** Both numbers or neither. */
function together<Name extends string>(named: Record<Name, number | null>, id: string): Record<Name, number> | null {
  const values = Object.entries(named) as [Name, number | null][];
  if (values.every(([, value]) => value === null)) return null;
  return Object.fromEntries(values.map(([name, value]) => [name, number({ [name]: value }, id)])) as Record<
    Name,
    number
  >;
}

/** For the compiler: nothing is left of a row. */
function allUsed(rest: Record<string, never>): void {
  void rest;
}
