import { once, type Criterion } from '../criterion.js';
import { sizeField } from './field.js';
import { askSize, judgeSize } from './judge.js';
import type { AsksSize } from './shape.js';
import { sizeWords } from './words.js';

/** The part may be turned; the side that fits worst decides. */
export const size = {
  kind: 'size',
  about: 'How large a part the firm takes.',
  field: sizeField,
  ask: ({ size }) =>
    once('size', 'EVERY_OPERATION', size, (asked) => {
      const ready = askSize(asked);
      return { required: ready.required, judge: (capability) => judgeSize(ready, capability) };
    }),
  closes: () => 'EQUIPMENT',
  words: sizeWords,
} satisfies Criterion<AsksSize>;
