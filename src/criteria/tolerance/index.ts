import { once, type Criterion } from '../criterion.js';
import { toleranceField } from './field.js';
import { askTolerance, judgeTolerance } from './judge.js';
import type { AsksTolerance } from './shape.js';
import { toleranceWords } from './words.js';

/** The tightest ± held against the ± asked. */
export const tolerance = {
  kind: 'tolerance',
  about: 'How exactly it works.',
  field: toleranceField,
  ask: ({ tolerance }) =>
    once('tolerance', 'LAST_SHAPING', tolerance, (asked) => {
      const ready = askTolerance(asked);
      return { required: ready.required, judge: (capability) => judgeTolerance(ready, capability) };
    }),
  closes: () => 'EQUIPMENT',
  words: toleranceWords,
} satisfies Criterion<AsksTolerance>;
