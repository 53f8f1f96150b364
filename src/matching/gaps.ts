import type { Closing, Gap } from '../criteria/criterion.js';
import { criterionOf } from '../criteria/registry.js';
import type { Verdict } from '../criteria/verdict.js';

/**
 * What stands between a firm and the line: each unmet must, how much is short in its own unit, and the kind of step that
 * closes it. Unsuitable firms have gaps too: a firm may ask why it was not chosen.
 */

export const isClosable = (closing: Closing): boolean => closing !== 'NOT_CLOSABLE';

export function gapsOf(verdicts: readonly Verdict[]): Gap[] {
  const gaps: Gap[] = [];
  for (const verdict of verdicts) {
    if (verdict.level !== 'MUST' || verdict.outcome !== 'UNMET') continue;
    const isMeasured = verdict.margin !== null && verdict.margin < 0;
    gaps.push({
      criterion: verdict.criterion,
      short: isMeasured ? -(verdict.margin as number) : null,
      unit: isMeasured ? verdict.unit : null,
      closes: closingOf(verdict),
    });
  }
  return gaps;
}

/** The step that would turn this unmet verdict round. */
export const closingOf = (verdict: Pick<Verdict, 'criterion' | 'reason'>): Closing =>
  criterionOf(verdict.criterion).closes(verdict);
