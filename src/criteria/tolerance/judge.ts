import type { CapabilitySnapshot } from '../../suppliers/snapshots/firm-snapshot.js';
import { UNIT } from '../../taxonomy/units.js';
import { measured, tidy, unknown, type Judgement, type Stated } from '../verdict.js';
import { generalToleranceMm } from './iso-2768.js';
import { standardToleranceMm } from './iso-286.js';
import { numberOf } from '../numbers.js';
import type { ToleranceRequirement } from './shape.js';

/**
 * Tolerance: the tightest ± held against the ± asked. A grade of ISO 286 is resolved at its nominal size and halved (its
 * table gives the whole width), a class of ISO 2768 is ± already.
 */

export interface AskedTolerance {
  required: Stated;
  /** Null where the standard has no value at this size: then nobody can be judged by it. */
  toleranceMm: number | null;
}

export function askTolerance(requirement: ToleranceRequirement): AskedTolerance {
  const toleranceMm = plusMinusMm(requirement);
  const nominalMm = requirement.kind === 'PLUS_MINUS' ? null : nominalOf(requirement);
  return { required: { kind: 'TOLERANCE', toleranceMm, basis: basisOf(requirement), nominalMm }, toleranceMm };
}

export function judgeTolerance(asked: AskedTolerance, capability: CapabilitySnapshot): Judgement {
  const refs = { capabilityId: capability.id, siteId: capability.siteId, certificateIds: [] };
  if (capability.toleranceMm === null) return unknown(asked.required, 'SILENT', refs);
  const held = numberOf(capability.toleranceMm, 'tolerance', 'capability.toleranceMm');
  const offered: Stated = { kind: 'TOLERANCE', toleranceMm: held, basis: null, nominalMm: null };
  if (asked.toleranceMm === null) return unknown(asked.required, 'CANNOT_CONVERT', refs, offered);
  return measured(asked.required, offered, asked.toleranceMm - held, UNIT.mm, capability.evidence, refs);
}

function plusMinusMm(requirement: ToleranceRequirement): number | null {
  switch (requirement.kind) {
    case 'PLUS_MINUS':
      return numberOf(requirement.toleranceMm, 'tolerance', 'requirement.toleranceMm');
    case 'ISO_2768':
      return generalToleranceMm(requirement.toleranceClass, nominalOf(requirement));
    case 'ISO_286': {
      const itGrade = numberOf(requirement.itGrade, 'tolerance', 'requirement.itGrade');
      const width = standardToleranceMm(itGrade, nominalOf(requirement));
      return width === null ? null : tidy(width / 2);
    }
  }
}

const nominalOf = ({ nominalMm }: { nominalMm: number }): number =>
  numberOf(nominalMm, 'tolerance', 'requirement.nominalMm');

function basisOf(requirement: ToleranceRequirement): string | null {
  switch (requirement.kind) {
    case 'PLUS_MINUS':
      return null;
    case 'ISO_2768':
      return `ISO 2768-${requirement.toleranceClass}`;
    case 'ISO_286':
      return `IT${requirement.itGrade}`;
  }
}
