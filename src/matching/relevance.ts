import type { Verdict } from '../criteria/verdict.js';
import type { Eligibility } from './eligibility.js';

/**
 * How much a buyer would want to see the firm, from 3 (talk to them first) to 0. Coarse on purpose: it groups a list,
 * the score orders within it.
 */
export type Relevance = 0 | 1 | 2 | 3;

/** A buyer can settle two open points with one telephone call. */
const FEW_UNKNOWN_MUSTS = 2;

export function relevanceOf(eligibility: Eligibility, verdicts: readonly Verdict[]): Relevance {
  switch (eligibility) {
    case 'ELIGIBLE':
      return hasMostPreferences(verdicts) ? 3 : 2;
    case 'TO_CONFIRM': {
      const unknownMusts = verdicts.filter(({ level, outcome }) => level === 'MUST' && outcome === 'UNKNOWN').length;
      return unknownMusts <= FEW_UNKNOWN_MUSTS ? 2 : 1;
    }
    case 'NEAR_MISS':
      return 1;
    case 'UNSUITABLE':
      return 0;
  }
}

/** At least half the preference weight is met; nothing preferred is nothing missed. */
function hasMostPreferences(verdicts: readonly Verdict[]): boolean {
  let met = 0;
  let total = 0;
  for (const { level, outcome, weight } of verdicts) {
    if (level !== 'PREFERENCE') continue;
    total += weight;
    if (outcome === 'MET') met += weight;
  }
  return met * 2 >= total;
}
