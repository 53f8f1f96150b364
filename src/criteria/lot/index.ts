import { once, type Criterion } from '../criterion.js';
import { UNIT } from '../../taxonomy/units.js';
import { lotField } from './field.js';
import { judgeLot } from './judge.js';
import type { AsksLot } from './shape.js';
import { lotWords } from './words.js';

/** What is ordered at once must reach the smallest lot taken. */
export const lot = {
  kind: 'lot',
  about: 'How few it takes an order for.',
  field: lotField,
  ask: ({ lot }) =>
    once('lot', 'EVERY_OPERATION', lot, (asked) => ({
      required: { kind: 'QUANTITY', value: asked.pieces, unit: UNIT.pieces },
      judge: (capability) => judgeLot(asked, capability),
    })),
  closes: () => 'COMMERCIAL',
  words: lotWords,
} satisfies Criterion<AsksLot>;
