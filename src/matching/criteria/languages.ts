import type { FirmSnapshot, Requirements } from '../matching-input.js';
import { judgeAnyOf } from './any-of.js';
import type { Judgement } from './criterion.js';

/** Languages: the firm works in at least one of those the buyer can use. */
export const judgeLanguages = (
  { anyOf }: NonNullable<Requirements['languages']>,
  firm: Pick<FirmSnapshot, 'languages'>,
): Judgement => judgeAnyOf(anyOf, firm.languages);
