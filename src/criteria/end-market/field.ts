import { AnyOfRequirementInput, AnyOfRequirementModel } from '../any-of.graphql.js';
import { readAnyOf } from '../read-any-of.js';
import { onceField } from '../requirement-field.js';
import { known } from '../../taxonomy/known.js';

export const endMarketsField = onceField('endMarkets', {
  input: { type: AnyOfRequirementInput, description: 'Markets the firm should know: motorbike, aerospace …' },
  model: { type: AnyOfRequirementModel, description: 'Markets the firm should know.' },
  read: ({ anyOf }, path, reading) => ({
    anyOf: readAnyOf(reading.taxonomy.endMarkets, anyOf, [...path, 'anyOf'], reading),
  }),
  show: ({ anyOf }, { endMarkets }) => ({ anyOf: anyOf.map((code) => known(endMarkets, code)) }),
});
