import { lengthInMm } from '../../taxonomy/measures.js';
import { onceField } from '../requirement-field.js';
import { millimetres } from '../shown-values.js';
import { ThicknessRequirementInput, ThicknessRequirementModel } from './graphql.js';

export const thicknessField = onceField('thickness', {
  input: { type: ThicknessRequirementInput, description: 'How thick.' },
  model: { type: ThicknessRequirementModel, description: 'How thick.' },
  read({ value }, path, reading) {
    const mm = lengthInMm(value, [...path, 'value'], reading);
    return mm === null ? null : { mm };
  },
  show: ({ mm }) => ({ value: millimetres(mm) }),
});
