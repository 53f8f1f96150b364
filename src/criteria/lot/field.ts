import { LARGEST_AMOUNT, readWhole } from '../read-amount.js';
import { onceField } from '../requirement-field.js';
import { LotRequirementInput, LotRequirementModel } from './graphql.js';

export const lotField = onceField('lot', {
  input: { type: LotRequirementInput, description: 'How many at once.' },
  model: { type: LotRequirementModel, description: 'How many at once.' },
  read(input, path, reading) {
    const pieces = readWhole(input.pieces, LARGEST_AMOUNT, 'pieces', [...path, 'pieces'], reading);
    return pieces === null ? null : { pieces };
  },
  show: ({ pieces }) => ({ pieces }),
});
