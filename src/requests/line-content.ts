import type { ToleranceClass } from '../criteria/tolerance/iso-2768.js';
import type { EvidenceGrade } from '../suppliers/evidence.js';

/**
 * What one line of a request asks for, as it is stored: taxonomy codes, millimetres, kilograms, Ra in micrometres,
 * calendar days, ISO dates. What is absent was not asked for. Matching reads these values as they are.
 */

/** An amount in a unit of the taxonomy. */
export interface Quantity {
  value: number;
  unit: string;
}

export interface Coordinates {
  latitude: number;
  longitude: number;
}

/** A must decides whether a firm is eligible; a preference adds its weight to the score. */
export type Level = { level: 'MUST' } | { level: 'PREFERENCE'; weight: number };

export type ToleranceRequirement =
  | { kind: 'PLUS_MINUS'; toleranceMm: number }
  | { kind: 'ISO_286'; itGrade: number; nominalMm: number }
  | { kind: 'ISO_2768'; toleranceClass: ToleranceClass; nominalMm: number };

export interface Operation {
  process: string;
  /** The firm must do it itself, not have it done elsewhere. */
  ownOnly: boolean;
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
  certificates: ({ standard: string; minEvidence: `${EvidenceGrade}` | null } & Level)[];
  characteristics: ({ code: string; atLeast: number | null; atMost: number | null } & Level)[];
  /** The days on which certificates must hold; null where the buyer gave none. */
  deliveryWindow: { from: string; to: string } | null;
}

/** Where the parts go, as the buyer said it: the words are kept beside what they resolved to. */
export interface DeliveryPlace {
  words: string | null;
  coordinates: Coordinates | null;
}

/** One line without its identity. */
export interface LineContent {
  title: string | null;
  partNumber: string | null;
  drawingNumber: string | null;
  /** Digits only, without dots. */
  hsCode: string | null;
  description: string | null;
  /** In the order the part goes through them. */
  operations: Operation[];
  requirements: Requirements;
  deliveryPlace: DeliveryPlace | null;
}

/** A whole request without its identity and state. A line's `id` is what the buyer named it by: null for a new line. */
export interface RequestContent {
  title: string | null;
  description: string | null;
  excludedTaxCodes: string[];
  lines: (LineContent & { id: string | null })[];
}

export const NO_REQUIREMENTS: Requirements = { certificates: [], characteristics: [], deliveryWindow: null };
