import type { Stored } from '../../platform/database/stored-shape.js';
import type { Taxonomy } from '../../taxonomy/taxonomy.js';
import type { Capability, CAPABILITY_COLUMNS } from '../capability.entity.js';
import type { Certificate, CERTIFICATE_COLUMNS } from '../certificate.entity.js';
import type { Firm, FIRM_COLUMNS } from '../firm.entity.js';
import type { Site, SITE_COLUMNS } from '../site.entity.js';
import { CHARACTERISTICS } from '../stored-shapes.js';
import type { In } from './columns.js';
import type { CapabilitySnapshot, CertificateSnapshot, FirmSnapshot, SiteSnapshot } from './firm-snapshot.js';

export type SiteRow = In<Site, typeof SITE_COLUMNS>;
export type CapabilityRow = AsStored<In<Capability, typeof CAPABILITY_COLUMNS>, 'characteristics'>;
export type CertificateRow = In<Certificate, typeof CERTIFICATE_COLUMNS> & { siteIds: string[] };
export type FirmRow = In<Firm, typeof FIRM_COLUMNS> & {
  sites: SiteRow[];
  capabilities: CapabilityRow[];
  certificates: CertificateRow[];
};

/** As the statement finds it: no transformer of the entity has read the shapes in it. */
type AsStored<Row, Shapes extends keyof Row> = Omit<Row, Shapes> & Record<Shapes, Stored>;

type Places = Pick<Taxonomy, 'industrialParks' | 'administrativeUnits'>;

/**
 * A firm as it was read becomes what is judged. Each function takes its row apart whole, so that a column that is in and
 * goes nowhere does not compile.
 */
export function firmSnapshot(row: FirmRow, places: Places): FirmSnapshot {
  const { id, factsRevision, name, languages, endMarkets, sites, capabilities, certificates, ...rest } = row;
  allUsed(rest);
  return {
    id,
    factsRevision,
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
  const degrees = together(latitude, longitude, id, 'latitude or longitude');
  return {
    id,
    place: address ?? park ?? ward ?? name,
    provinceCode,
    coordinates: degrees && { latitude: degrees[0], longitude: degrees[1] },
  };
}

export function capabilitySnapshot(row: CapabilityRow): CapabilitySnapshot {
  const { id, siteId, processCode, isOwn, materials, characteristics, evidence, ...measured } = row;
  const { maxSizeMm, maxMassKg, toleranceMm, roughnessRaUm, minLotPieces, leadTimeDays, ...pairs } = measured;
  const { thicknessMinMm, thicknessMaxMm, monthlyCapacity, monthlyCapacityUnit, ...rest } = pairs;
  allUsed(rest);
  if ((monthlyCapacity === null) !== (monthlyCapacityUnit === null)) throw new BrokenRow(id, 'monthlyCapacityUnit');
  if (maxSizeMm !== null && maxSizeMm.length !== 3) throw new BrokenRow(id, 'maxSizeMm');
  return {
    id,
    siteId,
    process: processCode,
    isOwn,
    materials,
    maxSizeMm: maxSizeMm && (maxSizeMm.map((side) => number(side, id, 'side')) as [number, number, number]),
    maxMassKg: numberOrNull(maxMassKg, id, 'maxMassKg'),
    toleranceMm: numberOrNull(toleranceMm, id, 'toleranceMm'),
    roughnessRaUm: numberOrNull(roughnessRaUm, id, 'roughnessRaUm'),
    thicknessMm: together(thicknessMinMm, thicknessMaxMm, id, 'thicknessMinMm or thicknessMaxMm'),
    minLotPieces: numberOrNull(minLotPieces, id, 'minLotPieces'),
    monthlyCapacity:
      monthlyCapacityUnit === null
        ? null
        : { value: number(monthlyCapacity, id, 'monthlyCapacity'), unit: monthlyCapacityUnit },
    leadTimeDays: numberOrNull(leadTimeDays, id, 'leadTimeDays'),
    characteristics: Object.fromEntries(
      Object.entries(CHARACTERISTICS.read(characteristics)).map(([code, value]) => [code, number(value, id, code)]),
    ),
    evidence,
  };
}

function certificateSnapshot(row: CertificateRow): CertificateSnapshot {
  const { id, standardCode, validFrom, validTo, state, evidence, siteIds, ...rest } = row;
  allUsed(rest);
  return { id, standard: standardCode, validFrom, validTo, isRejected: state === 'REJECTED', siteIds, evidence };
}

/** A row that says less than its table promises. It is never judged: a number that is missing is not a small one. */
export class BrokenRow extends Error {
  override name = 'BrokenRow';
  constructor(id: string, column: string) {
    super(`${column} of ${id} is no number where one is needed`);
  }
}

function number(value: number | null, id: string, column: string): number {
  if (numberOrNull(value, id, column) === null) throw new BrokenRow(id, column);
  return value!;
}

function numberOrNull(value: number | null, id: string, column: string): number | null {
  if (value === null || (typeof value === 'number' && Number.isFinite(value))) return value;
  throw new BrokenRow(id, column);
}

/** Both numbers or neither. */
function together(one: number | null, other: number | null, id: string, columns: string): [number, number] | null {
  return one === null && other === null ? null : [number(one, id, columns), number(other, id, columns)];
}

/** For the compiler: nothing is left of a row. */
function allUsed(rest: Record<string, never>): void {
  void rest;
}
