import { amountUnits, checkPositive, lengthInMm, massInKg, readMeasure } from '../../taxonomy/measures.js';
import type { DeliveryPlace, Quantity, Requirements } from '../line-content.js';
import { NO_REQUIREMENTS } from '../line-content.js';
import { REQUEST_INPUT } from '../requests.errors.js';
import type { RequirementInput, RequirementsInput, SizeRequirementInput } from '../requirements.inputs.js';
import { REQUEST_LIMITS } from './limits.js';
import { readDelivery } from './read-delivery.js';
import { readLevel } from './read-level.js';
import { readWord } from '../../taxonomy/read-terms.js';
import { readAnyOf } from './read-any-of.js';
import { readCertificates, readCharacteristics } from './read-named-requirements.js';
import { readTolerance } from './read-tolerance.js';
import type { Path, Reading } from './reading.js';

type Given = Partial<Requirements>;

/** All requirements of one line. Whatever is wrong is in the problems, and the value without it is not to be used. */
export function readRequirements(
  input: RequirementsInput | null | undefined,
  path: Path,
  reading: Reading,
): { requirements: Requirements; deliveryPlace: DeliveryPlace | null } {
  if (!input) return { requirements: NO_REQUIREMENTS, deliveryPlace: null };
  const { taxonomy } = reading;
  const given: Given = {};

  /** Reads one requirement where it was given: its values, then how much it counts. */
  const read = <Name extends keyof RequirementsInput & keyof Given>(
    name: Name,
    values: (input: NonNullable<RequirementsInput[Name]>, path: Path) => object | null,
  ): void => {
    const requirement = input[name];
    if (!requirement) return;
    const at = [...path, name];
    const level = readLevel(requirement as RequirementInput, at, reading);
    const content = values(requirement, at);
    if (content !== null) given[name] = { ...content, ...level } as unknown as Given[Name];
  };

  let sidesMm: [number, number, number] | null = null;
  read('material', ({ anyOf, exactGrade }, at) => ({
    anyOf: readAnyOf(taxonomy.materials, anyOf, REQUEST_LIMITS.words, [...at, 'anyOf'], reading),
    exactGrade: exactGrade ?? false,
  }));
  read('size', (size, at) => {
    sidesMm = readSides(size, at, reading);
    return sidesMm && { sidesMm };
  });
  read('mass', ({ value }, at) => named('kg', massInKg(value, [...at, 'value'], reading)));
  read('thickness', ({ value }, at) => named('mm', lengthInMm(value, [...at, 'value'], reading)));
  read('tolerance', (tolerance, at) => readTolerance(tolerance, sidesMm, at, reading));
  read('roughness', ({ ra }, at) => {
    return named('raUm', readMeasure(ra, { unit: 'um', most: REQUEST_LIMITS.roughnessUm }, [...at, 'ra'], reading));
  });
  read('lot', ({ pieces }, at) =>
    named('pieces', readWhole(pieces, REQUEST_LIMITS.amount, 'pieces', [...at, 'pieces'], reading)),
  );
  read('volume', ({ perMonth, partMass }, at) => {
    const quantity = readQuantity(perMonth, [...at, 'perMonth'], reading);
    const partMassKg = massInKg(partMass, [...at, 'partMass'], reading);
    return quantity && { perMonth: quantity, partMassKg };
  });
  read('leadTime', ({ days }, at) =>
    named('days', readWhole(days, REQUEST_LIMITS.leadTimeDays, 'days', [...at, 'days'], reading)),
  );
  for (const name of ['languages', 'endMarkets'] as const) {
    read(name, ({ anyOf }, at) => ({
      anyOf: readAnyOf(taxonomy[name], anyOf, REQUEST_LIMITS.words, [...at, 'anyOf'], reading),
    }));
  }

  const delivery = input.delivery ? readDelivery(input.delivery, [...path, 'delivery'], reading) : null;
  if (delivery?.place) given.place = delivery.place;
  return {
    requirements: {
      ...given,
      certificates: readCertificates(input.certificates ?? [], [...path, 'certificates'], reading),
      characteristics: readCharacteristics(input.characteristics ?? [], [...path, 'characteristics'], reading),
      deliveryWindow: delivery?.window ?? null,
    },
    deliveryPlace: delivery?.deliveryPlace ?? null,
  };
}

const named = (name: string, value: number | null): object | null => (value === null ? null : { [name]: value });

function readSides(
  { length, width, height }: SizeRequirementInput,
  path: Path,
  reading: Reading,
): [number, number, number] | null {
  const a = lengthInMm(length, [...path, 'length'], reading);
  const b = lengthInMm(width, [...path, 'width'], reading);
  const c = lengthInMm(height, [...path, 'height'], reading);
  return a === null || b === null || c === null ? null : [a, b, c];
}

function readWhole(value: number, limit: number, unit: string, path: Path, { problems }: Reading): number | null {
  if (!checkPositive(value, path, problems, limit, unit)) return null;
  if (Number.isInteger(value)) return value;
  problems.add(REQUEST_INPUT.NOT_WHOLE, path);
  return null;
}

function readQuantity({ value, unit }: Quantity, path: Path, reading: Reading): Quantity | null {
  const { problems, taxonomy } = reading;
  const code = readWord(amountUnits(taxonomy), unit, [...path, 'unit'], reading);
  const isAmount = checkPositive(value, [...path, 'value'], problems, REQUEST_LIMITS.amount, code ?? unit);
  return code !== null && isAmount ? { value, unit: code } : null;
}
