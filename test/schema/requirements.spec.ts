import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { buildSchema, isObjectType } from 'graphql';

it('knows every type of a requirement as a Requirement', () => {
  const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
  const requirements = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => name.endsWith('Requirement'));
  expect(requirements.length).toBeGreaterThan(10);
  for (const type of requirements) expect(type.getInterfaces().map(({ name }) => name)).toEqual(['Requirement']);
});
