import { once, type Criterion } from '../criterion.js';
import { roughnessField } from './field.js';
import { askedRoughness, judgeRoughness } from './judge.js';
import type { AsksRoughness } from './shape.js';
import { roughnessWords } from './words.js';

/** The finest Ra held must be no coarser than the Ra asked. */
export const roughness = {
  kind: 'roughness',
  about: 'How smooth a surface it makes.',
  field: roughnessField,
  ask: ({ roughness }) =>
    once('roughness', 'LAST_SHAPING', roughness, (asked) => ({
      required: askedRoughness(asked.raUm),
      judge: (capability) => judgeRoughness(asked, capability),
    })),
  closes: () => 'EQUIPMENT',
  words: roughnessWords,
} satisfies Criterion<AsksRoughness>;
