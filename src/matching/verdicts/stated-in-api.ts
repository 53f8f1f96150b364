import { known } from '../../taxonomy/known.js';
import { UNIT } from '../../taxonomy/units.js';
import type { Taxonomy } from '../../taxonomy/taxonomy.js';
import { criterionOf } from '../../criteria/registry.js';
import type { CriterionKey, Stated } from '../../criteria/verdict.js';
import type { MeasureModel } from '../../taxonomy/measure.model.js';
import * as models from './stated-value.models.js';

type Of<Kind extends Stated['kind']> = Extract<Stated, { kind: Kind }>;

/** What showing a stated value takes beside the value. */
export interface Showing {
  criterion: CriterionKey;
  taxonomy: Taxonomy;
  /** The value in the reader's words. */
  words: () => string;
}

/** One per kind of stated value: one that is added does not compile without its own. */
const SHOW: { [Kind in Stated['kind']]: (stated: Of<Kind>, showing: Showing) => models.StatedValueModel } = {
  QUANTITY: ({ value, unit }, { words }) => make(models.StatedQuantityModel, words, { amount: measure(value, unit) }),

  CONVERTED: ({ value, unit, stated }, { words }) =>
    make(models.StatedConvertedQuantityModel, words, {
      amount: measure(value, unit),
      stated: measure(stated.value, stated.unit),
    }),

  SIDES: ({ sidesMm }, { words }) =>
    make(models.StatedSidesModel, words, { sides: sidesMm.map((side) => measure(side, UNIT.mm)) }),

  RANGE: ({ from, to, unit }, { words }) =>
    make(models.StatedRangeModel, words, { lowest: measure(from, unit), highest: measure(to, unit) }),

  BOUNDS: ({ atLeast, atMost, unit }, { words }) =>
    make(models.StatedBoundsModel, words, {
      atLeast: orNull(atLeast, unit),
      atMost: orNull(atMost, unit),
    }),

  CODES: ({ codes }, { words, criterion, taxonomy }) => {
    const vocabulary = criterionOf(criterion).codes?.(taxonomy);
    if (vocabulary === undefined) throw new Error(`${criterion} has no vocabulary for its codes`);
    if (vocabulary === taxonomy.materials) {
      const materials = codes.map((code) => known(taxonomy.materials, code));
      return make(models.StatedMaterialsModel, words, { materials });
    }
    return make(models.StatedTermsModel, words, { terms: codes.map((code) => known(vocabulary, code)) });
  },

  PROCESS: ({ process, ownOnly }, { words, taxonomy }) =>
    make(models.StatedProcessModel, words, { process: known(taxonomy.processes, process), isOwn: ownOnly }),

  TOLERANCE: ({ toleranceMm, basis, nominalMm }, { words }) =>
    make(models.StatedToleranceModel, words, {
      plusMinus: orNull(toleranceMm, UNIT.mm),
      basis,
      nominal: orNull(nominalMm, UNIT.mm),
    }),

  NEARNESS: ({ maxKm, provinceCodes }, { words, taxonomy }) =>
    make(models.StatedNearnessModel, words, {
      maxDistance: orNull(maxKm, UNIT.km),
      provinces: provinceCodes.map((code) => known(taxonomy.administrativeUnits, code)),
    }),

  LOCATION: ({ km, provinceCode }, { words, taxonomy }) =>
    make(models.StatedLocationModel, words, {
      distance: orNull(km, UNIT.km),
      province: provinceCode === null ? null : known(taxonomy.administrativeUnits, provinceCode),
    }),

  PERIOD: ({ standards, from, to, evidence }, { words, taxonomy }) =>
    make(models.StatedPeriodModel, words, {
      standards: standards.map((code) => known(taxonomy.certificateStandards, code)),
      from,
      to,
      evidence,
    }),
};

export const statedInApi = (stated: Stated, showing: Showing): models.StatedValueModel =>
  (SHOW[stated.kind] as (stated: Stated, showing: Showing) => models.StatedValueModel)(stated, showing);

const make = <Model extends models.StatedValueModel>(
  type: new (words: () => string) => Model,
  words: () => string,
  values: Omit<Model, 'text'>,
): Model => Object.assign(new type(words), values);

const measure = (value: number, unit: string | null): MeasureModel => ({ value, unit });

const orNull = (value: number | null, unit: string | null): MeasureModel | null =>
  value === null ? null : measure(value, unit);
