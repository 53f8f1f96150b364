import type { Criterion } from '../criterion.js';
import { characteristicsField } from './field.js';
import { askCharacteristic, judgeCharacteristic } from './judge.js';
import type { AsksCharacteristics } from './shape.js';
import { characteristicWords } from './words.js';

/** A number of the trade, judged where it is stated at all: a polishing shop says nothing of a board's layers. */
export const characteristic = {
  kind: 'characteristic',
  about: 'A further number: layers, axes, a hardness.',
  field: characteristicsField,
  unasked: { characteristics: [] },
  ask: ({ characteristics }, { taxonomy }) =>
    characteristics.map((asked) => {
      const ready = askCharacteristic(asked, taxonomy);
      return {
        key: `characteristic:${ready.code}`,
        counts: asked,
        extent: 'WHERE_STATED',
        required: ready.required,
        judge: (capability) => judgeCharacteristic(ready, capability),
      };
    }),
  closes: () => 'EQUIPMENT',
  words: characteristicWords,
} satisfies Criterion<AsksCharacteristics>;
