import { lengthInMm } from '../../taxonomy/measures.js';
import { onceField } from '../requirement-field.js';
import { millimetres } from '../shown-values.js';
import { SizeRequirementInput, SizeRequirementModel } from './graphql.js';
import type { SizeRequirement } from './shape.js';

export const sizeField = onceField('size', {
  input: { type: SizeRequirementInput, description: 'How large.' },
  model: { type: SizeRequirementModel, description: 'How large.' },
  read({ length, width, height }, path, reading): SizeRequirement | null {
    const a = lengthInMm(length, [...path, 'length'], reading);
    const b = lengthInMm(width, [...path, 'width'], reading);
    const c = lengthInMm(height, [...path, 'height'], reading);
    return a === null || b === null || c === null ? null : { sidesMm: [a, b, c] };
  },
  show({ sidesMm: [length, width, height] }) {
    return { length: millimetres(length), width: millimetres(width), height: millimetres(height) };
  },
});
