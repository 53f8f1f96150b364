import type { Judgement, Stated } from '../criteria/verdict.js';

/**
 * How far an unmet judgement is from being met, as a share of what was asked, at most 1. It only breaks ties between
 * assignments that are otherwise equal, so that a firm is judged on the machine that comes nearest.
 */
export function shortfallOf({ outcome, margin, required }: Judgement): number {
  if (outcome !== 'UNMET') return 0;
  const asked = magnitudeOf(required);
  return margin === null || asked === null || !(asked > 0) ? 1 : Math.min(1, -margin / asked);
}

/** One number to measure against, in the unit of the margin. */
function magnitudeOf(required: Stated): number | null {
  switch (required.kind) {
    case 'QUANTITY':
      return required.value;
    case 'SIDES':
      return Math.max(...required.sidesMm);
    case 'TOLERANCE':
      return required.toleranceMm;
    case 'BOUNDS':
      return required.atLeast ?? required.atMost;
    case 'NEARNESS':
      return required.maxKm;
    default:
      return null;
  }
}
