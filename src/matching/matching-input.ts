import type { ToleranceClass } from '../criteria/tolerance/iso-2768.js';
import { EVIDENCE_GRADES, type EvidenceGrade } from '../suppliers/evidence-grade.js';
import type {
  CapabilitySnapshot,
  CertificateSnapshot,
  Coordinates,
  FirmSnapshot,
  Quantity,
  SiteSnapshot,
} from '../suppliers/snapshots/firm-snapshot.js';

/**
 * What matching looks at: one line of a request and one firm, as plain values. Codes are the taxonomy's own; lengths
 * are millimetres, masses kilograms, roughness Ra in micrometres, lead times calendar days, dates ISO (YYYY-MM-DD).
 * Whatever is `null` or absent was left empty: nothing is known of it.
 */

export type { CapabilitySnapshot, CertificateSnapshot, Coordinates, FirmSnapshot, Quantity, SiteSnapshot };
export { EVIDENCE_GRADES, type EvidenceGrade };

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
