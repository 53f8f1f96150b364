import type { Verdict } from '../criteria/verdict.js';
import type { Eligibility } from './eligibility.js';
import type { Gap } from '../criteria/criterion.js';
import { gapsOf } from './gaps.js';
import { judgeFirm } from './judged-firm.js';
import type { EvidenceGrade, FirmSnapshot, LineSnapshot } from './matching-input.js';
import { prepareLine, type PreparedLine, type Weights } from './prepared-line.js';
import { compareMatches, evidenceOf } from './rank.js';
import { bestAssignment, type Assignment } from './assignment.js';
import type { Relevance } from './relevance.js';
import { scoreOf, type Score } from './score.js';
import type { Taxonomy } from '../taxonomy/taxonomy.js';

/**
 * The whole of matching, as a function: one line and the firms to judge it against, what is known of the trade, and the
 * day it is judged on. No database and no clock, so a stored run can be repeated and compared.
 */

/** Goes up with every change that may change a verdict, a score or an order; kept with each run. */
export const ALGORITHM_VERSION = '2';

/** One firm's answer to one line; plain data, stored as it is. */
export interface LineMatch extends Score {
  firmId: string;
  /** Which state of the firm was judged. */
  factsRevision: number;
  /** The sites the firm was judged at. */
  siteIds: string[];
  eligibility: Eligibility;
  relevance: Relevance;
  /** The weakest grade among the met musts that carry one. */
  evidence: EvidenceGrade | null;
  verdicts: Verdict[];
  gaps: Gap[];
  assignment: Assignment;
}

/** Every firm with work in the branch of some operation, best first; the others are left out. */
export function matchLine(
  line: LineSnapshot,
  firms: Iterable<FirmSnapshot>,
  taxonomy: Taxonomy,
  asOf: string,
  weights?: Weights,
): LineMatch[] {
  const prepared = prepareLine(line, taxonomy, asOf, weights);
  const matches: LineMatch[] = [];
  for (const firm of firms) {
    const match = matchFirm(prepared, firm);
    if (match !== null) matches.push(match);
  }
  return matches.sort(compareMatches);
}

/** One firm against a prepared line: for firms that come in batches, or one at a time when a firm changes. */
export function matchFirm(prepared: PreparedLine, firm: FirmSnapshot): LineMatch | null {
  const judged = judgeFirm(prepared, firm);
  if (judged === null) return null;
  const { assignment, verdicts, eligibility, relevance } = bestAssignment(prepared, judged);
  // Exclusion comes last: the firm is still judged at its best, so the explanation stays true if the buyer relents.
  const isExcluded = prepared.excludedFirmIds.has(firm.id);
  return {
    firmId: firm.id,
    factsRevision: firm.factsRevision,
    siteIds: assignment.siteIds,
    eligibility: isExcluded ? 'UNSUITABLE' : eligibility,
    relevance: isExcluded ? 0 : relevance,
    ...scoreOf(verdicts),
    evidence: evidenceOf(verdicts),
    verdicts,
    gaps: gapsOf(verdicts),
    assignment,
  };
}
