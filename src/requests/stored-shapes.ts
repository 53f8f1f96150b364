import { type Stored, StoredShape } from '../platform/database/stored-shape.js';
import type { DeliveryPlace } from '../criteria/place/shape.js';
import type { Operation } from '../criteria/process/shape.js';
import type { Requirements } from '../criteria/registry.js';
import type { RevisionContent } from './request-revision.entity.js';

export const OPERATIONS = new StoredShape<Operation[]>('request_line.operations', {
  version: 1,
  read: { 1: (value: Operation[]) => value },
});

export const REQUIREMENTS = new StoredShape<Requirements>('request_line.requirements', {
  version: 1,
  read: { 1: (value: Requirements) => value },
});

export const DELIVERY_PLACE = new StoredShape<DeliveryPlace>('request_line.delivery_place', {
  version: 1,
  read: { 1: (value: DeliveryPlace) => value },
});

/** A line inside a revision: what it asks for is stored as in `request_line`, under versions of its own. */
interface RevisionLine1 {
  operations: Stored;
  requirements: Stored;
  deliveryPlace: Stored | null;
}

const PLACE = 'request_revision.content';

export const REVISION_CONTENT = new StoredShape<RevisionContent>(PLACE, {
  version: 1,
  write: ({ lines, ...frame }) => ({
    ...frame,
    lines: lines.map(({ operations, requirements, deliveryPlace, ...words }) => ({
      ...words,
      operations: OPERATIONS.write(operations),
      requirements: REQUIREMENTS.write(requirements),
      deliveryPlace: deliveryPlace && DELIVERY_PLACE.write(deliveryPlace),
    })),
  }),
  read: {
    1: ({
      lines,
      ...frame
    }: Omit<RevisionContent, 'lines'> & { lines: (RevisionContent['lines'][number] & RevisionLine1)[] }) => ({
      ...frame,
      lines: lines.map(({ operations, requirements, deliveryPlace, ...words }) => ({
        ...words,
        operations: OPERATIONS.read(operations, PLACE),
        requirements: REQUIREMENTS.read(requirements, PLACE),
        deliveryPlace: deliveryPlace && DELIVERY_PLACE.read(deliveryPlace, PLACE),
      })),
    }),
  },
});
