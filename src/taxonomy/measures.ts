import { Field, Float, InputType } from '@nestjs/graphql';
import type { Problems } from '../platform/graphql/problems.js';
import { catalogue } from '../platform/i18n/message.js';
import { among, LONGEST_WORD } from './read-terms.js';
import type { Taxonomy, Unit, Vocabulary } from './taxonomy.js';
import { amountOf, converted, UNIT, unitNamed, unitOf } from './units.js';

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
    vi: 'Giá trị {value} vượt quá giới hạn {limit}; hãy kiểm tra đơn vị.',
    en: 'The value {value} is beyond the limit of {limit}; check the unit.',
  },
});

@InputType({
  description: 'A length with its unit, millimetres if none is given.',
})
export class LengthInput {
  @Field(() => Float, { description: 'Greater than 0.' })
  value: number;

  @Field({ defaultValue: UNIT.mm, description: 'The code of a unit of length, or any word for one.' })
  unit: string;
}

@InputType({
  description: 'A mass with its unit, kilograms if none is given.',
})
export class MassInput {
  @Field(() => Float, { description: 'Greater than 0.' })
  value: number;

  @Field({ defaultValue: UNIT.kg, description: 'The code of a unit of mass, or any word for one.' })
  unit: string;
}

@InputType({ description: 'An amount in a unit that work is counted in.' })
export class QuantityInput {
  @Field(() => Float, { description: 'Greater than 0.' })
  value: number;

  @Field({ description: 'A unit code of the taxonomy or any word it knows for one.' })
  unit: string;
}

type Path = (string | number)[];
interface Measured {
  value: number;
  unit: string;
}

/** What a reader of measures needs: the units, and where to note what is wrong. */
interface Measuring {
  taxonomy: Pick<Taxonomy, 'units'>;
  problems: Problems;
}

/** The most a number may be; without a unit where what was given as one is none. */
export interface Limit {
  unit: string | null;
  most: number;
}

/** The length in millimetres; null where it is absent or something is wrong with it, which is then in `problems`. */
export const lengthInMm = (
  input: Measured | null | undefined,
  path: Path,
  reading: Measuring,
  most = LONGEST_MM,
): number | null => readMeasure(input, { unit: UNIT.mm, most }, path, reading);

export const massInKg = (input: Measured | null | undefined, path: Path, reading: Measuring): number | null =>
  readMeasure(input, { unit: UNIT.kg, most: HEAVIEST_KG }, path, reading);

/** The same in any unit, within a limit in that unit. */
export function readMeasure(
  input: Measured | null | undefined,
  limit: Limit & { unit: string },
  path: Path,
  measuring: Measuring,
): number | null {
  const { taxonomy, problems } = measuring;
  if (!input) return null;
  const target = unitOf(limit.unit, taxonomy.units);
  const unit = unitNamed(input.unit, target.dimension, taxonomy);
  if (unit === null) {
    const known = taxonomy.units.all.filter(({ dimension, withdrawn }) => dimension === target.dimension && !withdrawn);
    const codes = known.map((each) => each.code).join(', ');
    problems.add(MEASURE.UNIT_UNKNOWN, [...path, 'unit'], { unit: input.unit.slice(0, LONGEST_WORD), known: codes });
    return null;
  }
  const value = converted(input.value, unit, target)!;
  return checkPositive(value, limit, [...path, 'value'], measuring) ? value : null;
}

/** The units that a capacity or a volume can be given in. */
export const amountUnits = ({ units }: Pick<Taxonomy, 'units'>): Vocabulary<Unit> =>
  among(units, ({ isAmount }) => isAmount);

/** Checks a number that must be positive, finite and not absurd. */
export function checkPositive(value: number, limit: Limit, path: Path, { taxonomy, problems }: Measuring): boolean {
  if (!Number.isFinite(value)) problems.add(MEASURE.VALUE_NOT_FINITE, path);
  else if (value <= 0) problems.add(MEASURE.VALUE_NOT_POSITIVE, path);
  else if (value > limit.most) problems.add(MEASURE.VALUE_ABSURD, path, { value, limit: inWords(limit, taxonomy) });
  else return true;
  return false;
}

const inWords = ({ unit, most }: Limit, { units }: Measuring['taxonomy']) =>
  unit === null ? most : amountOf(most, unitOf(unit, units));
