import type { ToleranceClass } from '../criteria/tolerance/iso-2768.js';

/**
 * What matching looks at: one line of a request and one firm, as plain values. Codes are the taxonomy's own; lengths
 * are millimetres, masses kilograms, roughness Ra in micrometres, lead times calendar days, dates ISO (YYYY-MM-DD).
 * Whatever is `null` or absent was left empty: nothing is known of it.
 */

/** How well a claim is supported, weakest first. */
export const EVIDENCE_GRADES = ['DECLARED', 'DOCUMENTED', 'VERIFIED', 'VISITED', 'PROVEN'] as const;
export type EvidenceGrade = (typeof EVIDENCE_GRADES)[number];

/** An amount in a unit of the taxonomy (`pieces`, `kg`, `tonnes`, `pairs`, `m`, `m2`, `spots`). */
export interface Quantity {
  value: number;
  unit: string;
}

export interface Coordinates {
  latitude: number;
  longitude: number;
}

export interface FirmSnapshot {
  id: string;
  name: string;
  languages: string[] | null;
  endMarkets: string[] | null;
  sites: SiteSnapshot[];
  capabilities: CapabilitySnapshot[];
  certificates: CertificateSnapshot[];
}

export interface SiteSnapshot {
  id: string;
  /** Words as printed: the address or the park. */
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
  /** Empty: names no site, so it counts for all of them. */
  siteIds: string[];
  evidence: EvidenceGrade;
}

/** A must decides eligibility; a preference adds its weight to the score. */
export type Level = { level: 'MUST' } | { level: 'PREFERENCE'; weight: number };

export type ToleranceRequirement =
  | { kind: 'PLUS_MINUS'; toleranceMm: number }
  | { kind: 'ISO_286'; itGrade: number; nominalMm: number }
  | { kind: 'ISO_2768'; toleranceClass: ToleranceClass; nominalMm: number };

export interface LineSnapshot {
  id: string;
  /** In the order the part goes through them. */
  operations: { process: string; ownOnly: boolean }[];
  requirements: Requirements;
  /** Firms the buyer will not work with. */
  excludedFirmIds: string[];
}

export interface Requirements {
  material?: { anyOf: string[]; exactGrade: boolean } & Level;
  size?: { sidesMm: [number, number, number] } & Level;
  mass?: { kg: number } & Level;
  thickness?: { mm: number } & Level;
  tolerance?: ToleranceRequirement & Level;
  roughness?: { raUm: number } & Level;
  lot?: { pieces: number } & Level;
  volume?: { perMonth: Quantity; partMassKg: number | null } & Level;
  leadTime?: { days: number } & Level;
  /** Nearness to the place of delivery. */
  place?: { coordinates: Coordinates | null; maxKm: number | null; provinceCodes: string[] } & Level;
  languages?: { anyOf: string[] } & Level;
  endMarkets?: { anyOf: string[] } & Level;
  certificates: ({ standard: string; minEvidence: EvidenceGrade | null } & Level)[];
  characteristics: ({ code: string; atLeast: number | null; atMost: number | null } & Level)[];
  /** The days on which certificates must hold; `null` where the buyer gave none: then the day of the run counts. */
  deliveryWindow: { from: string; to: string } | null;
}
