import type { Operation } from '../criteria/process/shape.js';
import type { Requirements } from '../criteria/registry.js';
import { EVIDENCE_GRADES, type EvidenceGrade } from '../suppliers/evidence-grade.js';
import type { CapabilitySnapshot, FirmSnapshot, SiteSnapshot } from '../suppliers/snapshots/firm-snapshot.js';

/**
 * What matching looks at: one line of a request and one firm, as plain values. Codes are the taxonomy's own; lengths
 * are millimetres, masses kilograms, roughness Ra in micrometres, lead times calendar days, dates ISO (YYYY-MM-DD).
 * Whatever is `null` or absent was left empty: nothing is known of it.
 */

export type { CapabilitySnapshot, FirmSnapshot, Requirements, SiteSnapshot };
export { EVIDENCE_GRADES, type EvidenceGrade };

export interface LineSnapshot {
  id: string;
  /** In the order the part goes through them. */
  operations: Operation[];
  requirements: Requirements;
  /** Firms the buyer will not work with. */
  excludedFirmIds: string[];
}
