import { massInKg } from '../../taxonomy/measures.js';
import { onceField } from '../requirement-field.js';
import { kilograms } from '../shown-values.js';
import { MassRequirementInput, MassRequirementModel } from './graphql.js';

export const massField = onceField('mass', {
  input: { type: MassRequirementInput, description: 'How heavy.' },
  model: { type: MassRequirementModel, description: 'How heavy.' },
  read({ value }, path, reading) {
    const kg = massInKg(value, [...path, 'value'], reading);
    return kg === null ? null : { kg };
  },
  show: ({ kg }) => ({ value: kilograms(kg) }),
});
