import { once, type Criterion } from '../criterion.js';
import { UNIT } from '../../taxonomy/units.js';
import { massField } from './field.js';
import { judgeMass } from './judge.js';
import type { AsksMass } from './shape.js';
import { massWords } from './words.js';

/** The part must be within what the capability lifts, melts or clamps. */
export const mass = {
  kind: 'mass',
  about: 'How heavy a part it handles.',
  field: massField,
  ask: ({ mass }) =>
    once('mass', 'EVERY_OPERATION', mass, (asked) => ({
      required: { kind: 'QUANTITY', value: asked.kg, unit: UNIT.kg },
      judge: (capability) => judgeMass(asked, capability),
    })),
  closes: () => 'EQUIPMENT',
  words: massWords,
} satisfies Criterion<AsksMass>;
