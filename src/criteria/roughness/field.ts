import { readMeasure } from '../../taxonomy/measures.js';
import { ROUGHEST } from '../../suppliers/limits.js';
import { UNIT } from '../../taxonomy/units.js';
import { onceField } from '../requirement-field.js';
import { RoughnessRequirementInput, RoughnessRequirementModel } from './graphql.js';

export const roughnessField = onceField('roughness', {
  input: { type: RoughnessRequirementInput, description: 'How smooth.' },
  model: { type: RoughnessRequirementModel, description: 'How smooth.' },
  read({ ra }, path, reading) {
    const raUm = readMeasure(ra, ROUGHEST, [...path, 'ra'], reading);
    return raUm === null ? null : { raUm };
  },
  show: ({ raUm }) => ({ ra: { value: raUm, unit: UNIT.um } }),
});
