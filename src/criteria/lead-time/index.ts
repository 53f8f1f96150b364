import { once, type Criterion } from '../criterion.js';
import { UNIT } from '../../taxonomy/units.js';
import { leadTimeField } from './field.js';
import { judgeLeadTime } from './judge.js';
import type { AsksLeadTime } from './shape.js';
import { leadTimeWords } from './words.js';

/** Each operation’s own, in calendar days. */
export const leadTime = {
  kind: 'leadTime',
  about: 'How long it takes from order to delivery.',
  field: leadTimeField,
  ask: ({ leadTime }) =>
    once('leadTime', 'EVERY_OPERATION', leadTime, (asked) => ({
      required: { kind: 'QUANTITY', value: asked.days, unit: UNIT.days },
      judge: (capability) => judgeLeadTime(asked, capability),
    })),
  closes: () => 'COMMERCIAL',
  words: leadTimeWords,
} satisfies Criterion<AsksLeadTime>;
