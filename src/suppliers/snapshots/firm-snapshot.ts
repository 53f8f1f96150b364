import type { EvidenceGrade } from '../evidence-grade.js';

/**
 * A firm as whatever decides about it needs it: everything that stands, as plain values. Codes are the taxonomy's own;
 * lengths are millimetres, masses kilograms, roughness Ra in micrometres, lead times calendar days, dates ISO
 * (YYYY-MM-DD). Whatever is `null` was left empty: nothing is known of it.
 */
export interface FirmSnapshot {
  id: string;
  /** Which state of the firm and of all that belongs to it this is. */
  factsRevision: number;
  name: string;
  languages: string[] | null;
  endMarkets: string[] | null;
  sites: SiteSnapshot[];
  capabilities: CapabilitySnapshot[];
  certificates: CertificateSnapshot[];
}

export interface SiteSnapshot {
  id: string;
  /** Words for people: the address, else the park, the ward, or the name. */
  place: string | null;
  provinceCode: string | null;
  coordinates: Coordinates | null;
}

export interface CapabilitySnapshot {
  id: string;
  siteId: string;
  process: string;
  /** False when the firm has it done elsewhere; null when it did not say. */
  isOwn: boolean | null;
  /** Null or empty: no material given. */
  materials: string[] | null;
  maxSizeMm: [number, number, number] | null;
  maxMassKg: number | null;
  /** Tightest tolerance held, as ± millimetres. */
  toleranceMm: number | null;
  roughnessRaUm: number | null;
  thicknessMm: [number, number] | null;
  minLotPieces: number | null;
  /** Free capacity a month. */
  monthlyCapacity: Quantity | null;
  leadTimeDays: number | null;
  characteristics: Record<string, number>;
  evidence: EvidenceGrade;
}

export interface CertificateSnapshot {
  id: string;
  standard: string;
  validFrom: string | null;
  validTo: string | null;
  /** An official found that it does not hold: the firm has it, but it counts for nothing. */
  isRejected: boolean;
  /** Empty: counts for all sites. A withdrawn site stays in it, so that the certificate does not grow wider. */
  siteIds: string[];
  evidence: EvidenceGrade;
}

/** An amount in a unit of the taxonomy (`pieces`, `kg`, `tonnes`, `pairs`, `m`, `m2`, `spots`). */
export interface Quantity {
  value: number;
  unit: string;
}

export interface Coordinates {
  latitude: number;
  longitude: number;
}
