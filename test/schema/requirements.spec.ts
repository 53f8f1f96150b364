import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { buildSchema, isObjectType } from 'graphql';

/** A delivery has days and a place; only the nearness it may ask for counts, so it is none. */
const NO_REQUIREMENT = new Set(['DeliveryRequirement']);

it('knows every type of a requirement as a Requirement', () => {
  const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
  const requirements = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => name.endsWith('Requirement') && !NO_REQUIREMENT.has(name));
  expect(requirements.length).toBeGreaterThan(10);
  for (const type of requirements) expect(type.getInterfaces().map(({ name }) => name)).toEqual(['Requirement']);
});
