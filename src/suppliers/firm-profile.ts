import type { EvidenceGrade } from './evidence.js';

/**
 * A firm as whatever decides about it needs it: everything that stands, and its rejected certificates as such, as plain values. Lengths are millimetres,
 * masses kilograms, Ra micrometres, days ISO text. Null: nothing is known.
 */
export interface FirmProfile {
  id: string;
  name: string;
  languages: string[] | null;
  endMarkets: string[] | null;
  sites: SiteProfile[];
  capabilities: CapabilityProfile[];
  certificates: CertificateProfile[];
}

export interface SiteProfile {
  id: string;
  /** Words for people: the address, else the park, the ward, or the name. */
  place: string | null;
  provinceCode: string | null;
  coordinates: { latitude: number; longitude: number } | null;
}

export interface CapabilityProfile {
  id: string;
  siteId: string;
  process: string;
  isOwn: boolean | null;
  materials: string[] | null;
  maxSizeMm: [number, number, number] | null;
  maxMassKg: number | null;
  /** ± millimetres. */
  toleranceMm: number | null;
  roughnessRaUm: number | null;
  thicknessMm: [number, number] | null;
  minLotPieces: number | null;
  /** Free a month. */
  monthlyCapacity: { value: number; unit: string } | null;
  leadTimeDays: number | null;
  characteristics: Record<string, number>;
  evidence: EvidenceGrade;
}

export interface CertificateProfile {
  id: string;
  standard: string;
  validFrom: string | null;
  validTo: string | null;
  /** An official found that it does not hold: it is listed, but counts for nothing. */
  isRejected: boolean;
  /** Empty: counts for all sites. A withdrawn site stays in it, so that the certificate does not grow wider. */
  siteIds: string[];
  evidence: EvidenceGrade;
}
