import { readWhole } from '../read-amount.js';
import { onceField } from '../requirement-field.js';
import { LeadTimeRequirementInput, LeadTimeRequirementModel } from './graphql.js';

const LONGEST_DAYS = 3650;

export const leadTimeField = onceField('leadTime', {
  input: { type: LeadTimeRequirementInput, description: 'How fast.' },
  model: { type: LeadTimeRequirementModel, description: 'How fast.' },
  read(input, path, reading) {
    const days = readWhole(input.days, LONGEST_DAYS, 'days', [...path, 'days'], reading);
    return days === null ? null : { days };
  },
  show: ({ days }) => ({ days }),
});
