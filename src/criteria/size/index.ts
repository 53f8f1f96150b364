import { once, type Criterion } from '../criterion.js';
import { askSize, judgeSize } from './judge.js';
import type { AsksSize } from './shape.js';
import { sizeWords } from './words.js';

/** The part may be turned; the side that fits worst decides. */
export const size: Criterion<AsksSize> = {
  kind: 'size',
  ask: ({ size }) =>
    once('size', 'EVERY_OPERATION', size, (asked) => {
      const ready = askSize(asked);
      return { required: ready.required, judge: (capability) => judgeSize(ready, capability) };
    }),
  closes: () => 'EQUIPMENT',
  words: sizeWords,
};
