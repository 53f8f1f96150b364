import type { CapabilitySnapshot } from '../../suppliers/snapshots/firm-snapshot.js';
import type { Taxonomy } from '../../taxonomy/taxonomy.js';
import { outcomeRank, type Judgement, type Outcome, type Reason, type Stated } from '../verdict.js';
import type { MaterialRequirement } from './shape.js';

/**
 * Material: the grade itself, an equivalent of another standard, or a claimed family that contains it. Another grade of
 * the same family leaves it open (a foundry that casts A380 may well cast ADC12); another family does not.
 */

export interface AskedMaterial {
  required: Stated;
  isExactGrade: boolean;
  /** The grades themselves, their equivalents and, where a family was asked, all it contains. */
  accepted: ReadonlySet<string>;
  /** Every family that contains an asked grade: a claim of it answers for the grade. */
  families: ReadonlySet<string>;
  /** Every group that contains one: too wide to answer for a grade ("metal"), and no denial either. */
  groups: ReadonlySet<string>;
  /** The other members of the accepted grades' families. */
  related: ReadonlySet<string>;
}

export function askMaterial(requirement: MaterialRequirement, taxonomy: Taxonomy): AskedMaterial {
  const { materials } = taxonomy;
  const accepted = new Set<string>();
  const families = new Set<string>();
  const groups = new Set<string>();
  const related = new Set<string>();
  for (const asked of requirement.anyOf) {
    for (const member of [asked, ...materials.subtree(asked)]) {
      for (const grade of taxonomy.sameGrade(member)) accepted.add(grade);
      accepted.add(member);
    }
    for (const grade of [asked, ...taxonomy.sameGrade(asked)]) {
      for (const ancestor of materials.lineage(grade)) {
        if (ancestor.code !== grade) (ancestor.kind === 'group' ? groups : families).add(ancestor.code);
      }
      // The nearest family only: PA6 is akin to PA66 among the polyamides, but ABS is not, though both are plastics.
      const family = taxonomy.familyOf(grade);
      if (family !== null) for (const member of materials.subtree(family.code)) related.add(member);
    }
  }
  return {
    required: { kind: 'CODES', codes: [...requirement.anyOf] },
    isExactGrade: requirement.exactGrade,
    accepted,
    families,
    groups,
    related,
  };
}

export function judgeMaterial(asked: AskedMaterial, capability: CapabilitySnapshot): Judgement {
  const claims = capability.materials;
  const refs = { capabilityId: capability.id, siteId: capability.siteId, certificateIds: [] };
  let outcome: Outcome = 'UNMET';
  let reason: Reason = 'OTHER_FAMILY';
  if (claims === null || claims.length === 0) {
    outcome = 'UNKNOWN';
    reason = 'SILENT';
  } else {
    for (const claim of claims) {
      const [claimOutcome, claimReason] = judgeClaim(asked, claim);
      // Among claims that leave it open, the one nearer to the grade gives the reason: a family claim contains it.
      const isBetter = outcomeRank(claimOutcome) > outcomeRank(outcome);
      const isPlainer = claimOutcome === outcome && reasonRank(claimReason) > reasonRank(reason);
      if (isBetter || isPlainer) [outcome, reason] = [claimOutcome, claimReason];
    }
  }
  return {
    outcome,
    reason,
    required: asked.required,
    offered: reason === 'SILENT' ? null : { kind: 'CODES', codes: [...(claims ?? [])] },
    margin: null,
    unit: null,
    evidence: reason === 'SILENT' ? null : capability.evidence,
    refs,
  };
}

function judgeClaim(asked: AskedMaterial, claim: string): [Outcome, Reason] {
  if (asked.accepted.has(claim)) return ['MET', 'HOLDS'];
  if (asked.families.has(claim)) return [asked.isExactGrade ? 'UNKNOWN' : 'MET', 'FAMILY_CLAIM'];
  if (asked.groups.has(claim)) return ['UNKNOWN', 'BROADER_CLAIM'];
  if (asked.related.has(claim)) return ['UNKNOWN', 'OTHER_GRADE'];
  return ['UNMET', 'OTHER_FAMILY'];
}

const REASONS_BY_NEARNESS: Reason[] = ['OTHER_FAMILY', 'BROADER_CLAIM', 'OTHER_GRADE', 'FAMILY_CLAIM', 'HOLDS'];
const reasonRank = (reason: Reason): number => REASONS_BY_NEARNESS.indexOf(reason);
