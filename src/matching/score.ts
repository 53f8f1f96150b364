import type { Outcome } from '../criteria/verdict.js';

/**
 * Score and coverage are separate. Each verdict weighs `weight`: a must the run's fixed weight (3 unless the run says
 * otherwise), a preference what its buyer said.
 *
 *   confirmed = weight met / weight of all           unknown counts for nothing
 *   potential = weight met or unknown / weight of all  unknown counts in full
 *   coverage  = verdicts known / verdicts            each verdict counts once, whatever it weighs
 *
 * The truth lies between the first two. All are in [0, 1], rounded to four places; a line that asks nothing scores 1.
 * Nothing else goes in, so anyone can recompute them from the stored verdicts.
 */
export interface Score {
  confirmed: number;
  potential: number;
  coverage: number;
}

export function scoreOf(verdicts: readonly { outcome: Outcome; weight: number }[]): Score {
  let total = 0;
  let met = 0;
  let open = 0;
  let known = 0;
  for (const { outcome, weight } of verdicts) {
    total += weight;
    if (outcome === 'MET') met += weight;
    if (outcome === 'UNKNOWN') open += weight;
    else known += 1;
  }
  return {
    confirmed: share(met, total),
    potential: share(met + open, total),
    coverage: share(known, verdicts.length),
  };
}

const PLACES = 1e4;
const share = (part: number, whole: number): number => (whole > 0 ? Math.round((part / whole) * PLACES) / PLACES : 1);
