import { once, type Criterion } from '../criterion.js';
import { judgeThickness } from './judge.js';
import type { AsksThickness } from './shape.js';
import { thicknessWords } from './words.js';

/** The sheet or wall must lie within the range taken. */
export const thickness: Criterion<AsksThickness> = {
  kind: 'thickness',
  ask: ({ thickness }) =>
    once('thickness', 'EVERY_OPERATION', thickness, (asked) => ({
      required: { kind: 'QUANTITY', value: asked.mm, unit: 'mm' },
      judge: (capability) => judgeThickness(asked, capability),
    })),
  closes: () => 'EQUIPMENT',
  words: thicknessWords,
};
