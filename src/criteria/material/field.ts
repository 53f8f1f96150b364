import { readAnyOf } from '../read-any-of.js';
import { onceField } from '../requirement-field.js';
import { known } from '../../taxonomy/known.js';
import { MaterialRequirementInput, MaterialRequirementModel } from './graphql.js';
import type { MaterialRequirement } from './shape.js';

export const materialField = onceField('material', {
  input: { type: MaterialRequirementInput, description: 'Of what.' },
  model: { type: MaterialRequirementModel, description: 'Of what.' },
  read: ({ anyOf, exactGrade }, path, reading) => ({
    anyOf: readAnyOf(reading.taxonomy.materials, anyOf, [...path, 'anyOf'], reading),
    exactGrade: exactGrade ?? false,
  }),
  show: ({ anyOf, exactGrade }: MaterialRequirement, { materials }) => ({
    anyOf: anyOf.map((code) => known(materials, code)),
    exactGrade,
  }),
});
