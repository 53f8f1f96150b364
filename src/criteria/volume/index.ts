import { once, type Criterion } from '../criterion.js';
import { volumeField } from './field.js';
import { askVolume, judgeVolume } from './judge.js';
import type { AsksVolume } from './shape.js';
import { volumeWords } from './words.js';

/** Free capacity a month, in the unit asked. */
export const volume = {
  kind: 'volume',
  about: 'How much it can deliver a month.',
  field: volumeField,
  ask: ({ volume }, { taxonomy }) =>
    once('volume', 'EVERY_OPERATION', volume, (asked) => {
      const ready = askVolume(asked, taxonomy);
      return { required: ready.required, judge: (capability) => judgeVolume(ready, capability) };
    }),
  closes: () => 'CAPACITY',
  words: volumeWords,
} satisfies Criterion<AsksVolume>;
