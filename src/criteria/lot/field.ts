import { LARGEST_AMOUNT } from '../../suppliers/limits.js';
import { readWhole } from '../read-amount.js';
import { UNIT } from '../../taxonomy/units.js';
import { onceField } from '../requirement-field.js';
import { LotRequirementInput, LotRequirementModel } from './graphql.js';

export const lotField = onceField('lot', {
  input: { type: LotRequirementInput, description: 'How many at once.' },
  model: { type: LotRequirementModel, description: 'How many at once.' },
  read(input, path, reading) {
    const pieces = readWhole(input.pieces, { unit: UNIT.pieces, most: LARGEST_AMOUNT }, [...path, 'pieces'], reading);
    return pieces === null ? null : { pieces };
  },
  show: ({ pieces }) => ({ pieces }),
});
