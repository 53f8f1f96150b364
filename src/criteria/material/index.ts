import { once, type Criterion } from '../criterion.js';
import { materialField } from './field.js';
import { askMaterial, judgeMaterial } from './judge.js';
import type { AsksMaterial } from './shape.js';
import { materialWords } from './words.js';

/** The grade, an equivalent, or a family that contains it. */
export const material = {
  kind: 'material',
  about: 'What the part is made of.',
  codes: ({ materials }) => materials,
  field: materialField,
  ask: ({ material }, { taxonomy }) =>
    once('material', 'EVERY_OPERATION', material, (asked) => {
      const ready = askMaterial(asked, taxonomy);
      return { required: ready.required, judge: (capability) => judgeMaterial(ready, capability) };
    }),
  closes: () => 'NOT_CLOSABLE',
  words: materialWords,
} satisfies Criterion<AsksMaterial>;
