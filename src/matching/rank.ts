import { compareNumbers, compareText, evidenceRank, weakestEvidence, type Verdict } from '../criteria/verdict.js';
import { eligibilityRank, type Eligibility } from './eligibility.js';
import type { EvidenceGrade } from './matching-input.js';

/** What ranking looks at, and nothing else: the same matches come out in the same order, whatever order they came in. */
export interface Rankable {
  firmId: string;
  eligibility: Eligibility;
  confirmed: number;
  evidence: EvidenceGrade | null;
}

/** By eligibility, then confirmed score, then evidence, then the firm's id. */
export function compareMatches(left: Rankable, right: Rankable): number {
  return (
    eligibilityRank(left.eligibility) - eligibilityRank(right.eligibility) ||
    compareNumbers(right.confirmed, left.confirmed) ||
    evidenceRank(right.evidence) - evidenceRank(left.evidence) ||
    compareText(left.firmId, right.firmId)
  );
}

/**
 * The grade a match rests on: the weakest among its met musts that carry one. An average would let one well documented
 * claim hide a bare one that the part depends on. Null where no met must carries a grade.
 */
export const evidenceOf = (verdicts: readonly Verdict[]): EvidenceGrade | null =>
  weakestEvidence(verdicts.filter(({ level, outcome }) => level === 'MUST' && outcome === 'MET'));
