import type { Criterion } from '../criterion.js';
import { deliveryField } from './field.js';
import { askedNearness, judgePlace } from './judge.js';
import type { AsksPlace } from './shape.js';
import { placeWords } from './words.js';

/** A site near the place of delivery. */
export const place = {
  kind: 'place',
  about: 'How near it is to the place of delivery, or in which provinces.',
  field: deliveryField,
  unasked: { deliveryWindow: null },
  ask: ({ place }) =>
    place
      ? [
          {
            key: 'place',
            counts: place,
            extent: 'SITE',
            required: askedNearness(place),
            judge: (site) => judgePlace(place, site),
          },
        ]
      : [],
  tellsWhere: true,
  closes: () => 'NOT_CLOSABLE',
  words: placeWords,
} satisfies Criterion<AsksPlace>;
