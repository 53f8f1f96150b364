import { Field, Float, InputType, ObjectType } from '@nestjs/graphql';
import { catalogue } from '../i18n/message.js';
import type { Problems } from './problems.js';

const MILLIMETRES: Record<string, number> = {
  mm: 1,
  um: 0.001,
  µm: 0.001,
  cm: 10,
  m: 1000,
  km: 1_000_000,
  inch: 25.4,
  in: 25.4,
};
const KILOGRAMS: Record<string, number> = { kg: 1, g: 0.001, tonnes: 1000, t: 1000, lb: 0.45359237 };

/** 100 m and 1,000 t: nothing a supplying firm makes or carries is larger. */
const LONGEST_MM = 100_000;
const HEAVIEST_KG = 1_000_000;

export const MEASURE = catalogue({
  UNIT_UNKNOWN: {
    vi: 'Không biết đơn vị “{unit}”; các đơn vị dùng được: {known}.',
    en: 'The unit “{unit}” is not known; those that are: {known}.',
  },
  VALUE_NOT_POSITIVE: { vi: 'Giá trị phải lớn hơn 0.', en: 'The value must be greater than 0.' },
  VALUE_NOT_FINITE: { vi: 'Giá trị không phải là một số hữu hạn.', en: 'The value is not a finite number.' },
  VALUE_ABSURD: {
    vi: 'Giá trị {value} vượt quá giới hạn {limit} {unit}; hãy kiểm tra đơn vị.',
    en: 'The value {value} is beyond the limit of {limit} {unit}; check the unit.',
  },
});

@InputType({ description: 'A length with its unit: mm (default), um, cm, m, km or inch.' })
export class LengthInput {
  @Field(() => Float, { description: 'Greater than 0.' })
  value: number;

  @Field({ defaultValue: 'mm', description: 'mm, um (or µm), cm, m, km, inch.' })
  unit: string;
}

@InputType({ description: 'A mass with its unit: kg (default), g, tonnes or lb.' })
export class MassInput {
  @Field(() => Float, { description: 'Greater than 0.' })
  value: number;

  @Field({ defaultValue: 'kg', description: 'kg, g, tonnes, lb.' })
  unit: string;
}

@InputType({ description: 'An amount in a unit of the taxonomy: pieces, pairs, kg, tonnes, m, m2 …' })
export class QuantityInput {
  @Field(() => Float, { description: 'Greater than 0.' })
  value: number;

  @Field({ description: 'A unit code of the taxonomy or any word it knows for one.' })
  unit: string;
}

@ObjectType('Length', { description: 'A length with its unit.' })
export class LengthModel {
  @Field(() => Float, { description: 'In the unit beside it.' })
  value: number;

  @Field({ description: 'mm, um, cm, m, km or inch, as asked for.' })
  unit: string;
}

@ObjectType('Mass', { description: 'A mass with its unit.' })
export class MassModel {
  @Field(() => Float, { description: 'In the unit beside it.' })
  value: number;

  @Field({ description: 'kg, g, tonnes or lb, as asked for.' })
  unit: string;
}

@ObjectType('Quantity', { description: 'An amount in a unit of the taxonomy.' })
export class QuantityModel {
  @Field(() => Float, { description: 'In the unit beside it.' })
  value: number;

  @Field({ description: 'A unit code of the taxonomy: pieces, pairs, kg, tonnes, m, m2 …' })
  unit: string;
}

type Path = (string | number)[];
interface Measured {
  value: number;
  unit: string;
}

/** The length in millimetres; null where it is absent or something is wrong with it, which is then in `problems`. */
export function lengthInMm(input: Measured | null | undefined, path: Path, problems: Problems, longestMm = LONGEST_MM) {
  return inBaseUnit(input, path, problems, MILLIMETRES, longestMm, 'mm');
}

export function massInKg(input: Measured | null | undefined, path: Path, problems: Problems) {
  return inBaseUnit(input, path, problems, KILOGRAMS, HEAVIEST_KG, 'kg');
}

/** A stored length for a reader who asked for a unit; null for an unknown unit too, as nothing can be said in it. */
export function lengthIn(unit: string, millimetres: number | null): LengthModel | null {
  return inUnit(unit, millimetres, MILLIMETRES);
}

export function massIn(unit: string, kilograms: number | null): MassModel | null {
  return inUnit(unit, kilograms, KILOGRAMS);
}

/** Checks a number that must be positive, finite and not absurd. */
export function checkPositive(value: number, path: Path, problems: Problems, limit: number, unit: string): boolean {
  if (!Number.isFinite(value)) problems.add(MEASURE.VALUE_NOT_FINITE, path);
  else if (value <= 0) problems.add(MEASURE.VALUE_NOT_POSITIVE, path);
  else if (value > limit) problems.add(MEASURE.VALUE_ABSURD, path, { value, limit, unit });
  else return true;
  return false;
}

function inBaseUnit(
  input: Measured | null | undefined,
  path: Path,
  problems: Problems,
  factors: Record<string, number>,
  limit: number,
  baseUnit: string,
): number | null {
  if (!input) return null;
  const factor = factorOf(input.unit, factors);
  if (factor === undefined) {
    problems.add(MEASURE.UNIT_UNKNOWN, [...path, 'unit'], { unit: input.unit, known: Object.keys(factors).join(', ') });
    return null;
  }
  const value = rounded(input.value * factor);
  return checkPositive(value, [...path, 'value'], problems, limit, baseUnit) ? value : null;
}

function inUnit(unit: string, base: number | null, factors: Record<string, number>): Measured | null {
  const factor = factorOf(unit, factors);
  return base === null || factor === undefined ? null : { value: rounded(base / factor), unit };
}

function factorOf(unit: string, factors: Record<string, number>): number | undefined {
  const name = unit.normalize('NFKC').trim().toLowerCase().replace('μ', 'µ');
  return Object.hasOwn(factors, name) ? factors[name] : undefined;
}

/** Takes away what binary fractions add: 0.1 inch is 2.54 mm, not 2.5400000000000005. */
const rounded = (value: number): number => Number(value.toPrecision(12));
