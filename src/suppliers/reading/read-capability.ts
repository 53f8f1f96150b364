import {
  amountUnits,
  checkPositive,
  lengthInMm,
  massInKg,
  type QuantityInput,
  readMeasure,
} from '../../taxonomy/measures.js';
import { amountOf, UNIT, unitOf } from '../../taxonomy/units.js';
import { cleanText } from '../../platform/text/clean-text.js';
import type { Capability } from '../capability.entity.js';
import type {
  CapabilityInput,
  CharacteristicValueInput,
  PartSizeInput,
  ThicknessRangeInput,
} from '../capability.inputs.js';
import {
  LARGEST_AMOUNT,
  LONGEST,
  LONGEST_LEAD_TIME,
  MOST_CHARACTERISTICS,
  MOST_MATERIALS,
  ROUGHEST,
  WIDEST_TOLERANCE_MM,
} from '../limits.js';
import { SUPPLIER_VALUE } from '../suppliers.errors.js';
import { isWithin, readWord } from '../../taxonomy/read-terms.js';
import { readClaims } from './read-claims.js';
import { changed, type Path, type Reading } from './reading.js';

export type CapabilityFacts = Pick<
  Capability,
  | 'processCode'
  | 'isOwn'
  | 'materials'
  | 'maxSizeMm'
  | 'maxMassKg'
  | 'toleranceMm'
  | 'roughnessRaUm'
  | 'thicknessMinMm'
  | 'thicknessMaxMm'
  | 'minLotPieces'
  | 'monthlyCapacity'
  | 'monthlyCapacityUnit'
  | 'leadTimeDays'
  | 'machines'
  | 'characteristics'
>;

export const NO_CAPABILITY_FACTS: CapabilityFacts = {
  processCode: '',
  isOwn: null,
  materials: null,
  maxSizeMm: null,
  maxMassKg: null,
  toleranceMm: null,
  roughnessRaUm: null,
  thicknessMinMm: null,
  thicknessMaxMm: null,
  minLotPieces: null,
  monthlyCapacity: null,
  monthlyCapacityUnit: null,
  leadTimeDays: null,
  machines: null,
  characteristics: {},
};

/** What is known of the capability after the input, as a whole: limits are checked against each other, changed or not. */
export function readCapability(
  input: Partial<CapabilityInput>,
  before: CapabilityFacts,
  path: Path,
  reading: Reading,
): CapabilityFacts {
  const { problems, taxonomy } = reading;
  const thickness = changed(
    input.thickness,
    before.thicknessMinMm === null ? null : { min: before.thicknessMinMm, max: before.thicknessMaxMm! },
    (given) => readThickness(given, [...path, 'thickness'], reading),
  );
  const capacity = changed(
    input.monthlyCapacity,
    before.monthlyCapacity === null ? null : { value: before.monthlyCapacity, unit: before.monthlyCapacityUnit! },
    (given) => readCapacity(given, [...path, 'monthlyCapacity'], reading),
  );
  const keeping = (...codes: string[]): Reading => ({ ...reading, kept: new Set(codes) });
  const facts: CapabilityFacts = {
    processCode:
      input.process === undefined
        ? before.processCode
        : (readWord(taxonomy.processes, input.process ?? '', [...path, 'process'], keeping(before.processCode)) ?? ''),
    isOwn: changed(input.isOwn, before.isOwn, (given) => given),
    materials: changed(input.materials, before.materials, (given) =>
      readClaims(
        taxonomy.materials,
        given,
        MOST_MATERIALS,
        [...path, 'materials'],
        keeping(...(before.materials ?? [])),
      ),
    ),
    maxSizeMm: changed(input.maxSize, before.maxSizeMm, (given) => readSize(given, [...path, 'maxSize'], reading)),
    maxMassKg: changed(input.maxMass, before.maxMassKg, (given) => massInKg(given, [...path, 'maxMass'], reading)),
    toleranceMm: changed(input.tolerance, before.toleranceMm, (given) =>
      lengthInMm(given, [...path, 'tolerance'], reading, WIDEST_TOLERANCE_MM),
    ),
    roughnessRaUm: changed(input.roughnessRa, before.roughnessRaUm, (given) =>
      readMeasure(given, ROUGHEST, [...path, 'roughnessRa'], reading),
    ),
    thicknessMinMm: thickness?.min ?? null,
    thicknessMaxMm: thickness?.max ?? null,
    minLotPieces: changed(input.minLotPieces, before.minLotPieces, (given) =>
      checkPositive(given, { unit: UNIT.pieces, most: LARGEST_AMOUNT }, [...path, 'minLotPieces'], reading)
        ? given
        : null,
    ),
    monthlyCapacity: capacity?.value ?? null,
    monthlyCapacityUnit: capacity?.unit ?? null,
    leadTimeDays: changed(input.leadTimeDays, before.leadTimeDays, (given) =>
      checkPositive(given, LONGEST_LEAD_TIME, [...path, 'leadTimeDays'], reading) ? given : null,
    ),
    machines: changed(input.machines, before.machines, (given) =>
      cleanText(given, [...path, 'machines'], problems, { max: LONGEST.machines, multiline: true }),
    ),
    characteristics:
      changed(input.characteristics, before.characteristics, (given) =>
        readCharacteristics(given, [...path, 'characteristics'], reading),
      ) ?? {},
  };
  checkTolerance(facts, [...path, input.tolerance ? 'tolerance' : 'maxSize'], reading);
  return facts;
}

function readSize(input: PartSizeInput, path: Path, reading: Reading): [number, number, number] | null {
  const length = lengthInMm(input.length, [...path, 'length'], reading);
  const width = lengthInMm(input.width, [...path, 'width'], reading);
  const height = lengthInMm(input.height, [...path, 'height'], reading);
  return length === null || width === null || height === null ? null : [length, width, height];
}

function readThickness(input: ThicknessRangeInput, path: Path, reading: Reading) {
  const min = lengthInMm(input.min, [...path, 'min'], reading);
  const max = lengthInMm(input.max, [...path, 'max'], reading);
  if (min === null || max === null) return null;
  if (min <= max) return { min, max };
  const { problems, taxonomy } = reading;
  problems.add(SUPPLIER_VALUE.THICKNESS_ORDER, path, { min: inMm(min, taxonomy), max: inMm(max, taxonomy) });
  return null;
}

/** Free capacity may be none at all: the firm is fully booked, which is not the same as saying nothing. */
function readCapacity({ value, unit }: QuantityInput, path: Path, reading: Reading) {
  const code = readWord(amountUnits(reading.taxonomy), unit, [...path, 'unit'], reading);
  const isAmount =
    value === 0 || checkPositive(value, { unit: code, most: LARGEST_AMOUNT }, [...path, 'value'], reading);
  return code !== null && isAmount ? { value, unit: code } : null;
}

function readCharacteristics(given: CharacteristicValueInput[], path: Path, reading: Reading): Record<string, number> {
  const { problems, taxonomy } = reading;
  const values: Record<string, number> = {};
  if (!isWithin(MOST_CHARACTERISTICS, given.length, path, reading)) return values;
  given.forEach(({ code: word, value }, index) => {
    const code = readWord(taxonomy.characteristics, word, [...path, index, 'code'], reading);
    if (code === null) return;
    const { minimum, maximum } = taxonomy.characteristics.get(code)!;
    if (code in values)
      problems.add(SUPPLIER_VALUE.CAPABILITY_CHARACTERISTIC_TWICE, [...path, index, 'code'], { code });
    else if (value >= minimum && value <= maximum) values[code] = value;
    else problems.add(SUPPLIER_VALUE.VALUE_OUT_OF_RANGE, [...path, index, 'value'], { value, minimum, maximum });
  });
  return values;
}

function checkTolerance(
  { toleranceMm, maxSizeMm }: CapabilityFacts,
  path: Path,
  { problems, taxonomy }: Reading,
): void {
  if (toleranceMm === null || maxSizeMm === null) return;
  const side = Math.max(...maxSizeMm);
  if (toleranceMm <= side) return;
  const said = { tolerance: inMm(toleranceMm, taxonomy), side: inMm(side, taxonomy) };
  problems.add(SUPPLIER_VALUE.TOLERANCE_EXCEEDS_PART, path, said);
}

const inMm = (value: number, { units }: Reading['taxonomy']) => amountOf(value, unitOf(UNIT.mm, units));
