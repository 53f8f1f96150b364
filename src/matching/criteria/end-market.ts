import type { FirmSnapshot, Requirements } from '../matching-input.js';
import { judgeAnyOf } from './any-of.js';
import type { Judgement } from './criterion.js';

/** End market: the firm already sells into at least one of those named. */
export const judgeEndMarket = (
  { anyOf }: NonNullable<Requirements['endMarkets']>,
  firm: Pick<FirmSnapshot, 'endMarkets'>,
): Judgement => judgeAnyOf(anyOf, firm.endMarkets);
