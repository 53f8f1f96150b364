import { judgeAnyOf, oneOf } from '../any-of.js';
import type { Criterion } from '../criterion.js';
import { endMarketsField } from './field.js';
import type { AsksEndMarkets } from './shape.js';
import { endMarketWords } from './words.js';

/** The firm already sells into at least one of those named. */
export const endMarket = {
  kind: 'endMarket',
  about: 'Which industries it knows.',
  codes: ({ endMarkets }) => endMarkets,
  field: endMarketsField,
  ofFirm: 'endMarkets',
  ask: ({ endMarkets }) =>
    endMarkets
      ? [
          {
            key: 'endMarket',
            counts: endMarkets,
            extent: 'FIRM',
            required: oneOf(endMarkets.anyOf),
            judge: (firm) => judgeAnyOf(endMarkets.anyOf, firm.endMarkets),
          },
        ]
      : [],
  closes: () => 'NOT_CLOSABLE',
  words: endMarketWords,
} satisfies Criterion<AsksEndMarkets>;
