import type { CriterionKey, Verdict } from './criteria/criterion.js';

/**
 * What stands between a firm and the line: each unmet must, how much is short in its own unit, and the kind of step that
 * closes it. Unsuitable firms have gaps too: a firm may ask why it was not chosen.
 */

/** The kind of step that closes a gap. `PARTNER`: another firm does that operation. */
export const CLOSINGS = ['PAPERWORK', 'EQUIPMENT', 'CAPACITY', 'COMMERCIAL', 'PARTNER', 'NOT_CLOSABLE'] as const;
export type Closing = (typeof CLOSINGS)[number];

export interface Gap {
  criterion: CriterionKey;
  /** How much is missing; null where it does not measure: a missing certificate, another material. */
  short: number | null;
  unit: string | null;
  closes: Closing;
}

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
export function closingOf({ criterion, reason }: Pick<Verdict, 'criterion' | 'reason'>): Closing {
  const [kind, detail] = splitKey(criterion);
  switch (kind) {
    case 'process':
      // The first operation is what the firm is asked for; a buyer who wants the firm's own work wants no partner.
      return detail === '1' || reason === 'SUBCONTRACTED' ? 'NOT_CLOSABLE' : 'PARTNER';
    case 'certificate':
      return 'PAPERWORK';
    case 'size':
    case 'mass':
    case 'thickness':
    case 'tolerance':
    case 'roughness':
    case 'characteristic':
      return 'EQUIPMENT';
    case 'volume':
      return 'CAPACITY';
    case 'lot':
    case 'leadTime':
      return 'COMMERCIAL';
    case 'material':
    case 'place':
    case 'languages':
    case 'endMarket':
      return 'NOT_CLOSABLE';
  }
}

/** What a criterion is about, whichever of several it is. */
export type CriterionKind = CriterionKey extends infer Key
  ? Key extends `${infer Kind}:${string}`
    ? Kind
    : Key
  : never;

/** `certificate:ISO_9001` is a certificate, with `ISO_9001` as its detail. */
export function splitKey(criterion: CriterionKey): [kind: CriterionKind, detail: string] {
  const colon = criterion.indexOf(':');
  return colon === -1
    ? [criterion as CriterionKind, '']
    : [criterion.slice(0, colon) as CriterionKind, criterion.slice(colon + 1)];
}
