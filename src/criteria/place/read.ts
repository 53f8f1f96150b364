import { readMeasure } from '../../taxonomy/measures.js';
import { amountOf, UNIT, unitOf } from '../../taxonomy/units.js';
import { isDay } from '../../platform/graphql/scalars.js';
import { cleanText } from '../../platform/text/clean-text.js';
import type { Coordinates } from '../../suppliers/snapshots/firm-snapshot.js';
import { among } from '../../taxonomy/read-terms.js';
import { readAnyOf } from '../read-any-of.js';
import { readLevel } from '../read-level.js';
import type { Path, Reading } from '../reading.js';
import type { DeliveryRequirementInput } from './graphql.js';
import { FARTHEST, LONGEST_PLACE, MOST_PROVINCES, NEAREST_KM, YEARS_AHEAD } from './limits.js';
import { DELIVERY } from './problems.js';
import type { AsksPlace, DeliveryPlace, DeliverySaid, DeliveryWindow } from './shape.js';

/**
 * When and where the parts go. The days ask for certificates that hold on them; a distance or provinces ask for a site
 * that is near. A place alone asks for nothing and is kept as it was said.
 */
export function readDelivery(input: DeliveryRequirementInput, path: Path, reading: Reading): AsksPlace & DeliverySaid {
  const deliveryWindow = readWindow(input, path, reading);
  const level = readLevel(input, path, reading);
  const deliveryPlace = readPlace(input, path, reading);
  const maxKm = readDistance(input, deliveryPlace, path, reading);
  const { provinces } = input;
  const provinceCodes = provinces?.length ? readProvinces(provinces, [...path, 'provinces'], reading) : [];
  const isNear = maxKm !== null || provinceCodes.length > 0;
  const coordinates = deliveryPlace?.coordinates ?? null;
  const place = isNear ? { place: { coordinates, maxKm, provinceCodes, ...level } } : {};
  return { ...place, deliveryWindow, deliveryPlace };
}

function readWindow(input: DeliveryRequirementInput, path: Path, reading: Reading): DeliveryWindow | null {
  const { problems, overtaken, today } = reading;
  const from = readDay(input.from, [...path, 'from'], reading);
  const to = readDay(input.to, [...path, 'to'], reading);
  for (const [name, other] of [
    ['from', input.to],
    ['to', input.from],
  ] as const) {
    if (!input[name] && other) problems.add(DELIVERY.DELIVERY_DAY_MISSING, [...path, name]);
  }
  const limit = `${Number(today.slice(0, 4)) + YEARS_AHEAD}-12-31`;
  if (to !== null && to < today) overtaken.add(DELIVERY.DELIVERY_PAST, [...path, 'to'], { to });
  if (to !== null && to > limit) problems.add(DELIVERY.DELIVERY_TOO_FAR, [...path, 'to'], { limit });
  if (from === null || to === null) return null;
  if (to < from) problems.add(DELIVERY.DELIVERY_ENDS_BEFORE_START, [...path, 'to'], { from, to });
  return { from, to };
}

function readDay(day: string | null | undefined, path: Path, { problems }: Reading): string | null {
  if (!day) return null;
  if (isDay(day)) return day;
  problems.add(DELIVERY.DAY_INVALID, path, { day: day.slice(0, 40) });
  return null;
}

function readPlace(input: DeliveryRequirementInput, path: Path, reading: Reading): DeliveryPlace | null {
  const words = cleanText(input.place, [...path, 'place'], reading.problems, { max: LONGEST_PLACE });
  const given = readCoordinates(input, path, reading);
  if (words === null && given === null) return null;
  return { words, coordinates: given ?? (words === null ? null : reading.places(words).coordinates) };
}

function readCoordinates(input: DeliveryRequirementInput, path: Path, reading: Reading): Coordinates | null {
  const latitude = readDegrees(input.latitude, 90, [...path, 'latitude'], reading);
  const longitude = readDegrees(input.longitude, 180, [...path, 'longitude'], reading);
  const isMissing = (value: number | null | undefined): boolean => value === null || value === undefined;
  for (const [name, other] of [
    ['latitude', input.longitude],
    ['longitude', input.latitude],
  ] as const) {
    if (isMissing(input[name]) && !isMissing(other)) {
      reading.problems.add(DELIVERY.COORDINATE_MISSING, [...path, name]);
    }
  }
  return latitude === null || longitude === null ? null : { latitude, longitude };
}

function readDegrees(value: number | null | undefined, most: number, path: Path, reading: Reading): number | null {
  if (value === null || value === undefined) return null;
  if (value >= -most && value <= most) return value;
  reading.problems.add(DELIVERY.COORDINATE_OUT_OF_RANGE, path, { least: -most, most });
  return null;
}

function readDistance(
  input: DeliveryRequirementInput,
  place: DeliveryPlace | null,
  path: Path,
  reading: Reading,
): number | null {
  const { problems } = reading;
  if (!input.maxDistance) return null;
  const isPlaced = place !== null || isSaid(input);
  if (!isPlaced) problems.add(DELIVERY.DELIVERY_PLACE_MISSING, [...path, 'place']);
  else if (place?.words && place.coordinates === null) {
    problems.add(DELIVERY.DELIVERY_PLACE_UNKNOWN, [...path, 'place'], { place: place.words });
  }
  const km = readMeasure(input.maxDistance, FARTHEST, [...path, 'maxDistance'], reading);
  if (km === null) return null;
  if (km >= NEAREST_KM) return km;
  problems.add(DELIVERY.DISTANCE_TOO_SHORT, [...path, 'maxDistance'], {
    distance: amountOf(km, unitOf(UNIT.km, reading.taxonomy.units)),
    unit: UNIT.km,
  });
  return null;
}

/** Something was said of the place, if wrongly: then that is already a problem, and one is enough. */
const isSaid = ({ place, latitude, longitude }: DeliveryRequirementInput): boolean =>
  Boolean(place?.trim()) || typeof latitude === 'number' || typeof longitude === 'number';

/** Provinces only: a ward is no region to look for firms in. */
function readProvinces(words: string[], path: Path, reading: Reading): string[] {
  const onlyProvinces = among(reading.taxonomy.administrativeUnits, ({ level }) => level === 'province');
  return readAnyOf(onlyProvinces, words, path, reading, MOST_PROVINCES);
}
