import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';

const SOURCES = join(import.meta.dirname, '../../src');

/** Each value of each enum of the API has its description, and the type that decides is the one that the compiler checks. */
it('makes every enum of the API in one place', () => {
  const found = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && readFileSync(join(SOURCES, file), 'utf8').includes('registerEnumType'),
  );
  expect(found).toEqual(['platform/graphql/described-enum.ts']);
});
