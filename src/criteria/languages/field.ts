import { AnyOfRequirementInput, AnyOfRequirementModel } from '../any-of.graphql.js';
import { readAnyOf } from '../read-any-of.js';
import { onceField } from '../requirement-field.js';
import { known } from '../../taxonomy/known.js';

export const languagesField = onceField('languages', {
  input: { type: AnyOfRequirementInput, description: 'Languages the firm should work in.' },
  model: { type: AnyOfRequirementModel, description: 'Languages the firm should work in.' },
  read: ({ anyOf }, path, reading) => ({
    anyOf: readAnyOf(reading.taxonomy.languages, anyOf, [...path, 'anyOf'], reading),
  }),
  show: ({ anyOf }, { languages }) => ({ anyOf: anyOf.map((code) => known(languages, code)) }),
});
