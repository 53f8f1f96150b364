import type { DeliveryPlace } from '../../criteria/place/shape.js';
import type { Path, Reading } from '../../criteria/reading.js';
import { FIELDS, NO_REQUIREMENTS, type Requirements, type RequirementsGiven } from '../../criteria/registry.js';

/** All requirements of one line. Whatever is wrong is in the problems, and the value without it is not to be used. */
export function readRequirements(
  input: RequirementsGiven | null | undefined,
  path: Path,
  reading: Reading,
): { requirements: Requirements; deliveryPlace: DeliveryPlace | null } {
  const asks = { ...NO_REQUIREMENTS, deliveryPlace: null };
  for (const field of FIELDS) {
    const given = input?.[field.name as keyof RequirementsGiven];
    if (given) Object.assign(asks, field.read(given, [...path, field.name], reading, asks));
  }
  const { deliveryPlace, ...requirements } = asks;
  return { requirements, deliveryPlace };
}
