import type { Taxonomy } from '../../taxonomy/taxonomy.js';
import { UNIT } from '../../taxonomy/units.js';
import { shownLevel } from '../read-level.js';
import type { RequirementField } from '../requirement-field.js';
import { known } from '../../taxonomy/known.js';
import { DeliveryRequirementInput, DeliveryModel } from './graphql.js';
import { DELIVERY } from './problems.js';
import { readDelivery } from './read.js';
import type { AsksPlace, DeliverySaid } from './shape.js';

export const deliveryField = {
  name: 'delivery' as const,
  input: { type: () => DeliveryRequirementInput, description: 'When and where.' },
  model: { type: () => DeliveryModel, description: 'When and where.', isNullable: true },
  problems: DELIVERY,
  read: readDelivery,
  show(
    { deliveryWindow, place, deliveryPlace }: AsksPlace & DeliverySaid,
    { administrativeUnits }: Taxonomy,
  ): DeliveryModel | null {
    if (!deliveryWindow && !place && !deliveryPlace) return null;
    return {
      from: deliveryWindow?.from ?? null,
      to: deliveryWindow?.to ?? null,
      place: deliveryPlace?.words ?? null,
      latitude: deliveryPlace?.coordinates?.latitude ?? null,
      longitude: deliveryPlace?.coordinates?.longitude ?? null,
      nearness: place
        ? {
            maxDistance: place.maxKm === null ? null : { value: place.maxKm, unit: UNIT.km },
            provinces: place.provinceCodes.map((code) => known(administrativeUnits, code)),
            ...shownLevel(place),
          }
        : null,
    };
  },
} satisfies RequirementField;
