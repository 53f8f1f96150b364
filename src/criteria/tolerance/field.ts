import { onceField } from '../requirement-field.js';
import { millimetres } from '../shown-values.js';
import type { AsksSize } from '../size/shape.js';
import { ToleranceRequirementInput, ToleranceRequirementModel } from './graphql.js';
import { TOLERANCE } from './problems.js';
import { readTolerance } from './read.js';
import type { ToleranceRequirement } from './shape.js';

export const toleranceField = onceField('tolerance', {
  input: { type: ToleranceRequirementInput, description: 'How exact.' },
  model: { type: ToleranceRequirementModel, description: 'How exact.' },
  problems: TOLERANCE,
  read: (input, path, reading, { size }: AsksSize) => readTolerance(input, size?.sidesMm ?? null, path, reading),
  show: (tolerance: ToleranceRequirement) => ({
    plusMinus: tolerance.kind === 'PLUS_MINUS' ? millimetres(tolerance.toleranceMm) : null,
    itGrade: tolerance.kind === 'ISO_286' ? tolerance.itGrade : null,
    iso2768: tolerance.kind === 'ISO_2768' ? tolerance.toleranceClass : null,
    nominal: tolerance.kind === 'PLUS_MINUS' ? null : millimetres(tolerance.nominalMm),
  }),
});
