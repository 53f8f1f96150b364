import { amountUnits, checkPositive, massInKg } from '../../taxonomy/measures.js';
import type { Quantity } from '../../suppliers/snapshots/firm-snapshot.js';
import { readWord } from '../../taxonomy/read-terms.js';
import { LARGEST_AMOUNT } from '../../suppliers/limits.js';
import type { Path, Reading } from '../reading.js';
import { onceField } from '../requirement-field.js';
import { kilograms } from '../shown-values.js';
import { VolumeRequirementInput, VolumeRequirementModel } from './graphql.js';
import type { VolumeRequirement } from './shape.js';

export const volumeField = onceField('volume', {
  input: { type: VolumeRequirementInput, description: 'How much a month.' },
  model: { type: VolumeRequirementModel, description: 'How much a month.' },
  read(input, path, reading): VolumeRequirement | null {
    const perMonth = readQuantity(input.perMonth, [...path, 'perMonth'], reading);
    const partMassKg = massInKg(input.partMass, [...path, 'partMass'], reading);
    return perMonth && { perMonth, partMassKg };
  },
  show: ({ perMonth, partMassKg }) => ({
    perMonth,
    partMass: partMassKg === null ? null : kilograms(partMassKg),
  }),
});

function readQuantity({ value, unit }: Quantity, path: Path, reading: Reading): Quantity | null {
  const code = readWord(amountUnits(reading.taxonomy), unit, [...path, 'unit'], reading);
  const isAmount = checkPositive(value, { unit: code, most: LARGEST_AMOUNT }, [...path, 'value'], reading);
  return code !== null && isAmount ? { value, unit: code } : null;
}
