import { once, type Criterion } from '../criterion.js';
import { UNIT } from '../../taxonomy/units.js';
import { thicknessField } from './field.js';
import { judgeThickness } from './judge.js';
import type { AsksThickness } from './shape.js';
import { thicknessWords } from './words.js';

/** The sheet or wall must lie within the range taken. */
export const thickness = {
  kind: 'thickness',
  about: 'Of which material or wall it works.',
  field: thicknessField,
  ask: ({ thickness }) =>
    once('thickness', 'EVERY_OPERATION', thickness, (asked) => ({
      required: { kind: 'QUANTITY', value: asked.mm, unit: UNIT.mm },
      judge: (capability) => judgeThickness(asked, capability),
    })),
  closes: () => 'EQUIPMENT',
  words: thicknessWords,
} satisfies Criterion<AsksThickness>;
