import { lengthInMm } from '../../platform/graphql/measures.js';
import { onceField } from '../requirement-field.js';
import { RoughnessRequirementInput, RoughnessRequirementModel } from './graphql.js';

/** Ra 50 is what sand casting leaves. */
const COARSEST_MM = 0.1;

export const roughnessField = onceField('roughness', {
  input: { type: RoughnessRequirementInput, description: 'How smooth.' },
  model: { type: RoughnessRequirementModel, description: 'How smooth.' },
  read({ ra }, path, { problems }) {
    const mm = lengthInMm(ra, [...path, 'ra'], problems, COARSEST_MM);
    return mm === null ? null : { raUm: Number((mm * 1000).toPrecision(12)) };
  },
  show: ({ raUm }) => ({ ra: { value: raUm, unit: 'um' } }),
});
