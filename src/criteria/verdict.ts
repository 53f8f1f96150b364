import { EVIDENCE_GRADES, type EvidenceGrade } from '../suppliers/evidence-grade.js';
import type { Quantity } from '../suppliers/snapshots/firm-snapshot.js';
import type { Level } from './level.js';

/**
 * The words every criterion answers in. A verdict is plain data: it is stored as JSON, and scores, gaps and sentences
 * are computed from verdicts alone, so whatever a person is told about a match can be recomputed from what was kept.
 */

/** A silent profile is unknown: never met, never unmet. */
export type Outcome = 'MET' | 'UNMET' | 'UNKNOWN';

/**
 * Which requirement a verdict answers: the criterion's kind, and behind a colon which of several (`process:2`,
 * `certificate:ISO_9001`). Operations count from 1, in the order the part goes through them.
 */
export type CriterionKey = string;

/**
 * Why the outcome is what it is, where the numbers do not say it.
 *
 * Met: HOLDS; FAMILY_CLAIM (a claimed family contains the grade); IMPLIED (through another standard).
 * Unknown: SILENT (nothing stated); BROADER_CLAIM; OWN_NOT_STATED; OTHER_GRADE (of the same family); FAMILY_CLAIM (where
 * the exact grade was asked); CANNOT_CONVERT (units, or outside a standard's table); NOT_JUDGED (no capability to judge
 * it on); DATES_NOT_STATED.
 * Unmet: NOT_OFFERED; SIBLING_ONLY; SUBCONTRACTED; OTHER_FAMILY; SHORT; NOT_AMONG; NOT_HELD; OTHER_SITE; WEAK_EVIDENCE;
 * EXPIRED_IN_WINDOW; REJECTED_BY_OFFICIAL (held, but found not to hold).
 */
export type Reason =
  | 'HOLDS'
  | 'FAMILY_CLAIM'
  | 'IMPLIED'
  | 'SILENT'
  | 'BROADER_CLAIM'
  | 'OWN_NOT_STATED'
  | 'OTHER_GRADE'
  | 'CANNOT_CONVERT'
  | 'NOT_JUDGED'
  | 'DATES_NOT_STATED'
  | 'NOT_OFFERED'
  | 'SIBLING_ONLY'
  | 'SUBCONTRACTED'
  | 'OTHER_FAMILY'
  | 'SHORT'
  | 'NOT_AMONG'
  | 'NOT_HELD'
  | 'OTHER_SITE'
  | 'WEAK_EVIDENCE'
  | 'EXPIRED_IN_WINDOW'
  | 'REJECTED_BY_OFFICIAL';

/** A required or offered value, as it was judged. Units are the taxonomy's codes. */
export type Stated =
  | { kind: 'QUANTITY'; value: number; unit: string }
  /** A capacity turned into the unit asked for, beside what the firm stated. */
  | { kind: 'CONVERTED'; value: number; unit: string; stated: Quantity }
  | { kind: 'SIDES'; sidesMm: [number, number, number] }
  | { kind: 'RANGE'; from: number; to: number; unit: string }
  | { kind: 'BOUNDS'; atLeast: number | null; atMost: number | null; unit: string | null }
  | { kind: 'CODES'; codes: string[] }
  | { kind: 'PROCESS'; process: string; ownOnly: boolean }
  /** ± millimetres, and the standard's grade or class they come from. `toleranceMm` is null outside its table. */
  | { kind: 'TOLERANCE'; toleranceMm: number | null; basis: string | null; nominalMm: number | null }
  | { kind: 'NEARNESS'; maxKm: number | null; provinceCodes: string[] }
  | { kind: 'LOCATION'; km: number | null; provinceCode: string | null }
  /** Days a certificate must cover, or covers; null where the certificate does not say. */
  | { kind: 'PERIOD'; standards: string[]; from: string | null; to: string | null; evidence: EvidenceGrade | null };

/** What the verdict rests on. */
export interface Refs {
  capabilityId: string | null;
  siteId: string | null;
  certificateIds: string[];
}

/** What one criterion says of one capability, site or firm. */
export interface Judgement {
  outcome: Outcome;
  reason: Reason;
  required: Stated;
  offered: Stated | null;
  /** Room left in `unit`; negative by as much as is short; null where the criterion does not measure. */
  margin: number | null;
  unit: string | null;
  /** How well the offered value is supported; null where nothing stated carries a grade. */
  evidence: EvidenceGrade | null;
  refs: Refs;
}

/** A judgement placed in the line: which requirement it answers and what it weighs there. */
export interface Verdict extends Judgement {
  criterion: CriterionKey;
  level: Level['level'];
  weight: number;
}

export const kindOf = (key: CriterionKey): string => key.split(':', 1)[0] as string;

/** Which of several: `ISO_9001` of `certificate:ISO_9001`, nothing where a line asks only once. */
export const detailOf = (key: CriterionKey): string => key.slice(kindOf(key).length + 1);

const OUTCOME_RANK: Record<Outcome, number> = { UNMET: 0, UNKNOWN: 1, MET: 2 };

/** 0 unmet, 1 unknown, 2 met: more is better for the firm. */
export const outcomeRank = (outcome: Outcome): number => OUTCOME_RANK[outcome];

/** 0 for the weakest grade; -1 where nothing carries one. */
export const evidenceRank = (grade: EvidenceGrade | null): number =>
  grade === null ? -1 : EVIDENCE_GRADES.indexOf(grade);

export const NO_REFS: Refs = Object.freeze({ capabilityId: null, siteId: null, certificateIds: [] });

/**
 * Computed lengths and masses carry binary dust (0.12 − 0.1 = 0.01999…); nothing a firm states is finer than this.
 * Comparing and reporting both go through `tidy`, so a margin of exactly zero is met.
 */
const FINEST = 1e9;
export const tidy = (value: number): number => Math.round(value * FINEST) / FINEST;

/** A measured criterion: met when the margin is not negative. */
export function measured(
  required: Stated,
  offered: Stated,
  margin: number,
  unit: string | null,
  evidence: EvidenceGrade | null,
  refs: Refs,
): Judgement {
  const tidied = tidy(margin);
  const isMet = tidied >= 0;
  return {
    outcome: isMet ? 'MET' : 'UNMET',
    reason: isMet ? 'HOLDS' : 'SHORT',
    required,
    offered,
    margin: tidied,
    unit,
    evidence,
    refs,
  };
}

/** Nothing to judge by: unknown, with the reason why. */
export const unknown = (required: Stated, reason: Reason, refs: Refs, offered: Stated | null = null): Judgement => ({
  outcome: 'UNKNOWN',
  reason,
  required,
  offered,
  margin: null,
  unit: null,
  evidence: null,
  refs,
});

/** The grade a conclusion over several judgements rests on: the weakest among those that carry one. */
export function weakestEvidence(judgements: readonly { evidence: EvidenceGrade | null }[]): EvidenceGrade | null {
  let weakest: EvidenceGrade | null = null;
  for (const { evidence } of judgements) {
    if (evidence !== null && (weakest === null || evidenceRank(evidence) < evidenceRank(weakest))) weakest = evidence;
  }
  return weakest;
}

/**
 * The weakest decides: unmet before unknown before met, then the smaller margin, then the weaker evidence, then the
 * capability's or site's id, so that the order of the input never shows. What is met everywhere rests on the weakest
 * evidence of all.
 */
export function weakest(judgements: readonly [Judgement, ...Judgement[]]): Judgement {
  let deciding = judgements[0];
  for (const judgement of judgements) if (compareStrength(judgement, deciding) < 0) deciding = judgement;
  return deciding.outcome === 'MET' && judgements.length > 1
    ? { ...deciding, evidence: weakestEvidence(judgements) }
    : deciding;
}

function compareStrength(left: Judgement, right: Judgement): number {
  return (
    outcomeRank(left.outcome) - outcomeRank(right.outcome) ||
    compareNumbers(left.margin ?? Infinity, right.margin ?? Infinity) ||
    evidenceRank(left.evidence) - evidenceRank(right.evidence) ||
    compareText(left.refs.capabilityId ?? '', right.refs.capabilityId ?? '') ||
    compareText(left.refs.siteId ?? '', right.refs.siteId ?? '')
  );
}

/** Unlike a subtraction, right for infinities too. */
export const compareNumbers = (left: number, right: number): number => (left < right ? -1 : left > right ? 1 : 0);

/** By code unit: the same on every machine, whatever its locale. */
export const compareText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
