import type { Verdict } from '../criteria/verdict.js';
import { closingOf, isClosable } from './gaps.js';

/**
 * Whether a firm can make the line: every must met; no must unmet but some unknown; one or two musts unmet that a known
 * step would close; or none of these. Preferences never decide here.
 */
export const ELIGIBILITIES = ['ELIGIBLE', 'TO_CONFIRM', 'NEAR_MISS', 'UNSUITABLE'] as const;
export type Eligibility = (typeof ELIGIBILITIES)[number];

/** More than two things to put right is another project, not a near miss. */
const MOST_GAPS_OF_NEAR_MISS = 2;

export function eligibilityOf(verdicts: readonly Verdict[]): Eligibility {
  let unmet = 0;
  let unknown = 0;
  for (const verdict of verdicts) {
    if (verdict.level !== 'MUST' || verdict.outcome === 'MET') continue;
    if (verdict.outcome === 'UNKNOWN') {
      unknown += 1;
      continue;
    }
    if (!isClosable(closingOf(verdict))) return 'UNSUITABLE';
    unmet += 1;
  }
  if (unmet > MOST_GAPS_OF_NEAR_MISS) return 'UNSUITABLE';
  if (unmet > 0) return 'NEAR_MISS';
  return unknown > 0 ? 'TO_CONFIRM' : 'ELIGIBLE';
}

/** Best first, as a number to compare by. */
export const eligibilityRank = (eligibility: Eligibility): number => ELIGIBILITIES.indexOf(eligibility);
