import { readMeasure } from '../../taxonomy/measures.js';
import { onceField } from '../requirement-field.js';
import { RoughnessRequirementInput, RoughnessRequirementModel } from './graphql.js';

/** Ra 50 is what sand casting leaves. */
const COARSEST = { unit: 'um', most: 100 };

export const roughnessField = onceField('roughness', {
  input: { type: RoughnessRequirementInput, description: 'How smooth.' },
  model: { type: RoughnessRequirementModel, description: 'How smooth.' },
  read({ ra }, path, reading) {
    const raUm = readMeasure(ra, COARSEST, [...path, 'ra'], reading);
    return raUm === null ? null : { raUm };
  },
  show: ({ raUm }) => ({ ra: { value: raUm, unit: 'um' } }),
});
